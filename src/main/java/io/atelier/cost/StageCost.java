package io.atelier.cost;

import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known now of the cost of one create at a provider.
 *
 * @param stage the create
 * @param amount never rounded; null where it is unknown, which is not zero
 * @param basis how the amount is known
 * @param currency ISO 4217
 */
public record StageCost(
    UUID stage,
    UUID job,
    TenantId tenant,
    RunId run,
    StepId step,
    String provider,
    @Nullable BigDecimal amount,
    CostBasis basis,
    String currency) {}
