package io.atelier.run;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

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

  /** Makes sure that steps and their runs exist; part of the caller's transaction. */
  public void open(List<NewStep> steps) {
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement =
        entities
            .unwrap(Connection.class)
            .prepareStatement(
                """
                WITH named AS (
                  SELECT CAST(? AS text) AS tenant_id, CAST(? AS text) AS run_id,
                    CAST(? AS timestamptz) AS created_at),
                opened AS (
                  INSERT INTO run (tenant_id, id, created_at) SELECT * FROM named
                  ON CONFLICT DO NOTHING)
                INSERT INTO step (tenant_id, run_id, id, skill, created_at)
                SELECT tenant_id, run_id, ?, ?, created_at FROM named
                ON CONFLICT DO NOTHING
                """)) {
      for (NewStep step : steps) {
        statement.setString(1, step.tenant().value());
        statement.setString(2, step.run().value());
        statement.setObject(3, now);
        statement.setString(4, step.step().value());
        statement.setString(5, step.skill());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Adds what jobs did to their steps' debug output; part of the caller's transaction. */
  public void debug(List<DebugEntry> entries) {
    try (PreparedStatement statement =
        entities
            .unwrap(Connection.class)
            .prepareStatement(
                """
                UPDATE step
                SET debug_output = debug_output || jsonb_build_object(CAST(? AS text), CAST(? AS jsonb))
                WHERE tenant_id = ? AND run_id = ? AND id = ?
                """)) {
      for (DebugEntry entry : entries) {
        statement.setString(1, entry.job());
        statement.setString(2, entry.json());
        statement.setString(3, entry.tenant().value());
        statement.setString(4, entry.run().value());
        statement.setString(5, entry.step().value());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}
