package io.atelier.run;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks runs and steps up, of one tenant only; part of the caller's transaction. */
@Dependent
public class RunReader {
  private final EntityManager entities;

  @Inject
  RunReader(EntityManager entities) {
    this.entities = entities;
  }

  /** A run. */
  public record Run(RunId id, Instant createdAt) {}

  /**
   * A step of a run.
   *
   * @param debugOutput a JSON object: what each of its jobs did, by the job's id
   */
  public record Step(StepId id, String skill, Instant createdAt, String debugOutput) {}

  /** The tenant's run of that name. */
  public Optional<Run> find(TenantId tenant, RunId run) {
    return rows(
            "SELECT id, created_at FROM run WHERE tenant_id = ?1 AND id = ?2",
            tenant.value(),
            run.value())
        .stream()
        .map(RunReader::run)
        .findFirst();
  }

  /**
   * The tenant's runs, by name.
   *
   * @param after only those that come after this one; null from the first on
   */
  public List<Run> runs(TenantId tenant, @Nullable RunId after, int most) {
    return rows(
            "SELECT id, created_at FROM run WHERE tenant_id = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
            tenant.value(),
            after == null ? "" : after.value(),
            most)
        .stream()
        .map(RunReader::run)
        .toList();
  }

  /** The step of that name. */
  public Optional<Step> find(TenantId tenant, RunId run, StepId step) {
    return rows(
            """
            SELECT id, skill, created_at, CAST(debug_output AS text) FROM step
            WHERE tenant_id = ?1 AND run_id = ?2 AND id = ?3
            """,
            tenant.value(),
            run.value(),
            step.value())
        .stream()
        .map(RunReader::step)
        .findFirst();
  }

  /**
   * The steps of a run, by name, without their debug output.
   *
   * @param after only those that come after this one; null from the first on
   */
  public List<Step> steps(TenantId tenant, RunId run, @Nullable StepId after, int most) {
    return rows(
            """
            SELECT id, skill, created_at, '{}' FROM step
            WHERE tenant_id = ?1 AND run_id = ?2 AND id > ?3 ORDER BY id LIMIT ?4
            """,
            tenant.value(),
            run.value(),
            after == null ? "" : after.value(),
            most)
        .stream()
        .map(RunReader::step)
        .toList();
  }

  @SuppressWarnings("unchecked")
  private List<Object[]> rows(String sql, Object... values) {
    Query query = entities.createNativeQuery(sql);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.getResultList();
  }

  private static Run run(Object[] row) {
    return new Run(new RunId((String) row[0]), instant(row[1]));
  }

  private static Step step(Object[] row) {
    return new Step(
        new StepId((String) row[0]), (String) row[1], instant(row[2]), row[3].toString());
  }

  private static Instant instant(Object time) {
    return switch (time) {
      case OffsetDateTime t -> t.toInstant();
      case Timestamp t -> t.toInstant();
      case Instant t -> t;
      default -> throw new IllegalStateException("a time of type " + time.getClass());
    };
  }
}
