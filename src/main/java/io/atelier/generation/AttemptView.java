package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One create of one provider's try, as the job's JSON shows it.
 *
 * @param no the try, from 1
 * @param stage the create within it, from 1; null where none was to be made
 * @param actualCost null while it is not known, which is not zero
 * @param costBasis {@code reported computed assumed possible unknown}
 */
@JsonbPropertyOrder({
  "no",
  "provider",
  "status",
  "stage",
  "providerJobId",
  "failureClass",
  "message",
  "estimatedCost",
  "actualCost",
  "costBasis",
  "currency",
  "startedAt",
  "settledAt"
})
public record AttemptView(
    int no,
    String provider,
    String status,
    @Nullable Integer stage,
    @Nullable String providerJobId,
    @Nullable String failureClass,
    @Nullable String message,
    @Nullable String estimatedCost,
    @Nullable String actualCost,
    @Nullable String costBasis,
    @Nullable String currency,
    Instant startedAt,
    @Nullable Instant settledAt) {}
