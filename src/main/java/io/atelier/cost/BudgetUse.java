package io.atelier.cost;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a budget stands in one period.
 *
 * @param period the UTC day or month
 * @param spent what was charged, or may have been
 * @param reserved what is kept back for what is under way
 * @param left what may still be asked for; null where there is no hard limit, and not below 0
 */
@JsonbPropertyOrder({"period", "currency", "soft", "hard", "spent", "reserved", "left"})
@Schema(description = "How a budget stands in one UTC day or month")
public record BudgetUse(
    @Schema(description = "The UTC day or month", examples = "2026-11") String period,
    @Schema(description = "ISO 4217", examples = "USD") String currency,
    @Schema(description = "The limit that is told of", examples = "150.000000")
        @Nullable String soft,
    @Schema(description = "The limit that is never passed", examples = "200.000000")
        @Nullable String hard,
    @Schema(description = "What was charged, or may have been", examples = "12.350000")
        String spent,
    @Schema(description = "What is kept back for what is under way", examples = "1.350000")
        String reserved,
    @Schema(
            description = "What may still be asked for; null where there is no hard limit",
            examples = "186.300000")
        @Nullable String left) {

  /** Why something that takes so much more was refused. */
  Map<String, String> refusing(BigDecimal needed) {
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("period", period);
    shown.put("currency", currency);
    shown.put("limit", String.valueOf(hard));
    shown.put("spent", spent);
    shown.put("reserved", reserved);
    shown.put("left", String.valueOf(left));
    shown.put("needed", needed.toPlainString());
    return shown;
  }
}
