package io.atelier.generation;

import io.atelier.provider.ProviderCost.CostBasis;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Draws the JSON of attempts. */
final class AttemptViews {
  private AttemptViews() {}

  /** A row for each create, or one for a try that made none. */
  static List<AttemptView> of(Attempt attempt) {
    return attempt.stages().isEmpty()
        ? List.of(of(attempt, null))
        : attempt.stages().stream().map(stage -> of(attempt, stage)).toList();
  }

  /** That of one create, or of a try that made none. */
  static AttemptView of(Attempt attempt, @Nullable Stage stage) {
    return new AttemptView(
        attempt.no(),
        attempt.provider(),
        attempt.status().name(),
        stage == null ? null : stage.no(),
        stage == null ? null : stage.handle().map(handle -> handle.id()).orElse(null),
        Optional.ofNullable(attempt.failureClass()).map(Enum::name).orElse(null),
        attempt.message(),
        stage == null ? null : amount(stage.estimatedCost()),
        stage == null ? null : basis(stage.estimateBasis()),
        stage == null ? null : stage.estimate().priceAsOf(),
        stage == null ? null : amount(stage.actualCost()),
        stage == null ? null : basis(stage.costBasis()),
        stage == null ? null : stage.priceAsOf(),
        stage == null ? null : stage.currency(),
        attempt.startedAt(),
        attempt.settledAt());
  }

  private static @Nullable String basis(@Nullable CostBasis basis) {
    return basis == null ? null : basis.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String amount(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
