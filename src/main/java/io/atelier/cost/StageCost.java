package io.atelier.cost;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known now of the cost of one create at a provider.
 *
 * @param stage the create
 * @param kind of what was asked for
 * @param model what the provider made it with; null where it has no models
 * @param parameters what its price depends on, by JSON name: resolution, duration_seconds, …
 * @param acceptedAt when its job was accepted, which decides the day and month it belongs to
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
    String skill,
    MediaKind kind,
    String provider,
    @Nullable String model,
    Map<String, String> parameters,
    Instant acceptedAt,
    @Nullable BigDecimal amount,
    CostBasis basis,
    String currency) {
  public StageCost {
    parameters = Map.copyOf(parameters);
  }
}
