package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import io.atelier.tenant.Actor;
import io.atelier.tenant.AuditTrail;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops and goes on with the admission of jobs: to one provider, or to any.
 *
 * <p>It holds on every node once this returns, and until it is ended, over restarts too; of an
 * account without limits some that are just being begun may still come. Jobs are accepted all the
 * same and wait, {@code waiting_for} their {@code provider}; what was begun is polled, goes through
 * its further creates, and is kept. Whoever pauses what is paused, or ends what is not, changes
 * nothing, is answered false, and is not in the audit trail.
 */
@Dependent
public class ProviderSwitches {
  private final Pauses pauses;
  private final NamedLocks locks;
  private final Providers providers;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  ProviderSwitches(
      Pauses pauses, NamedLocks locks, Providers providers, AuditTrail audit, Clock clock) {
    this.pauses = pauses;
    this.locks = locks;
    this.providers = providers;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Begins nothing more at that provider.
   *
   * @throws IllegalArgumentException if there is no such provider
   */
  @Transactional
  public boolean pause(Actor actor, String provider, @Nullable String reason) {
    requireKnown(provider);
    awaitAdmission(provider);
    return begin(actor, provider, "provider-pause", reason);
  }

  /**
   * Begins again at that provider.
   *
   * @throws IllegalArgumentException if there is no such provider
   */
  @Transactional
  public boolean resume(Actor actor, String provider) {
    requireKnown(provider);
    return end(actor, provider, "provider-resume");
  }

  private void requireKnown(String provider) {
    if (providers.find(provider).isEmpty()) {
      throw new IllegalArgumentException("there is no provider " + provider);
    }
  }

  /** Begins nothing more at any provider. */
  @Transactional
  public boolean pauseAdmission(Actor actor, @Nullable String reason) {
    providers.all().stream().map(ProviderAdapter::name).forEach(this::awaitAdmission);
    return begin(actor, Pauses.ADMISSION, "admission-pause", reason);
  }

  // Who is just admitting has its jobs committed when this returns, and the next sees the pause. In
  // the order of names, as admission itself goes by.
  private void awaitAdmission(String provider) {
    locks.lock("account/" + provider);
  }

  /** Begins again wherever no provider is paused by itself. */
  @Transactional
  public boolean resumeAdmission(Actor actor) {
    return end(actor, Pauses.ADMISSION, "admission-resume");
  }

  /** The pause of all admission, if it is paused. */
  @Transactional
  public Optional<Pause> admission() {
    return Optional.ofNullable(pauses.all().get(Pauses.ADMISSION));
  }

  private boolean begin(Actor actor, String subject, String action, @Nullable String reason) {
    boolean begun = pauses.add(subject, new Pause(clock.instant(), actor.name(), reason));
    if (begun) {
      audit.record(actor, action, detail(subject, reason));
    }
    return begun;
  }

  private boolean end(Actor actor, String subject, String action) {
    boolean ended = pauses.remove(subject);
    if (ended) {
      audit.record(actor, action, detail(subject, null));
    }
    return ended;
  }

  private static JsonObject detail(String subject, @Nullable String reason) {
    JsonObjectBuilder detail = Json.createObjectBuilder();
    if (!subject.equals(Pauses.ADMISSION)) {
      detail.add("provider", subject);
    }
    if (reason != null) {
      detail.add("reason", reason);
    }
    return detail.build();
  }
}
