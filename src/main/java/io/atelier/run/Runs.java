package io.atelier.run;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;

/** The runs and steps of every tenant; they come into being when they are first named. */
@Dependent
public class Runs {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  Runs(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Makes sure that a run exists; part of the caller's transaction. */
  public void open(TenantId tenant, RunId run) {
    entities
        .createNativeQuery(
            """
            INSERT INTO run (tenant_id, id, created_at) VALUES (?1, ?2, ?3)
            ON CONFLICT DO NOTHING
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, run.value())
        .setParameter(3, clock.instant())
        .executeUpdate();
  }

  /** Makes sure that a step and its run exist; part of the caller's transaction. */
  public void open(TenantId tenant, RunId run, StepId step, String skill) {
    open(tenant, run);
    entities
        .createNativeQuery(
            """
            INSERT INTO step (tenant_id, run_id, id, skill, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO NOTHING
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, run.value())
        .setParameter(3, step.value())
        .setParameter(4, skill)
        .setParameter(5, clock.instant())
        .executeUpdate();
  }

  /**
   * Adds what a job did to its step's debug output (FR-020); part of the caller's transaction.
   *
   * @param job the key it is kept under; a later entry of the same job replaces the former
   * @param json a JSON object
   */
  public void debug(TenantId tenant, RunId run, StepId step, String job, String json) {
    entities
        .createNativeQuery(
            """
            UPDATE step SET debug_output = debug_output || jsonb_build_object(CAST(?1 AS text), CAST(?2 AS jsonb))
            WHERE tenant_id = ?3 AND run_id = ?4 AND id = ?5
            """)
        .setParameter(1, job)
        .setParameter(2, json)
        .setParameter(3, tenant.value())
        .setParameter(4, run.value())
        .setParameter(5, step.value())
        .executeUpdate();
  }
}
