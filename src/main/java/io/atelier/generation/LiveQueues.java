package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How full the queues are, all tenants together, and which providers take nothing; by few looks.
 */
@Dependent
class LiveQueues {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  LiveQueues(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The queues that have jobs. */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<Key, Size> sizes() {
    // In the words of the index over live jobs: the cost does not grow with those that ended.
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT provider, kind,
                  count(*) FILTER (WHERE status = 'PENDING'),
                  count(*) FILTER (WHERE status <> 'PENDING'),
                  CAST(coalesce(extract(epoch FROM CAST(?1 AS timestamptz)
                    - min(created_at) FILTER (WHERE status = 'PENDING')), 0) AS float8)
                FROM generation_job WHERE status IN ('PENDING', 'PROCESSING', 'CANCELLING')
                GROUP BY provider, kind
                """)
            .setParameter(1, clock.instant().toString())
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> new Key((String) row[0], MediaKind.valueOf((String) row[1])),
                row ->
                    new Size(
                        ((Number) row[2]).longValue(),
                        ((Number) row[3]).longValue(),
                        Math.max(0, ((Number) row[4]).doubleValue()))));
  }

  /** The providers at which nothing is created now. */
  @Transactional
  @SuppressWarnings("unchecked")
  Shut shut() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT provider, coalesce(open_until > CAST(?1 AS timestamptz), false),
                  coalesce(held_until > CAST(?1 AS timestamptz), false)
                FROM provider_account
                """)
            .setParameter(1, clock.instant().toString())
            .getResultList();
    Set<String> open = new HashSet<>();
    Set<String> held = new HashSet<>();
    for (Object[] row : rows) {
      if ((Boolean) row[1]) {
        open.add((String) row[0]);
      }
      if ((Boolean) row[2]) {
        held.add((String) row[0]);
      }
    }
    return new Shut(open, held);
  }

  /** All tenants' queues of a kind at a provider. */
  record Key(String provider, MediaKind kind) {}

  /**
   * How full they are.
   *
   * @param oldestWait seconds since the oldest job that waits was accepted; 0 if none waits
   */
  record Size(long waiting, long running, double oldestWait) {
    static final Size EMPTY = new Size(0, 0, 0);
  }

  /** Providers whose circuit is open, and those that asked to be left alone. */
  record Shut(Set<String> open, Set<String> held) {
    Shut {
      open = Set.copyOf(open);
      held = Set.copyOf(held);
    }
  }
}
