package io.atelier.bench;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import java.util.Optional;

/** What the benchmarks' providers have in common: they take everything, for nothing. */
abstract class BenchProvider implements ProviderAdapter {
  @Override
  public boolean available() {
    return true;
  }

  @Override
  public Optional<String> refusal(GenerationRequest request) {
    return Optional.empty();
  }

  @Override
  public ProviderCost estimate(GenerationRequest request) {
    return ProviderCost.free("USD");
  }
}
