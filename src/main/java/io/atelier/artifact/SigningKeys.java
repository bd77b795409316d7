package io.atelier.artifact;

import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantCache;
import io.atelier.tenant.TenantId;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Each tenant's live signing keys, at most two: the newest signs, both verify. */
@ApplicationScoped
class SigningKeys {
  // A URL signed on another node a moment ago must not wait for the next refresh here; and whoever
  // makes key ids up must not make us ask each time.
  private static final Duration ASK_AGAIN = Duration.ofMillis(250);

  @Inject SigningKeyStore store;
  @Resource ManagedScheduledExecutorService scheduler;

  private TenantCache<List<SigningKey>> keys;

  @PostConstruct
  void open() {
    keys = new TenantCache<>(store::load);
    scheduler.scheduleWithFixedDelay(keys::refresh, 1, 1, TimeUnit.SECONDS);
  }

  /** The key that signs; made if the tenant has none. */
  SigningKey signing(TenantId tenant) {
    List<SigningKey> live = keys.get(tenant);
    if (live.isEmpty()) {
      store.addFirst(tenant);
      live = keys.reload(tenant);
    }
    return live.get(0);
  }

  /** The live key of that id. */
  Optional<SigningKey> verifying(TenantId tenant, String id) {
    Optional<SigningKey> key = named(keys.get(tenant), id);
    return key.isPresent() ? key : named(keys.reload(tenant, ASK_AGAIN), id);
  }

  /** The live keys, the newest first. */
  List<SigningKey> live(TenantId tenant) {
    return keys.reload(tenant);
  }

  /** A new key signs from now on, the one before it still verifies, older ones no longer. */
  List<SigningKey> rotate(Caller actor, TenantId tenant) {
    store.rotate(actor, tenant);
    return keys.reload(tenant);
  }

  /** Takes a key back: the URLs it signed end within two seconds on every node. */
  boolean revoke(Caller actor, TenantId tenant, String id) {
    boolean revoked = store.revoke(actor, tenant, id);
    keys.reload(tenant);
    return revoked;
  }

  private static Optional<SigningKey> named(List<SigningKey> live, String id) {
    return live.stream().filter(key -> key.id().equals(id)).findFirst();
  }
}
