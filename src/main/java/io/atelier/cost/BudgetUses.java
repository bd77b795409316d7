package io.atelier.cost;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's budget stands.
 *
 * @param periods today and this month (UTC), or none where it has no budget
 * @param objection why it counts nothing, as when prices are in another currency than it; else not
 *     there
 */
@JsonbPropertyOrder({"periods", "objection"})
@Schema(description = "How a tenant's budget stands")
public record BudgetUses(
    @Schema(description = "Today and this month (UTC); none where it has no budget")
        List<BudgetUse> periods,
    @Schema(
            description =
                "Why it counts nothing: prices are in another currency than it; else not there")
        @JsonbNillable(false)
        @Nullable String objection) {
  public BudgetUses {
    periods = List.copyOf(periods);
  }
}
