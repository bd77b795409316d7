package io.atelier.generation;

import io.atelier.cost.Budgets;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Lets creates after an attempt's first be sent, when their provider takes one. */
@Dependent
class LaterCreates {
  private final JobStore jobs;
  private final JobLeases held;
  private final ProviderAccounts accounts;
  private final AccountCapacity capacity;
  private final Leases leases;
  private final Clock clock;
  @Inject LockWait wait;
  @Inject Models models;
  @Inject CurrentPrices prices;
  @Inject Budgets budgets;

  @Inject
  LaterCreates(
      JobStore jobs,
      JobLeases held,
      ProviderAccounts accounts,
      AccountCapacity capacity,
      Leases leases,
      Clock clock) {
    this.jobs = jobs;
    this.held = held;
    this.accounts = accounts;
    this.capacity = capacity;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * Lets a prepared create be sent, if its provider takes one now, and nobody has its account for
   * long; when this returns work, the create's intent is committed, with the model and by the
   * prices of now. It has its slot and counts against the account's cap already.
   *
   * @throws LostLeaseException if another node took the job meanwhile
   */
  @Transactional
  Optional<Work> begin(Work work) {
    String provider = work.queue().provider();
    Instant now = clock.instant();
    wait.bound();
    Optional<ProviderAccount> account = accounts.readLockedSoon(provider);
    Lease lease = leases.lease();
    if (!held.renewed(work, lease)) {
      throw new LostLeaseException(work.job());
    }
    GenerationJob job = jobs.held(work);
    if (account.filter(one -> capacity.hasCreateFree(provider, one, now)).isEmpty()) {
      job.processing().pollAgain(now);
      return Optional.empty();
    }
    capacity.create(provider, account.get(), now);
    Commitments.Before taken = Commitments.before();
    taken.of(job);
    String model = models.now(job, job.attempt(), job.attempt().stage());
    job.processing().submitStage(model, prices.of(job), lease, now);
    jobs.flush();
    // Some where a first budget was set, or a price was changed, since it was funded.
    budgets.follow(taken.changes());
    return Optional.of(Work.of(job, lease, false));
  }
}
