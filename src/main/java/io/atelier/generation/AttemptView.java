package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One create of one provider's try, as the job's JSON shows it.
 *
 * @param no the try, from 1
 * @param stage the create within it, from 1
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
    int stage,
    @Nullable String providerJobId,
    @Nullable String failureClass,
    @Nullable String message,
    @Nullable String estimatedCost,
    @Nullable String actualCost,
    String costBasis,
    String currency,
    Instant startedAt,
    @Nullable Instant settledAt) {

  static AttemptView of(Attempt attempt, Stage stage) {
    return new AttemptView(
        attempt.no(),
        attempt.provider(),
        attempt.status().name(),
        stage.no(),
        stage.handle().map(handle -> handle.id()).orElse(null),
        Optional.ofNullable(attempt.failureClass()).map(Enum::name).orElse(null),
        attempt.message(),
        amount(stage.estimatedCost()),
        amount(stage.actualCost()),
        stage.costBasis().name().toLowerCase(Locale.ROOT),
        stage.currency(),
        attempt.startedAt(),
        attempt.settledAt());
  }

  private static @Nullable String amount(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
