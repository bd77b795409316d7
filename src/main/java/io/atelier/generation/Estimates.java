package io.atelier.generation;

import io.atelier.cost.BudgetUse;
import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.problem.InvalidFieldException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Says what orders would cost, and accepts none. */
@Dependent
public class Estimates {
  private final Policies policies;
  private final Providers providers;
  private final Budgets budgets;
  private final LocalDate pricesAsOf;

  @Inject
  Estimates(
      Policies policies,
      Providers providers,
      Budgets budgets,
      @ConfigProperty(name = "price.as-of") LocalDate pricesAsOf) {
    this.policies = policies;
    this.providers = providers;
    this.budgets = budgets;
    this.pricesAsOf = pricesAsOf;
  }

  /** What an order would cost at each provider of its route. */
  public Estimate of(JobOrder order) {
    List<String> route = policies.of(order.tenant(), order.request().kind()).providers();
    if (!route.containsAll(order.providers())) {
      throw new InvalidFieldException("providers", "must be among " + String.join(", ", route));
    }
    List<BudgetUse> budget = budgets.uses(order.tenant());
    return new Estimate(
        order.skill(),
        order.request().kind().jsonName(),
        route.stream()
            .filter(name -> order.providers().isEmpty() || order.providers().contains(name))
            .map(name -> estimate(name, order.request(), budget))
            .toList(),
        budget);
  }

  private ProviderEstimate estimate(
      String name, GenerationRequest request, List<BudgetUse> budget) {
    Optional<ProviderAdapter> found = providers.find(name).filter(ProviderAdapter::available);
    if (found.isEmpty()) {
      return unable(name, "it is not set up");
    }
    ProviderAdapter provider = found.get();
    return provider
        .refusal(request)
        .map(reason -> unable(name, reason))
        .orElseGet(() -> able(provider, request, budget));
  }

  private static ProviderEstimate unable(String name, String reason) {
    return new ProviderEstimate(name, false, reason, null, null, null, null, null, null);
  }

  private ProviderEstimate able(
      ProviderAdapter provider, GenerationRequest request, List<BudgetUse> budget) {
    ProviderCost cost = provider.estimate(request);
    return new ProviderEstimate(
        provider.name(),
        true,
        null,
        provider.model(request, 1).orElse(null),
        cost.amount() == null ? null : Commitment.rounded(cost.amount()).toPlainString(),
        cost.currency(),
        cost.basis().name().toLowerCase(Locale.ROOT),
        provider.inProcess() ? null : pricesAsOf,
        isWithin(cost, budget));
  }

  // What nobody knows the price of is not made below a hard limit.
  private static @Nullable Boolean isWithin(ProviderCost cost, List<BudgetUse> budget) {
    List<BudgetUse> hard = budget.stream().filter(use -> use.left() != null).toList();
    BigDecimal amount = cost.amount();
    if (hard.isEmpty()) {
      return null;
    }
    return amount != null
        && (amount.signum() == 0
            || hard.stream()
                .allMatch(
                    use ->
                        use.currency().equals(cost.currency())
                            && new BigDecimal(String.valueOf(use.left())).compareTo(amount) >= 0));
  }
}
