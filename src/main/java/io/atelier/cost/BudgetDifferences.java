package io.atelier.cost;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What comparing budgets' counters with their jobs found.
 *
 * @param tenants how many tenants' were compared
 * @param findings the counters that are wrong, none as it should be
 */
@Schema(description = "What comparing budgets' counters with their jobs found")
public record BudgetDifferences(
    @Schema(description = "How many tenants' were compared", examples = "12") int tenants,
    @Schema(description = "The counters that are wrong; none is as it should be")
        List<BudgetDifference> findings) {
  public BudgetDifferences {
    findings = List.copyOf(findings);
  }
}
