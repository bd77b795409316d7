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
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what orders would cost, and accepts none. */
@Dependent
public class Estimates {
  private final Routes routes;
  private final Providers providers;
  private final Budgets budgets;

  @Inject
  Estimates(Routes routes, Providers providers, Budgets budgets) {
    this.routes = routes;
    this.providers = providers;
    this.budgets = budgets;
  }

  /** What an order would cost at each provider of its route. */
  public Estimate of(JobOrder order) {
    List<String> route = routes.configured(order.tenant(), order.request().kind());
    if (!route.containsAll(order.providers())) {
      throw new InvalidFieldException("providers", "must be among " + String.join(", ", route));
    }
    List<BudgetUse> budget = budgets.uses(order.tenant());
    return new Estimate(
        order.skill(),
        order.request().kind().jsonName(),
        routes.of(order.tenant(), order.request(), order.providers()).stream()
            .filter(
                one -> order.providers().isEmpty() || order.providers().contains(one.provider()))
            .map(one -> estimate(one, order.request(), budget))
            .toList(),
        budget);
  }

  private ProviderEstimate estimate(
      Candidate candidate, GenerationRequest request, List<BudgetUse> budget) {
    return candidate.isAble()
        ? able(providers.find(candidate.provider()).orElseThrow(), request, budget)
        : unable(candidate);
  }

  private static ProviderEstimate unable(Candidate candidate) {
    return new ProviderEstimate(
        candidate.provider(), false, candidate.reason(), null, null, null, null, null, null);
  }

  private ProviderEstimate able(
      ProviderAdapter provider, GenerationRequest request, List<BudgetUse> budget) {
    ProviderCost cost = provider.estimate(request);
    return new ProviderEstimate(
        provider.name(),
        true,
        null,
        provider.mainModel(request).orElse(null),
        cost.amount() == null ? null : Commitment.rounded(cost.amount()).toPlainString(),
        cost.currency(),
        cost.basis().name().toLowerCase(Locale.ROOT),
        cost.priceAsOf(),
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
