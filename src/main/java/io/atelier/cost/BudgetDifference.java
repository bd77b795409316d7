package io.atelier.cost;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A budget's counter that is not what its jobs add up to, or a budget that counts nothing.
 *
 * @param finding {@link #FINDING} or {@link #OTHER_CURRENCY}
 * @param period the UTC day or month; null of the budget itself
 * @param expected what the jobs add up to
 * @param found what the counter says
 */
@JsonbPropertyOrder({"finding", "tenant", "period", "currency", "expected", "found"})
@Schema(
    description =
        "A budget's counter that is not what its jobs add up to, or a budget that counts nothing")
public record BudgetDifference(
    @Schema(
            description = "wrong_budget, or other_currency: prices are in another one",
            examples = "wrong_budget")
        String finding,
    @Schema(examples = "acme") String tenant,
    @Schema(description = "The UTC day or month; null of the budget itself", examples = "2026-11")
        @Nullable String period,
    @Schema(examples = "USD") String currency,
    @Schema(
            description = "What the jobs add up to",
            examples = "1.350000 reserved, 12.350000 spent")
        String expected,
    @Schema(description = "What the counter says", examples = "2.700000 reserved, 12.350000 spent")
        String found) {
  static final String FINDING = "wrong_budget";
  static final String OTHER_CURRENCY = "other_currency";
}
