package io.atelier.generation;

import io.atelier.cost.Budget;
import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What has to be kept back of its tenant's budget before a job may be tried at a provider. */
@Dependent
class JobFunds {
  private final Budgets budgets;
  private final Providers providers;

  @Inject
  JobFunds(Budgets budgets, Providers providers) {
    this.budgets = budgets;
    this.providers = providers;
  }

  /**
   * What a whole try of a job at the provider it is at takes, by what is known of prices: all of
   * its creates, so that none that is paid for is in vain for want of the next.
   */
  ProviderCost need(GenerationJob job) {
    return providers
        .find(job.queue().provider())
        .map(provider -> need(provider, job.request()))
        .orElseGet(ProviderCost::free); // nothing is sent
  }

  private static ProviderCost need(ProviderAdapter provider, GenerationRequest request) {
    ProviderCost whole = provider.estimate(request);
    ProviderCost first = provider.estimateOfFirst(request);
    BigDecimal all = whole.amount();
    BigDecimal one = first.amount();
    return all == null || one == null || one.compareTo(all) <= 0 ? whole : first;
  }

  /**
   * Has a job that is about to be accepted hold what its first try takes, where its tenant has a
   * budget.
   *
   * @throws ProblemException {@code PRICE_UNKNOWN} or {@code CURRENCY_MISMATCH}
   */
  void hold(GenerationJob job) {
    Optional<Budget> budget = budgets.of(job.tenant());
    if (budget.isPresent()) {
      ProviderCost need = need(job);
      job.hold(budget.get().keptBackFor(need), need.currency());
    }
  }

  /** What jobs that are about to be accepted take. */
  static List<Commitment> commitments(Collection<GenerationJob> jobs) {
    List<Commitment> all = new ArrayList<>();
    jobs.forEach(job -> all.addAll(Commitments.of(job).values()));
    return all;
  }

  /** Whether what a waiting job holds is enough for a try, or it needs to hold nothing. */
  boolean covers(GenerationJob job) {
    BigDecimal held = job.held();
    if (held == null) {
      return true;
    }
    ProviderCost need = need(job);
    BigDecimal amount = need.amount();
    return amount == null
        ? budgets.of(job.tenant()).filter(Budget::isHard).isEmpty()
        : Commitment.rounded(amount).compareTo(held) <= 0
            && (amount.signum() == 0 || need.currency().equals(job.heldCurrency()));
  }
}
