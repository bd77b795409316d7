package io.atelier.cost;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a tenant's budget stands.
 *
 * @param periods today and this month (UTC), or none where it has no budget
 */
@Schema(description = "How a tenant's budget stands")
public record BudgetUses(
    @Schema(description = "Today and this month (UTC); none where it has no budget")
        List<BudgetUse> periods) {
  public BudgetUses {
    periods = List.copyOf(periods);
  }
}
