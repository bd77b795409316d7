package io.atelier.chaos;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Has the database itself write down every change of a status or outcome that was committed, and
 * which node began to send which create: in tables beside the product's, filled by triggers, which
 * the product knows nothing of.
 */
final class Witness {
  private Witness() {}

  /** Sets it up; the product's tables are there. */
  static void install(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE SCHEMA chaos;
          CREATE TABLE chaos.change (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            at timestamptz NOT NULL DEFAULT clock_timestamp(),
            what text NOT NULL, id uuid NOT NULL, was text, became text, provider text,
            due timestamptz);
          CREATE TABLE chaos.begun (
            at timestamptz NOT NULL DEFAULT clock_timestamp(), stage uuid NOT NULL, node text);

          CREATE FUNCTION chaos.note() RETURNS trigger LANGUAGE plpgsql AS $$
          DECLARE was text;
          BEGIN
            IF TG_TABLE_NAME = 'stage' THEN
              IF TG_OP = 'UPDATE' THEN
                was := OLD.outcome;
                IF OLD.outcome IS NOT DISTINCT FROM NEW.outcome THEN RETURN NULL; END IF;
              END IF;
              INSERT INTO chaos.change (what, id, was, became)
                VALUES ('stage', NEW.id, was, NEW.outcome);
            ELSE
              IF TG_OP = 'UPDATE' THEN
                was := OLD.status;
                IF OLD.status = NEW.status AND OLD.provider = NEW.provider THEN
                  RETURN NULL;
                END IF;
              END IF;
              INSERT INTO chaos.change (what, id, was, became, provider, due)
                VALUES (TG_TABLE_NAME, NEW.id, was, NEW.status, NEW.provider,
                  CAST(to_jsonb(NEW) ->> 'due_at' AS timestamptz));
            END IF;
            RETURN NULL;
          END $$;

          CREATE FUNCTION chaos.note_begun() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN
            INSERT INTO chaos.begun (stage, node)
              SELECT NEW.id, node.name FROM attempt JOIN generation_job job ON job.id = attempt.job_id
                LEFT JOIN node ON node.id = job.lease_owner WHERE attempt.id = NEW.attempt_id;
            RETURN NULL;
          END $$;

          CREATE TRIGGER chaos_note_begun AFTER UPDATE ON stage FOR EACH ROW
            WHEN (NEW.begun_at IS DISTINCT FROM OLD.begun_at)
            EXECUTE FUNCTION chaos.note_begun();
          CREATE TRIGGER chaos_note AFTER INSERT OR UPDATE ON generation_job
            FOR EACH ROW EXECUTE FUNCTION chaos.note();
          CREATE TRIGGER chaos_note AFTER INSERT OR UPDATE ON attempt
            FOR EACH ROW EXECUTE FUNCTION chaos.note();
          CREATE TRIGGER chaos_note AFTER INSERT OR UPDATE ON stage
            FOR EACH ROW EXECUTE FUNCTION chaos.note();
          """);
    }
  }
}
