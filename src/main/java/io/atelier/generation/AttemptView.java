package io.atelier.generation;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
    @Nullable Instant settledAt) {

  /** A row for each create, or one for a try that made none. */
  static List<AttemptView> of(Attempt attempt) {
    return attempt.stages().isEmpty()
        ? List.of(of(attempt, null))
        : attempt.stages().stream().map(stage -> of(attempt, stage)).toList();
  }

  private static AttemptView of(Attempt attempt, @Nullable Stage stage) {
    return new AttemptView(
        attempt.no(),
        attempt.provider(),
        attempt.status().name(),
        stage == null ? null : stage.no(),
        stage == null ? null : stage.handle().map(handle -> handle.id()).orElse(null),
        Optional.ofNullable(attempt.failureClass()).map(Enum::name).orElse(null),
        attempt.message(),
        stage == null ? null : amount(stage.estimatedCost()),
        stage == null ? null : amount(stage.actualCost()),
        stage == null ? null : stage.costBasis().name().toLowerCase(Locale.ROOT),
        stage == null ? null : stage.currency(),
        attempt.startedAt(),
        attempt.settledAt());
  }

  private static @Nullable String amount(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
