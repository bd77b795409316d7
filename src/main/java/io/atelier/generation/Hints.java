package io.atelier.generation;

import io.atelier.problem.CanonicalId;
import io.atelier.provider.TaskCallbacks.Hint;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Brings the next look at a task forward because its provider said that there is something to see;
 * what there is, the look finds out. However often it says so, few of its calls count.
 */
@Dependent
class Hints {
  /** How many count of one create: a provider has about three to give, and may repeat itself. */
  static final int MOST = 8;

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  Hints(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Whether there is a look that is due now because of it. */
  @Transactional
  boolean take(String provider, Hint hint) {
    Optional<Hinted> found =
        switch (hint) {
          case Hint.OfCreate create -> ofCreate(provider, create);
          case Hint.OfTask task -> find(provider, "stage.handle_id = ?2", task.task());
        };
    Instant now = clock.instant();
    return found.filter(hinted -> isBroughtForward(hinted, now)).isPresent();
  }

  private boolean isBroughtForward(Hinted hinted, Instant now) {
    return pollNow(hinted, now)
        || watchNow(hinted, WatchStore.ATTEMPTS, hinted.attempt(), now)
        || watchNow(hinted, WatchStore.SUPERSEDED, hinted.stage(), now);
  }

  private Optional<Hinted> ofCreate(String provider, Hint.OfCreate hint) {
    return CanonicalId.parse(hint.create())
        .flatMap(stage -> find(provider, "stage.id = ?2", stage))
        .filter(hinted -> hint.task().map(hinted.task()::equals).orElse(true));
  }

  private Optional<Hinted> find(String provider, String which, Object key) {
    return entities
        .createNativeQuery(
            """
            SELECT stage.id, attempt.id, attempt.job_id, stage.handle_id FROM stage, attempt
            WHERE %s AND attempt.id = stage.attempt_id AND attempt.provider = ?1
              AND stage.handle_id IS NOT NULL AND stage.hints < ?3
            """
                .formatted(which))
        .setParameter(1, provider)
        .setParameter(2, key)
        .setParameter(3, MOST)
        .getResultStream()
        .findFirst()
        .map(row -> Hinted.of((Object[]) row));
  }

  // Not where somebody has it in hand: the look is on its way.
  private boolean pollNow(Hinted hinted, Instant now) {
    return counts(
        hinted,
        entities
            .createNativeQuery(
                """
                UPDATE generation_job SET due_at = ?2
                WHERE id = ?1 AND status = 'PROCESSING' AND provider_job_id = ?3 AND due_at > ?2
                  AND (lease_until IS NULL OR lease_until < ?2)
                """)
            .setParameter(1, hinted.job())
            .setParameter(2, now)
            .setParameter(3, hinted.task())
            .executeUpdate());
  }

  private boolean watchNow(Hinted hinted, String table, UUID id, Instant now) {
    return counts(
        hinted,
        entities
            .createNativeQuery(
                """
                UPDATE %s SET watch_due_at = ?2
                WHERE id = ?1 AND watch_due_at > ?2 AND (lease_until IS NULL OR lease_until < ?2)
                """
                    .formatted(table))
            .setParameter(1, id)
            .setParameter(2, now)
            .executeUpdate());
  }

  private boolean counts(Hinted hinted, int changed) {
    if (changed == 0) {
      return false;
    }
    entities
        .createNativeQuery("UPDATE stage SET hints = hints + 1 WHERE id = ?1")
        .setParameter(1, hinted.stage())
        .executeUpdate();
    return true;
  }

  private record Hinted(UUID stage, UUID attempt, UUID job, String task) {
    static Hinted of(Object[] row) {
      return new Hinted((UUID) row[0], (UUID) row[1], (UUID) row[2], (String) row[3]);
    }
  }
}
