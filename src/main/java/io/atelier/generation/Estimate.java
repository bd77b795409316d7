package io.atelier.generation;

import io.atelier.cost.BudgetUse;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a request would cost, and what there is to pay it from.
 *
 * @param providers its route, in the order in which they are tried
 * @param budget how the tenant's own stands today and this month; empty where it has none
 */
@JsonbPropertyOrder({"skill", "kind", "providers", "budget"})
@Schema(description = "What a request would cost, and what there is to pay it from")
public record Estimate(
    @Schema(examples = "generate_outcome_animation") String skill,
    @Schema(examples = "video") String kind,
    @Schema(description = "Its route, in the order in which they are tried")
        List<ProviderEstimate> providers,
    @Schema(description = "How the budget stands today and this month; empty where there is none")
        List<BudgetUse> budget) {}
