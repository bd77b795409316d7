package io.atelier.cost;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the ledger.
 *
 * @param stage the create it is about
 * @param acceptedAt when its job was accepted, which decides the day and month it belongs to
 * @param parameters what its price depends on
 * @param amount null where nobody knows, which is not zero; of a correction, the difference
 * @param basis how the cost of its create is known by this entry; a later one may say otherwise
 * @param corrects the line that settled the same create, where this one corrects it
 */
@JsonbPropertyOrder({
  "id",
  "acceptedAt",
  "recordedAt",
  "tenant",
  "run",
  "step",
  "job",
  "stage",
  "skill",
  "kind",
  "provider",
  "model",
  "parameters",
  "amount",
  "currency",
  "basis",
  "corrects"
})
public record CostEntry(
    UUID id,
    Instant acceptedAt,
    Instant recordedAt,
    String tenant,
    String run,
    String step,
    UUID job,
    UUID stage,
    String skill,
    String kind,
    String provider,
    @Nullable String model,
    JsonObject parameters,
    @Nullable String amount,
    String currency,
    String basis,
    @Nullable UUID corrects) {

  /** The names of its cells in a table. */
  static final List<String> COLUMNS =
      List.of(
          "id",
          "accepted_at",
          "recorded_at",
          "tenant",
          "run",
          "step",
          "job",
          "stage",
          "skill",
          "kind",
          "provider",
          "model",
          "parameters",
          "amount",
          "currency",
          "basis",
          "corrects");

  List<? extends @Nullable Object> cells() {
    return Arrays.asList(
        id,
        acceptedAt,
        recordedAt,
        tenant,
        run,
        step,
        job,
        stage,
        skill,
        kind,
        provider,
        model,
        parameters,
        amount == null ? null : new BigDecimal(amount),
        currency,
        basis,
        corrects);
  }
}
