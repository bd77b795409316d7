package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a job that is not settled waits for, and when it may be done. Nothing of it depends on
 * another tenant, but that a provider has no room.
 */
@Dependent
class Outlook {
  private final EntityManager entities;
  private final StoreGate store;
  private final GenerationSettings settings;
  private final Policies policies;
  private final Clock clock;

  @Inject
  Outlook(
      EntityManager entities,
      StoreGate store,
      GenerationSettings settings,
      Policies policies,
      Clock clock) {
    this.entities = entities;
    this.store = store;
    this.settings = settings;
    this.policies = policies;
    this.clock = clock;
  }

  /**
   * The outlook of a job.
   *
   * @param ahead how many jobs of its queue go before it, if it is PENDING
   */
  Expected of(GenerationJob job, int ahead) {
    return switch (job.status()) {
      case PENDING -> pending(job, ahead);
      case PROCESSING ->
          new Expected(null, later(job.startedAtOrCreation(), usual(job, look(job))));
      case CANCELLING, COMPLETED, FAILED, TIMED_OUT, CANCELLED -> new Expected(null, null);
    };
  }

  private Expected pending(GenerationJob job, int ahead) {
    Instant now = clock.instant();
    Look look = look(job);
    int limit = policies.of(job.queue()).limit();
    long rounds = 1 + (look.running() + (long) ahead) / limit;
    Instant free = later(now, usual(job, look).multipliedBy(rounds));
    return new Expected(waitingFor(job, look.running() + ahead < limit, look, now), free);
  }

  private String waitingFor(GenerationJob job, boolean slotFree, Look look, Instant now) {
    if (!store.open()) {
      return "storage"; // as this node sees it; another may be able to take the job
    }
    Instant due = job.dueAt();
    boolean backsOff = due != null && due.isAfter(now);
    boolean noRoom = look.shut() || settings.isShared(job.queue().provider());
    return backsOff || (slotFree && noRoom) ? "provider" : "slot";
  }

  private Duration usual(GenerationJob job, Look look) {
    return look.seconds() == null
        ? settings.typical(job.queue().kind())
        : Duration.ofMillis(Math.round(look.seconds() * 1000));
  }

  private Instant later(Instant from, Duration time) {
    Instant then = from.plus(time);
    Instant now = clock.instant();
    return (then.isBefore(now) ? now : then).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  // The last completions only, by an index: their number does not matter.
  private Look look(GenerationJob job) {
    QueueKey queue = job.queue();
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    """
                    SELECT
                      (SELECT count(*) FROM generation_job
                       WHERE status IN ('PROCESSING', 'CANCELLING')
                         AND provider = ?1 AND kind = ?2 AND tenant_id = ?3),
                      EXISTS (SELECT 1 FROM provider_account
                       WHERE provider = ?1 AND (open_until > ?4 OR held_until > ?4)),
                      (SELECT CAST(avg(extract(epoch FROM settled_at - started_at)) AS float8)
                       FROM (SELECT settled_at, started_at FROM generation_job
                        WHERE status = 'COMPLETED' AND tenant_id = ?3 AND kind = ?2 AND provider = ?1
                        ORDER BY settled_at DESC LIMIT 20) AS last)
                    """)
                .setParameter(1, queue.provider())
                .setParameter(2, queue.kind().name())
                .setParameter(3, queue.tenant().value())
                .setParameter(4, clock.instant())
                .getSingleResult();
    return new Look(
        ((Number) row[0]).intValue(),
        (Boolean) row[1],
        row[2] == null ? null : ((Number) row[2]).doubleValue());
  }

  /**
   * What may be expected of a job.
   *
   * @param waitingFor {@code slot provider storage}; null where it waits for nothing
   * @param eta when it may be done, from the tenant's own last completions; null where it is
   */
  record Expected(@Nullable String waitingFor, @Nullable Instant eta) {}

  private record Look(int running, boolean shut, @Nullable Double seconds) {}
}
