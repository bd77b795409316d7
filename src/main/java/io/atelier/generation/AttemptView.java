package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One create of one provider's try, as the job's JSON shows it.
 *
 * @param no the try, from 1
 * @param stage the create within it, from 1; null where none was to be made
 * @param estimateBasis how the estimate was known, as in {@code costBasis}
 * @param estimatePriceAsOf the date of the prices it was by; null where it was by none
 * @param actualCost null while it is not known, which is not zero
 * @param costBasis how the actual cost is known, or else the estimate: {@code reported computed
 *     assumed possible unknown}
 * @param priceAsOf the date of the prices that is by; null where it is by none
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
  "estimateBasis",
  "estimatePriceAsOf",
  "actualCost",
  "costBasis",
  "priceAsOf",
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
    @Nullable String estimateBasis,
    @Nullable LocalDate estimatePriceAsOf,
    @Nullable String actualCost,
    @Nullable String costBasis,
    @Nullable LocalDate priceAsOf,
    @Nullable String currency,
    Instant startedAt,
    @Nullable Instant settledAt) {}
