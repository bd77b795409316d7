package io.atelier.artifact;

import io.atelier.problem.ProblemException;
import io.atelier.tenant.Caller;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.RememberedSettings;
import io.atelier.tenant.SettingVersion;
import io.atelier.tenant.TenantCache;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Each tenant's live signing keys, at most two: the newest signs, both verify.
 *
 * <p>Another node may still sign with a key while it is taken back: such a URL opens nothing, which
 * is the fate of all that the key has signed, and asking again gives one that does.
 */
@ApplicationScoped
class SigningKeys implements RememberedSettings {
  @Inject SigningKeyStore store;

  private final TenantCache<List<SigningKey>> keys =
      new TenantCache<>(tenants -> store.load(tenants), List::isEmpty);

  @Override
  public void refresh() {
    keys.refresh();
  }

  /** Whether the key that signs is known without asking. */
  boolean isKnown(TenantId tenant) {
    return keys.known(tenant).isPresent();
  }

  /** Asks for the key that signs, or makes it, apart from the caller's transaction. */
  @Transactional(TxType.NOT_SUPPORTED)
  public void prepare(TenantId tenant) { // public for client proxies, as verify is
    signing(tenant);
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

  /**
   * The live key of which that is true. Where it is true of none that is known, the database is
   * asked: a URL signed on another node a moment ago does not wait for the next refresh here, and a
   * tenant that nobody has ever heard of is answered like any other whose key it is not, also while
   * the database is away.
   *
   * @throws ProblemException {@code UNAVAILABLE} if it does not answer
   */
  Optional<SigningKey> find(TenantId tenant, Predicate<SigningKey> signed) {
    Optional<SigningKey> key = keys.known(tenant).flatMap(live -> first(live, signed));
    return key.isPresent() ? key : first(keys.ask(tenant), signed);
  }

  /** Whether a key is known to live; false also where nothing is known. */
  public boolean isLive(TenantId tenant, String id) { // public for client proxies, as verify is
    for (SigningKey key : keys.known(tenant).orElse(List.of())) {
      if (key.id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  /** The live keys, the newest first. */
  List<SigningKey> live(TenantId tenant) {
    return keys.reload(tenant);
  }

  /** The entity tag of live keys, by their ids, the newest first. */
  static String tag(List<String> live) {
    return SettingVersion.tag(String.join(",", live));
  }

  /**
   * A new key signs from now on, the one before it still verifies, older ones no longer.
   *
   * @throws ProblemException {@code PRECONDITION_FAILED}
   */
  List<SigningKey> rotate(Caller actor, TenantId tenant, IfMatch condition) {
    store.rotate(actor, tenant, condition);
    return keys.reload(tenant);
  }

  /** Takes a key back: the URLs it signed end. */
  boolean revoke(Caller actor, TenantId tenant, String id) {
    boolean revoked = store.revoke(actor, tenant, id);
    keys.reload(tenant);
    return revoked;
  }

  private static Optional<SigningKey> first(
      List<SigningKey> live, Predicate<SigningKey> condition) {
    return live.stream().filter(condition).findFirst();
  }
}
