package io.atelier.artifact;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of contents and artifacts, many at once; in the caller's transaction. */
@Dependent
class ArtifactRows {
  private final EntityManager entities;

  @Inject
  ArtifactRows(EntityManager entities) {
    this.entities = entities;
  }

  /** Those of these contents that there are, whose locks are held. */
  Map<Content.Key, Content> contents(List<Content.Key> wanted) {
    Map<Content.Key, Content> contents = new HashMap<>();
    Connection connection = connection();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT content.*
            FROM unnest((SELECT CAST(? AS text[])), (SELECT CAST(? AS text[])))
              AS wanted (tenant_id, sha256)
            CROSS JOIN LATERAL (
              SELECT * FROM content
              WHERE tenant_id = wanted.tenant_id AND sha256 = wanted.sha256 LIMIT 1) AS content
            """)) {
      statement.setArray(
          1, connection.createArrayOf("text", wanted.stream().map(Content.Key::tenant).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", wanted.stream().map(Content.Key::sha256).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Content content =
              new Content(
                  AssetPath.parse(rows.getString("path")).orElseThrow(),
                  rows.getLong("size_bytes"),
                  rows.getObject("created_at", OffsetDateTime.class).toInstant());
          OffsetDateTime removed = rows.getObject("removed_at", OffsetDateTime.class);
          if (removed != null) {
            content.remove(removed.toInstant());
          }
          contents.put(
              new Content.Key(rows.getString("tenant_id"), rows.getString("sha256")), content);
        }
      }
      return contents;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Adds contents, and artifacts that refer to them. */
  void add(Collection<Content> contents, List<Artifact> artifacts) {
    try {
      addContents(contents);
      addArtifacts(artifacts);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private void addContents(Collection<Content> contents) throws SQLException {
    if (contents.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                """
                INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at)
                VALUES (?, ?, ?, ?, ?)
                """)) {
      for (Content content : contents) {
        statement.setString(1, content.path().tenant().value());
        statement.setString(2, content.path().hash().hex());
        statement.setString(3, content.path().key().value());
        statement.setLong(4, content.sizeBytes());
        statement.setObject(5, content.createdAt().atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void addArtifacts(List<Artifact> artifacts) throws SQLException {
    ProvenanceConverter provenances = new ProvenanceConverter();
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                """
                INSERT INTO artifact (id, tenant_id, run_id, step_id, job_id, type, role, uri, sha256,
                  mime_type, size_bytes, metadata, flags, created_at, provenance,
                  downloaded_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, CAST(? AS jsonb), ?)
                """)) {
      for (Artifact artifact : artifacts) {
        statement.setObject(1, artifact.id());
        statement.setString(2, artifact.tenant().value());
        statement.setString(3, artifact.run());
        statement.setString(4, artifact.step());
        statement.setObject(5, artifact.job());
        statement.setString(6, artifact.type().name());
        statement.setString(7, artifact.role().name());
        statement.setString(8, artifact.uri());
        statement.setString(9, artifact.sha256());
        statement.setString(10, artifact.mimeType());
        statement.setLong(11, artifact.sizeBytes());
        statement.setString(12, artifact.metadata());
        statement.setString(13, String.join(",", artifact.flags()));
        statement.setObject(14, artifact.createdAt().atOffset(ZoneOffset.UTC));
        statement.setString(15, provenances.convertToDatabaseColumn(artifact.provenance()));
        Instant downloadedAt = artifact.downloadedAt();
        statement.setObject(
            16, downloadedAt == null ? null : downloadedAt.atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** These contents have an artifact again. */
  void keep(Collection<Content> contents) {
    List<Content> removed = contents.stream().filter(Content::isRemoved).toList();
    if (removed.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "UPDATE content SET removed_at = NULL WHERE tenant_id = ? AND sha256 = ?")) {
      for (Content content : removed) {
        statement.setString(1, content.path().tenant().value());
        statement.setString(2, content.path().hash().hex());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  // The transaction's own, which entities are written by too.
  private Connection connection() {
    return entities.unwrap(Connection.class);
  }
}
