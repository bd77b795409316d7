package io.atelier.tenant;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.StringReader;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;

/**
 * A line of the {@link AuditTrail}.
 *
 * @param tenant whose things it was done to
 * @param actor the subject of the token that it was done with
 * @param actorTenant the tenant of that token
 */
@JsonbPropertyOrder({"id", "tenant", "actor", "actorTenant", "action", "detail", "createdAt"})
public record AuditEntry(
    UUID id,
    String tenant,
    String actor,
    String actorTenant,
    String action,
    JsonObject detail,
    Instant createdAt) {

  static AuditEntry of(Object[] row) {
    try (JsonReader detail = Json.createReader(new StringReader((String) row[5]))) {
      return new AuditEntry(
          UUID.fromString((String) row[0]),
          (String) row[1],
          (String) row[2],
          (String) row[3],
          (String) row[4],
          detail.readObject(),
          ((Timestamp) row[6]).toInstant());
    }
  }
}
