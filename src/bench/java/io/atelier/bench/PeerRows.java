package io.atelier.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What a job leaves beside its own row, as Atelier leaves it: a step when it is accepted, an
 * attempt, a stage, what it cost and three events, and in the end a file, a content and an
 * artifact.
 */
final class PeerRows {
  static final String TABLES =
      """
      CREATE TABLE step (tenant_id text, id uuid, skill text, debug_output jsonb, created_at timestamptz,
        PRIMARY KEY (tenant_id, id));
      CREATE TABLE attempt (id uuid PRIMARY KEY, job_id uuid, no integer, provider text, status text,
        started_at timestamptz, settled_at timestamptz, UNIQUE (job_id, no));
      CREATE TABLE stage (id uuid PRIMARY KEY, attempt_id uuid REFERENCES attempt, no integer, outcome text,
        actual_cost numeric(18, 6), submitted_at timestamptz, answered_at timestamptz, UNIQUE (attempt_id, no));
      CREATE TABLE cost_entry (id uuid PRIMARY KEY, stage_id uuid NOT NULL REFERENCES stage, job_id uuid,
        tenant_id text, step_id uuid, provider text, amount numeric(18, 6), recorded_at timestamptz);
      CREATE INDEX ON cost_entry (stage_id);
      CREATE INDEX ON cost_entry (tenant_id, recorded_at);
      CREATE TABLE event (seq bigserial PRIMARY KEY, id uuid UNIQUE, tenant_id text, type text, job_id uuid,
        data jsonb, created_at timestamptz);
      CREATE INDEX ON event (tenant_id, seq);
      CREATE INDEX ON event (job_id, seq);
      CREATE TABLE content (tenant_id text, sha256 text, path text UNIQUE, size_bytes bigint,
        created_at timestamptz, PRIMARY KEY (tenant_id, sha256));
      CREATE TABLE artifact (id uuid PRIMARY KEY, tenant_id text, step_id uuid, job_id uuid, uri text,
        sha256 text, mime_type text, size_bytes bigint, metadata jsonb, created_at timestamptz,
        FOREIGN KEY (tenant_id, sha256) REFERENCES content, FOREIGN KEY (tenant_id, step_id) REFERENCES step);
      CREATE INDEX ON artifact (job_id);
      CREATE INDEX ON artifact (tenant_id, sha256);
      """;

  private final Path directory;

  PeerRows(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  static void accepted(Connection connection, String tenant, UUID job) throws SQLException {
    execute(
        connection, "INSERT INTO step VALUES (?, ?, 'generate_audio', '{}', now())", tenant, job);
    event(connection, "job.pending", tenant, job);
  }

  private static void event(Connection connection, String type, String tenant, UUID job)
      throws SQLException {
    execute(
        connection,
        """
        INSERT INTO event (id, tenant_id, type, job_id, data, created_at)
        VALUES (?, ?, ?, ?, '{"status":"PENDING","provider":"instant","run":"bench"}', now())
        """,
        UUID.randomUUID(),
        tenant,
        type,
        job);
  }

  /** The result on the disk, in its directory, and its hash. */
  String published(String tenant, UUID job) {
    byte[] sound = Sound.of(job.toString());
    String hash = sha256(sound);
    Path target = directory.resolve(tenant).resolve(hash + ".wav");
    Path temporary = target.resolveSibling(job.toString());
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel file =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.wrap(sound));
        file.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel parent = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
        parent.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hash;
  }

  static void completed(Connection connection, String tenant, UUID job, String hash)
      throws SQLException {
    UUID attempt = UUID.randomUUID();
    UUID stage = UUID.randomUUID();
    event(connection, "job.processing", tenant, job);
    event(connection, "job.completed", tenant, job);
    execute(
        connection,
        "INSERT INTO attempt VALUES (?, ?, 1, 'instant', 'SUCCEEDED', now(), now())",
        attempt,
        job);
    execute(
        connection,
        "INSERT INTO stage VALUES (?, ?, 1, 'ACCEPTED', 0, now(), now())",
        stage,
        attempt);
    execute(
        connection,
        "INSERT INTO cost_entry VALUES (?, ?, ?, ?, ?, 'instant', 0, now())",
        UUID.randomUUID(),
        stage,
        job,
        tenant,
        job);
    execute(
        connection,
        "INSERT INTO content VALUES (?, ?, ?, 1044, now())",
        tenant,
        hash,
        tenant + "/" + hash);
    execute(
        connection,
        """
        INSERT INTO artifact
        VALUES (?, ?, ?, ?, 'assets/' || ?, ?, 'audio/wav', 1044, '{"duration_seconds":0.5}', now())
        """,
        UUID.randomUUID(),
        tenant,
        job,
        job,
        hash,
        hash);
    execute(
        connection,
        """
        UPDATE step SET debug_output = '{"attempts":[{"no":1,"status":"SUCCEEDED"}]}'
        WHERE tenant_id = ? AND id = ?
        """,
        tenant,
        job);
  }

  private static void execute(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int n = 0; n < parameters.length; n++) {
        statement.setObject(n + 1, parameters[n]);
      }
      statement.executeUpdate();
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
