package io.atelier.tenant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.StringReader;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the {@link AuditTrail}.
 *
 * @param tenant whose things it was done to; null for the installation's
 * @param actor the subject of the token that it was done with, or the login of the console
 * @param actorTenant the tenant of that token; null for the console
 */
@JsonbPropertyOrder({"id", "tenant", "actor", "actorTenant", "action", "detail", "createdAt"})
public record AuditEntry(
    UUID id,
    @Nullable String tenant,
    String actor,
    @Nullable String actorTenant,
    String action,
    JsonObject detail,
    Instant createdAt) {

  static AuditEntry of(Object[] row) {
    try (JsonReader detail = Json.createReader(new StringReader((String) row[5]))) {
      return new AuditEntry(
          UUID.fromString((String) row[0]),
          (@Nullable String) row[1],
          (String) row[2],
          (@Nullable String) row[3],
          (String) row[4],
          detail.readObject(),
          ((Timestamp) row[6]).toInstant());
    }
  }
}
