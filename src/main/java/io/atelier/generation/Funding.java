package io.atelier.generation;

import io.atelier.cost.Budget;
import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ProviderCost;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps money back for what jobs need after their acceptance: another try, or a later create that
 * is dearer than was expected. Each in a transaction of its own, so that budgets are locked last.
 */
@Dependent
class Funding {
  private final JobRows rows;
  private final JobFunds funds;
  private final JobRecord record;
  private final Budgets budgets;
  private final Clock clock;
  @Inject CurrentPrices prices;
  @Inject LockWait wait;

  @Inject
  Funding(JobRows rows, JobFunds funds, JobRecord record, Budgets budgets, Clock clock) {
    this.rows = rows;
    this.funds = funds;
    this.record = record;
    this.budgets = budgets;
    this.clock = clock;
  }

  /**
   * Has a waiting job hold what its next try takes; its queue, or empty if it waits no more. Fails
   * where somebody has locked it, or its tenant's budget, for long.
   *
   * @throws ProblemException if there is no money for it
   */
  @Transactional
  Optional<QueueKey> fund(TenantId tenant, UUID id) {
    wait.bound(Unfunded.lockName(tenant));
    HeldJobs held = rows.hold(List.of(id));
    GenerationJob job = held.find(id).orElse(null);
    if (job == null || job.status() != JobStatus.PENDING || job.held() == null) {
      return Optional.empty();
    }
    Commitments.Before before = Commitments.before();
    before.of(job);
    budgets
        .stored(job.tenant())
        .ifPresentOrElse(budget -> funds.hold(job, budget), job::holdNothing); // it was taken away
    rows.save(held, List.of(job));
    if (job.held() != null) {
      budgets.reserve(before.changes());
    }
    return Optional.of(job.queue());
  }

  /**
   * Ends a waiting job whose next try there is no money for; its queue, or empty if it was quicker,
   * or there is money by now. Its tenant's budget stays as it is meanwhile: once a higher one is
   * answered, none ends for want of it. Fails as {@link #fund}.
   */
  @Transactional
  Optional<QueueKey> refuse(TenantId tenant, UUID id, ProblemException reason) {
    wait.bound(Unfunded.lockName(tenant));
    budgets.hold(List.of(tenant));
    HeldJobs held = rows.hold(List.of(id));
    GenerationJob job = held.find(id).orElse(null);
    if (job == null || job.status() != JobStatus.PENDING || funds.isAffordable(job)) {
      return Optional.empty();
    }
    Commitments.Before before = Commitments.before();
    before.of(job);
    job.failUnaffordable(reason.code(), String.valueOf(reason.getMessage()), clock.instant());
    rows.save(held, List.of(job));
    record.of(List.of(new Told(job, null)));
    budgets.follow(before.changes());
    return Optional.of(job.queue());
  }

  /**
   * Has a job in hand hold what its prepared create takes, if it does not yet.
   *
   * @throws ProblemException if there is no money for it
   * @throws LostLeaseException if another node took the job meanwhile
   */
  @Transactional
  Work fundStage(Work work) {
    Budget budget = budgets.stored(work.queue().tenant()).orElse(null);
    if (budget == null) {
      return work;
    }
    HeldJobs held = rows.hold(List.of(work.job()));
    GenerationJob job =
        held.find(work.job())
            .filter(one -> one.version() == work.version())
            .orElseThrow(() -> new LostLeaseException(work.job()));
    if (job.held() == null || !job.attempt().stage().isPrepared()) {
      return work;
    }
    ProviderCost price = prices.of(job);
    budget.requirePriced(price);
    BigDecimal amount = price.amount();
    BigDecimal needed = amount == null ? Commitment.NOTHING : Commitment.rounded(amount);
    if (needed.compareTo(Commitments.heldBack(job)) > 0) {
      Commitments.Before taken = Commitments.before();
      taken.of(job);
      job.hold(Commitments.taken(job).add(needed), price.currency());
      rows.save(held, List.of(job));
      budgets.reserve(taken.changes());
      return work.ofVersion(job.version());
    }
    return work;
  }
}
