package io.atelier.cost;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A budget's counter that is not what its jobs add up to.
 *
 * @param finding always {@link #FINDING}
 * @param period the UTC day or month
 * @param expected what the jobs add up to
 * @param found what the counter says
 */
@JsonbPropertyOrder({"finding", "tenant", "period", "currency", "expected", "found"})
@Schema(description = "A budget's counter that is not what its jobs add up to")
public record BudgetDifference(
    @Schema(examples = "wrong_budget") String finding,
    @Schema(examples = "acme") String tenant,
    @Schema(description = "The UTC day or month", examples = "2026-11") String period,
    @Schema(examples = "USD") String currency,
    @Schema(
            description = "What the jobs add up to",
            examples = "1.350000 reserved, 12.350000 spent")
        String expected,
    @Schema(description = "What the counter says", examples = "2.700000 reserved, 12.350000 spent")
        String found) {
  static final String FINDING = "wrong_budget";
}
