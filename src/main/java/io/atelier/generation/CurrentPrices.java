package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * What a prepared create is expected to cost by the prices of now, which may not be those that it
 * was prepared by: it waits for its provider as long as that takes nothing.
 */
@Dependent
class CurrentPrices {
  private final Providers providers;

  @Inject
  CurrentPrices(Providers providers) {
    this.providers = providers;
  }

  /** Of a provider that is not there any more, what was said before. */
  ProviderCost of(GenerationJob job) {
    Attempt attempt = job.attempt();
    Stage stage = attempt.stage();
    return providers
        .find(attempt.provider())
        .map(provider -> provider.estimateOf(job.request(), stage.ordinal()))
        .orElseGet(stage::estimate);
  }
}
