package io.atelier.generation;

import io.atelier.cost.Budget;
import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

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
   * What a try takes, by what is known of prices: all of its creates, so that none that is paid for
   * is in vain for want of the next.
   *
   * @param whole unknown where the price of one of them is
   * @param first the first create alone, whose price may be known all the same
   */
  private record Need(ProviderCost whole, ProviderCost first) {
    static Need of(ProviderAdapter provider, GenerationRequest request) {
      return new Need(provider.estimate(request), provider.estimateOf(request, 1));
    }

    /** What of it is known. */
    BigDecimal known() {
      return known(whole).max(known(first));
    }

    String currency() {
      return (whole.amount() == null ? first : whole).currency();
    }

    private static BigDecimal known(ProviderCost cost) {
      BigDecimal amount = cost.amount();
      return amount == null ? Commitment.NOTHING : Commitment.rounded(amount);
    }
  }

  // Where nobody is there to be asked nothing is sent, which costs nothing in any currency.
  private Need need(GenerationJob job, String currency) {
    ProviderCost nothing = ProviderCost.free(currency);
    return providers
        .find(job.queue().provider())
        .map(provider -> Need.of(provider, job.request()))
        .orElseGet(() -> new Need(nothing, nothing));
  }

  /**
   * Has a job that is about to be accepted hold what its first try takes, where its tenant is known
   * to have a budget; what counts is {@link #holdAll}.
   *
   * @throws ProblemException {@code PRICE_UNKNOWN} or {@code CURRENCY_MISMATCH}
   */
  void hold(GenerationJob job) {
    budgets.of(job.tenant()).ifPresent(budget -> hold(job, budget));
  }

  /**
   * Has jobs of tenants that are held hold what their first tries take, by the budgets as they are:
   * one may have been set, or taken away, that this node does not know of yet.
   *
   * @throws ProblemException {@code PRICE_UNKNOWN} or {@code CURRENCY_MISMATCH}
   */
  void holdAll(Collection<GenerationJob> jobs) {
    Map<TenantId, Budget> stored =
        budgets.ofHeld(jobs.stream().map(GenerationJob::tenant).collect(Collectors.toSet()));
    for (GenerationJob job : jobs) {
      Budget budget = stored.get(job.tenant());
      if (budget == null) {
        job.holdNothing();
      } else {
        hold(job, budget);
      }
    }
  }

  /** Has a waiting job hold what its next try takes; as {@link #hold(GenerationJob)}. */
  void hold(GenerationJob job, Budget budget) {
    Need need = need(job, budget.currency());
    budget.requirePriced(need.whole());
    job.hold(need.known(), need.currency());
  }

  /** Whether there is money for the next try of a waiting job, as its budget stands now. */
  boolean isAffordable(GenerationJob job) {
    Budget budget = budgets.stored(job.tenant()).orElse(null);
    if (budget == null || job.held() == null) {
      return true;
    }
    Need need = need(job, budget.currency());
    List<Commitment> more = new ArrayList<>();
    more.add(reserved(job, need.currency(), need.known()));
    String currency = job.heldCurrency();
    if (currency != null) {
      more.add(reserved(job, currency, Commitments.heldBack(job).negate()));
    }
    return budget.canPay(need.whole()) && budgets.has(more);
  }

  private static Commitment reserved(GenerationJob job, String currency, BigDecimal amount) {
    return new Commitment(
        job.tenant(), job.createdAt(), currency, Commitment.rounded(amount), Commitment.NOTHING);
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
    String currency = Objects.requireNonNullElse(job.heldCurrency(), ""); // of nothing it is none
    Need need = need(job, currency);
    BigDecimal known = need.known();
    boolean isPriced =
        need.whole().amount() != null
            || budgets.stored(job.tenant()).filter(Budget::isHard).isEmpty();
    return isPriced
        && known.compareTo(held) <= 0
        && (known.signum() == 0 || need.currency().equals(currency));
  }
}
