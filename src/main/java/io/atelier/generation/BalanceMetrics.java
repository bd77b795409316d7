package io.atelier.generation;

import io.atelier.provider.AccountBalance.Balance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Map;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The gauge {@code atelier_provider_balance} by provider and unit: what is left on its account, as
 * it said last. Every node has them and they say the same: take the maximum over nodes.
 */
@ApplicationScoped
class BalanceMetrics {
  private static final Metadata BALANCE =
      Metadata.builder()
          .withName("atelier_provider_balance")
          .withDescription("What is left on a provider's account")
          .build();

  @Inject MetricRegistry registry;

  private volatile Map<String, Balance.Left> balances = Map.of();

  /** Shows those. */
  synchronized void show(Map<String, Balance.Left> known) {
    Map<String, Balance.Left> before = balances;
    balances = Map.copyOf(known);
    known.forEach(
        (provider, left) -> {
          if (!before.containsKey(provider)) {
            registry.gauge(
                BALANCE,
                () -> left(provider),
                new Tag("provider", provider),
                new Tag("unit", left.unit()));
          }
        });
  }

  private BigDecimal left(String provider) {
    Balance.Left left = balances.get(provider);
    return left == null ? BigDecimal.ZERO : left.amount();
  }
}
