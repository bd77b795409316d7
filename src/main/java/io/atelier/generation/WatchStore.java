package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.telemetry.Trace;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The watched creates in the database: those that attempts were given up with, and those that their
 * attempts went on without. Their rows have the same columns.
 */
@Dependent
class WatchStore {
  static final String ATTEMPTS = "attempt";
  static final String SUPERSEDED = "superseded_create";
  static final List<String> TABLES = List.of(ATTEMPTS, SUPERSEDED);

  private static final String TAKE_ATTEMPTS =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM attempt
        WHERE watch_due_at <= ?1 AND (lease_until IS NULL OR lease_until < ?1)
          AND (provider = ANY (string_to_array(?5, ','))) = ?6
          AND NOT id = ANY (CAST(string_to_array(?7, ',') AS uuid[]))
        ORDER BY watch_due_at LIMIT ?2 FOR UPDATE SKIP LOCKED)
      UPDATE attempt
      SET lease_owner = ?3, lease_until = ?4, watch_fence = watch_fence + 1
      FROM due, stage, generation_job job
      WHERE attempt.id = due.id AND job.id = attempt.job_id
        AND stage.attempt_id = attempt.id
        AND stage.no = (SELECT max(no) FROM stage last WHERE last.attempt_id = attempt.id)
      RETURNING attempt.id, job.id, attempt.watch_fence,
      """;
  private static final String TAKE_SUPERSEDED =
      """
      WITH due AS MATERIALIZED (
        SELECT watched.id FROM superseded_create watched
        JOIN stage ON stage.id = watched.id JOIN attempt ON attempt.id = stage.attempt_id
        WHERE watched.watch_due_at <= ?1
          AND (watched.lease_until IS NULL OR watched.lease_until < ?1)
          AND (attempt.provider = ANY (string_to_array(?5, ','))) = ?6
          AND NOT watched.id = ANY (CAST(string_to_array(?7, ',') AS uuid[]))
        ORDER BY watched.watch_due_at LIMIT ?2 FOR UPDATE OF watched SKIP LOCKED)
      UPDATE superseded_create watched
      SET lease_owner = ?3, lease_until = ?4, watch_fence = watched.watch_fence + 1
      FROM due, stage, attempt, generation_job job
      WHERE watched.id = due.id AND stage.id = due.id AND attempt.id = stage.attempt_id
        AND job.id = attempt.job_id
      RETURNING watched.id, job.id, watched.watch_fence,
      """;
  private static final String TAKEN =
      """
        job.tenant_id, attempt.provider, job.kind, job.request, stage.handle_id, stage.handle_state,
        stage.id, coalesce(stage.begun_at, stage.submitted_at), attempt.status = 'CANCELLED',
        stage.ordinal, stage.carried_state, attempt.started_at, job.traceparent, attempt.guarantee,
        attempt.id
      """;

  private final EntityManager entities;

  @Inject
  WatchStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Takes watched creates that are due and that nobody has in hand: leased and fenced. */
  @Transactional
  List<Watched> takeDue(Whose whose, int most, Lease lease, List<UUID> inHand, Instant now) {
    // The others first: they are few, and must not wait for ever behind very many attempts.
    List<Watched> taken = new ArrayList<>(take(TAKE_SUPERSEDED, whose, most, lease, inHand, now));
    if (taken.size() < most) {
      taken.addAll(take(TAKE_ATTEMPTS, whose, most - taken.size(), lease, inHand, now));
    }
    return taken;
  }

  @SuppressWarnings("unchecked")
  private List<Watched> take(
      String sql, Whose whose, int most, Lease lease, List<UUID> inHand, Instant now) {
    List<Object[]> rows =
        entities
            .createNativeQuery(sql + TAKEN)
            .setParameter(1, now)
            .setParameter(2, most)
            .setParameter(3, lease.owner())
            .setParameter(4, lease.until())
            .setParameter(5, String.join(",", whose.providers()))
            .setParameter(6, whose.those())
            .setParameter(7, joined(inHand))
            .getResultList();
    return rows.stream().map(WatchStore::watched).toList();
  }

  /** Extends the leases of what a node has in hand, and waits for none that is locked. */
  @Transactional
  void renew(List<UUID> inHand, Lease lease) {
    for (String table : TABLES) {
      entities
          .createNativeQuery(
              """
              WITH mine AS MATERIALIZED (
                SELECT id FROM %1$s
                WHERE lease_owner = ?2 AND id = ANY (CAST(string_to_array(?3, ',') AS uuid[]))
                ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
              UPDATE %1$s SET lease_until = ?1
              FROM mine WHERE %1$s.id = mine.id
              """
                  .formatted(table))
          .setParameter(1, lease.until())
          .setParameter(2, lease.owner())
          .setParameter(3, joined(inHand))
          .executeUpdate();
    }
  }

  /**
   * Gives back what a node leased and does not look at, for another to take at once; waits for what
   * is locked, so that none is forgotten.
   */
  @Transactional
  void handBack(String owner, List<UUID> lookingAt) {
    for (String table : TABLES) {
      entities
          .createNativeQuery(
              """
              WITH mine AS MATERIALIZED (
                SELECT id FROM %1$s
                WHERE watch_due_at IS NOT NULL AND lease_owner = ?1
                  AND NOT id = ANY (CAST(string_to_array(?2, ',') AS uuid[]))
                ORDER BY id FOR NO KEY UPDATE)
              UPDATE %1$s
              SET lease_owner = NULL, lease_until = NULL, watch_fence = watch_fence + 1
              FROM mine WHERE %1$s.id = mine.id
              """
                  .formatted(table))
          .setParameter(1, owner)
          .setParameter(2, joined(lookingAt))
          .executeUpdate();
    }
  }

  private static String joined(List<UUID> ids) {
    return String.join(",", ids.stream().map(UUID::toString).toList());
  }

  private static Watched watched(Object[] row) {
    return new Watched(
        (UUID) row[0],
        (UUID) row[1],
        ((Number) row[2]).longValue(),
        new QueueKey(
            new TenantId((String) row[3]), (String) row[4], MediaKind.valueOf((String) row[5])),
        RequestConverter.read((UUID) row[1], row[6]),
        create(row),
        (Boolean) row[11],
        Trace.of((UUID) row[1], (String) row[15]));
  }

  private static Create create(Object[] row) {
    return new Create(
        (UUID) row[9],
        (UUID) row[17],
        ((Number) row[12]).intValue(),
        (String) row[13],
        false,
        true,
        DatabaseTime.of(row[10] == null ? row[14] : row[10]),
        SubmissionGuarantee.valueOf((String) row[16]),
        Optional.ofNullable((String) row[7])
            .map(id -> new ProviderHandle(id, row[8] == null ? "" : (String) row[8])));
  }

  /**
   * Counts that what a create delivered begins to be decoded; how often it did in a row, with this.
   */
  @Transactional
  int beginDecoding(Watched watched) {
    entities.createNativeQuery("SET LOCAL synchronous_commit TO off").executeUpdate();
    List<?> counted =
        entities
            .createNativeQuery(
                """
                UPDATE %s SET watch_faults = watch_faults + 1
                WHERE id = ?1 AND watch_fence = ?2 RETURNING watch_faults
                """
                    .formatted(watched.isSuperseded() ? SUPERSEDED : ATTEMPTS))
            .setParameter(1, watched.id())
            .setParameter(2, watched.fence())
            .getResultList();
    if (counted.isEmpty()) {
      throw new LostLeaseException(watched.job());
    }
    return ((Number) counted.get(0)).intValue();
  }

  /**
   * The create in hand, its job locked and then the row that it is fenced by, if it is still ours:
   * until the transaction ends nobody takes it, even if its lease runs out meanwhile.
   *
   * @throws LostLeaseException if another node took it meanwhile
   */
  Held held(Watched watched) {
    GenerationJob job =
        entities.find(GenerationJob.class, watched.job(), LockModeType.PESSIMISTIC_WRITE);
    if (job == null || !isLocked(watched)) {
      throw new LostLeaseException(watched.job());
    }
    Attempt attempt = job.attempt(watched.attempt()); // read from here on
    LateCreate create =
        watched.isSuperseded()
            ? attempt.superseded(watched.stage(), superseded(watched).watch())
            : attempt.late();
    return new Held(job, attempt, create);
  }

  // Whoever takes it locks its row alone, and not the job's.
  private boolean isLocked(Watched watched) {
    return !entities
        .createNativeQuery(
            "SELECT 1 FROM %s WHERE id = ?1 AND watch_fence = ?2 FOR NO KEY UPDATE"
                .formatted(watched.isSuperseded() ? SUPERSEDED : ATTEMPTS))
        .setParameter(1, watched.id())
        .setParameter(2, watched.fence())
        .getResultList()
        .isEmpty();
  }

  private SupersededCreate superseded(Watched watched) {
    return entities.find(SupersededCreate.class, watched.id());
  }

  /** A watched create, its attempt and its job. */
  record Held(GenerationJob job, Attempt attempt, LateCreate create) {
    Stage stage() {
      return create.stage();
    }
  }

  /**
   * Watches a create that its attempt went on without, if it was made again and is accepted;
   * whether that is so.
   */
  boolean watchSuperseded(UUID stage, Instant due, Instant until) {
    return entities
            .createNativeQuery(
                """
                INSERT INTO superseded_create (id, watch_due_at, watch_until)
                SELECT id, ?2, ?3 FROM stage
                WHERE id = ?1 AND EXISTS (
                  SELECT 1 FROM stage again
                  WHERE again.attempt_id = stage.attempt_id AND again.ordinal = stage.ordinal
                    AND again.no > stage.no)
                ON CONFLICT (id) DO UPDATE SET watch_due_at = ?2, watch_until = ?3,
                  watch_fence = superseded_create.watch_fence + 1,
                  lease_owner = NULL, lease_until = NULL
                """)
            .setParameter(1, stage)
            .setParameter(2, due)
            .setParameter(3, until)
            .executeUpdate()
        == 1;
  }

  /** How many creates a provider may yet deliver that their attempts went on without. */
  int superseded(String provider) {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    SELECT count(*) FROM superseded_create watched
                    JOIN stage ON stage.id = watched.id JOIN attempt ON attempt.id = stage.attempt_id
                    WHERE watched.watch_until IS NOT NULL AND watched.watch_due_at IS NOT NULL
                      AND attempt.provider = ?1
                    """)
                .setParameter(1, provider)
                .getSingleResult())
        .intValue();
  }
}
