package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Takes jobs with work to do that nobody has in hand, and keeps them this node's until done. */
@Dependent
class WorkInHand {
  private final JobLeases jobs;
  private final JobRows rows;
  private final ProviderAccounts accounts;
  private final Providers providers;
  private final GenerationSettings settings;
  private final Leases leases;
  private final Clock clock;
  @Inject UsedUpAccounts usedUp;

  @Inject
  WorkInHand(
      JobLeases jobs,
      JobRows rows,
      ProviderAccounts accounts,
      Providers providers,
      GenerationSettings settings,
      Leases leases,
      Clock clock) {
    this.jobs = jobs;
    this.rows = rows;
    this.accounts = accounts;
    this.providers = providers;
    this.settings = settings;
    this.leases = leases;
    this.clock = clock;
  }

  /** Takes what is due for a poll, or was in hand of a node that died. */
  @Transactional
  List<Work> takeDue() {
    Lease lease = leases.lease();
    Instant now = clock.instant();
    List<String> rated = settings.ratedProviders();
    List<String> apart = new ArrayList<>(accounts.leftAlone(now));
    apart.addAll(rated);
    List<UUID> taken =
        new ArrayList<>(
            jobs.takeDue(new Whose(apart, false), settings.batch(), lease, leases.inHand(), now));
    for (String provider : rated) {
      accounts
          .readLockedSoon(provider)
          .ifPresent(account -> taken.addAll(takeRated(provider, account, lease, now)));
    }
    HeldJobs held = rows.hold(taken);
    return taken.stream()
        .map(held::get)
        .map(job -> Work.of(job, lease, mayHaveBeenSent(job)))
        .toList();
  }

  private boolean mayHaveBeenSent(GenerationJob job) {
    return job.attempt().stage().isBegun()
        || providers.find(job.queue().provider()).map(ProviderAdapter::inProcess).orElse(false);
  }

  private List<UUID> takeRated(String provider, ProviderAccount account, Lease lease, Instant now) {
    Rate rate = settings.requestRate(provider).orElseThrow();
    int free = Math.min(settings.batch(), rate.free(account.requestsAt(), now));
    if (free <= 0) {
      usedUp.polls(provider, rate.nextFree(account.requestsAt(), now));
      return List.of();
    }
    List<UUID> taken =
        jobs.takeDue(new Whose(List.of(provider), true), free, lease, leases.inHand(), now);
    if (!taken.isEmpty()) {
      Instant used = rate.used(account.requestsAt(), taken.size(), now);
      accounts.use(provider, account.createsAt(), used);
      if (taken.size() == free) {
        usedUp.polls(provider, rate.nextFree(used, now));
      }
    }
    return taken;
  }

  /** Whether the work is still this node's, right before something is sent for it. */
  @Transactional
  boolean confirm(Work work) {
    return jobs.renewed(work, leases.lease());
  }

  /** Counts that a job's making begins; how often it did in a row, with this. */
  @Transactional
  int beginMaking(Work work) {
    int faults = jobs.countMaking(work);
    leases.blame(work);
    return faults;
  }

  /** Extends the leases of what this node has in hand. */
  @Transactional
  void renewLeases() {
    List<UUID> inHand = leases.inHand();
    if (!inHand.isEmpty()) {
      jobs.renew(inHand, leases.lease());
    }
  }

  /** Gives back what this node leased and no thread works on. */
  @Transactional
  void handBack() {
    jobs.handBack(leases.owner(), leases.begun());
  }
}
