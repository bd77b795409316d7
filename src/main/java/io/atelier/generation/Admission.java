package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives free slots to the oldest jobs that wait for them (FR-019).
 *
 * <p>Slots are counted, never kept in a counter: under the queue's lock, in a statement after the
 * one that waited for it, or the count would be of a time before the lock. So nothing leaks and the
 * limit holds across any number of nodes. Lock order: provider account, then queue.
 */
@Dependent
class Admission {
  private final JobStore jobs;
  private final JobRows rows;
  private final ProviderAccounts accounts;
  private final Providers providers;
  private final GenerationSettings settings;
  private final Policies policies;
  private final Leases leases;
  private final Clock clock;
  @Inject JobEvents events;
  @Inject Pauses pauses;
  @Inject JobFunds funds;
  @Inject Unfunded unfunded;

  @Inject
  Admission(
      JobStore jobs,
      JobRows rows,
      ProviderAccounts accounts,
      Providers providers,
      GenerationSettings settings,
      Policies policies,
      Leases leases,
      Clock clock) {
    this.jobs = jobs;
    this.rows = rows;
    this.accounts = accounts;
    this.providers = providers;
    this.settings = settings;
    this.policies = policies;
    this.leases = leases;
    this.clock = clock;
  }

  /**
   * The queues to visit: work waiting, a slot free, and no pause; fewest running first; of a shared
   * account one, because a visit looks after all of its queues.
   */
  @Transactional
  List<QueueKey> openQueues() {
    Set<String> paused = pauses.all().keySet();
    if (paused.contains(Pauses.ADMISSION)) {
      return List.of();
    }
    List<QueueKey> open = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (JobStore.WaitingQueue queue : jobs.waitingQueues(Optional.empty())) {
      String provider = queue.key().provider();
      if (hasSlot(queue) && !shared.contains(provider) && !paused.contains(provider)) {
        open.add(queue.key());
        if (settings.isShared(provider)) {
          shared.add(provider);
        }
      }
    }
    return open;
  }

  /** Admits jobs of that queue; as {@link #admit(Collection)}. */
  @Transactional
  List<Work> admit(QueueKey queue) {
    return admit(List.of(queue));
  }

  /**
   * Admits jobs of those queues, and of any queue of their providers where the account is shared;
   * when this returns, the intent of each is committed and this node holds its lease.
   */
  @Transactional
  List<Work> admit(Collection<QueueKey> queues) {
    Map<String, List<QueueKey>> byProvider =
        queues.stream()
            .collect(Collectors.groupingBy(QueueKey::provider, TreeMap::new, Collectors.toList()));
    Instant now = clock.instant();
    List<Work> admitted = new ArrayList<>();
    byProvider.forEach(
        (provider, some) ->
            admitted.addAll(
                settings.isShared(provider)
                    ? admitShared(provider, now)
                    : admit(provider, some, now)));
    return admitted;
  }

  private List<Work> admit(String provider, List<QueueKey> queues, Instant now) {
    ProviderAccount account = accounts.read(provider);
    if (account.isPassedOver(now)) {
      queues.forEach(queue -> passOver(queue, now));
    }
    if (!account.admits(now)) {
      return List.of();
    }
    if (account.isOnTrial(now)) {
      return tryOne(provider, queues, now);
    }
    Map<QueueKey, Integer> most = new LinkedHashMap<>();
    queues.forEach(queue -> most.put(queue, Integer.MAX_VALUE));
    return start(most, now);
  }

  // One create shows how it stands, of whichever queue has one.
  private List<Work> tryOne(String provider, List<QueueKey> queues, Instant now) {
    if (!accounts.readLocked(provider).isOnTrial(now)) {
      return List.of(); // somebody else's create tries it
    }
    for (QueueKey queue : queues) {
      List<Work> one = start(Map.of(queue, 1), now);
      if (!one.isEmpty()) {
        accounts.tryOnce(provider, now);
        return one;
      }
    }
    return List.of();
  }

  private List<Work> admitShared(String provider, Instant now) {
    jobs.lock("account/" + provider);
    ProviderAccount account = accounts.readLocked(provider);
    List<JobStore.WaitingQueue> waiting = jobs.waitingQueues(Optional.of(provider));
    if (account.isPassedOver(now)) {
      waiting.forEach(queue -> passOver(queue.key(), now));
    }
    int free = account.admits(now) ? free(provider, account, now) : 0;
    List<JobStore.WaitingQueue> open = waiting.stream().filter(this::hasSlot).toList();
    if (free <= 0 || open.isEmpty()) {
      return List.of();
    }
    List<Work> admitted = fairly(provider, open, free, now);
    if (!admitted.isEmpty()) {
      use(provider, account, admitted.size(), now);
    }
    return admitted;
  }

  private boolean hasSlot(JobStore.WaitingQueue queue) {
    return queue.running() < policies.of(queue.key()).limit();
  }

  private int free(String provider, ProviderAccount account, Instant now) {
    int free = account.isOnTrial(now) ? 1 : settings.batch();
    if (settings.accountCap(provider).isPresent()) {
      free = Math.min(free, settings.accountCap(provider).getAsInt() - jobs.running(provider));
    }
    Optional<Rate> creates = settings.createRate(provider);
    if (creates.isPresent()) {
      free = Math.min(free, creates.get().free(account.createsAt(), now));
    }
    Optional<Rate> requests = settings.requestRate(provider);
    return requests.isPresent()
        ? Math.min(free, requests.get().free(account.requestsAt(), now))
        : free;
  }

  private void use(String provider, ProviderAccount account, int admitted, Instant now) {
    if (account.isOnTrial(now)) {
      accounts.tryOnce(provider, now);
    }
    Optional<Rate> creates = settings.createRate(provider);
    Optional<Rate> requests = settings.requestRate(provider);
    if (creates.isPresent() || requests.isPresent()) {
      accounts.use(
          provider,
          creates.map(rate -> rate.used(account.createsAt(), admitted, now)).orElse(null),
          requests.map(rate -> rate.used(account.requestsAt(), admitted, now)).orElse(null));
    }
  }

  // Turn by turn for the tenant that has the fewest at the provider, whichever its queue; who turns
  // out to have nothing to admit loses its turn to the others, in a further round.
  private List<Work> fairly(
      String provider, List<JobStore.WaitingQueue> waiting, int free, Instant now) {
    FairTurns turns = new FairTurns(waiting, jobs.runningByTenant(provider));
    List<Work> admitted = new ArrayList<>();
    while (admitted.size() < free) {
      Map<QueueKey, Integer> given = turns.give(free - admitted.size());
      if (given.isEmpty()) {
        break;
      }
      List<Work> some = start(given, now);
      turns.took(given, some.stream().map(Work::queue).toList());
      admitted.addAll(some);
    }
    return admitted;
  }

  /** Starts jobs of those queues, as many of each at most, within its limit. */
  private List<Work> start(Map<QueueKey, Integer> most, Instant now) {
    jobs.lock(most.keySet().stream().map(QueueKey::lockName).toList());
    List<UUID> chosen = jobs.pending(most, queue -> policies.of(queue).limit(), now);
    HeldJobs held = rows.hold(chosen);
    Lease lease = leases.lease();
    List<GenerationJob> started = new ArrayList<>();
    for (UUID id : chosen) {
      GenerationJob job = held.get(id);
      if (job.status() == JobStatus.PENDING && isFunded(job)) { // or cancelled meanwhile
        start(job, policies.of(job.queue()), lease, now);
        started.add(job);
      }
    }
    rows.save(held, started);
    events.started(started);
    return started.stream().map(job -> Work.of(job, lease, false)).toList();
  }

  private boolean isFunded(GenerationJob job) {
    boolean covered = funds.covers(job);
    if (!covered) {
      unfunded.add(job.id());
    }
    return covered;
  }

  private void start(GenerationJob job, KindPolicy policy, Lease lease, Instant now) {
    Optional<ProviderAdapter> provider = providers.find(job.queue().provider());
    job.start(
        policy,
        provider.map(ProviderAdapter::guarantee).orElse(SubmissionGuarantee.NONE),
        provider.map(one -> one.estimateOfFirst(job.request())).orElseGet(ProviderCost::unknown),
        lease,
        now);
  }

  /**
   * Moves jobs that wait for a provider with an open circuit on, where their kind's route says so.
   */
  private void passOver(QueueKey queue, Instant now) {
    if (!settings.nextOnOpenCircuit(queue.kind())) {
      return;
    }
    List<GenerationJob> waiting = jobs.oldestPending(queue, settings.batch(), now);
    for (GenerationJob job : waiting) {
      job.nextProvider()
          .ifPresent(
              next -> {
                job.passOver("the provider's circuit was open", next, now);
                events.record(job);
              });
    }
    jobs.flush();
  }

  /** Takes jobs with work to do that nobody has in hand: due for a poll, or of a node that died. */
  @Transactional
  List<Work> takeDue() {
    Lease lease = leases.lease();
    Instant now = clock.instant();
    List<String> rated = settings.ratedProviders();
    List<UUID> taken =
        new ArrayList<>(
            jobs.takeDue(
                new JobStore.Whose(rated, false), settings.batch(), lease, leases.inHand(), now));
    for (String provider : rated) {
      taken.addAll(takeRated(provider, lease, now));
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

  private List<UUID> takeRated(String provider, Lease lease, Instant now) {
    Rate rate = settings.requestRate(provider).orElseThrow();
    ProviderAccount account = accounts.readLocked(provider);
    int free = Math.min(settings.batch(), rate.free(account.requestsAt(), now));
    if (free <= 0) {
      return List.of();
    }
    List<UUID> taken =
        jobs.takeDue(
            new JobStore.Whose(List.of(provider), true), free, lease, leases.inHand(), now);
    if (!taken.isEmpty()) {
      accounts.use(
          provider, account.createsAt(), rate.used(account.requestsAt(), taken.size(), now));
    }
    return taken;
  }

  /**
   * Lets a create after the first be sent, if its provider takes one now; when this returns work,
   * the create's intent is committed. It has its slot and counts against the account's cap already.
   *
   * @throws LostLeaseException if another node took the job meanwhile
   */
  @Transactional
  Optional<Work> beginStage(Work work) {
    String provider = work.queue().provider();
    Instant now = clock.instant();
    ProviderAccount account = accounts.readLocked(provider);
    Lease lease = leases.lease();
    if (!jobs.renewed(work, lease)) {
      throw new LostLeaseException(work.job());
    }
    GenerationJob job = jobs.held(work);
    if (account.isShut(now) || !hasCreateFree(provider, account, now)) {
      job.processing().pollAgain(now);
      return Optional.empty();
    }
    if (account.isOnTrial(now)) {
      accounts.tryOnce(provider, now);
    }
    settings
        .createRate(provider)
        .ifPresent(
            rate ->
                accounts.use(
                    provider, rate.used(account.createsAt(), 1, now), account.requestsAt()));
    job.processing().submitStage(lease, now);
    jobs.flush();
    return Optional.of(Work.of(job, lease, false));
  }

  private boolean hasCreateFree(String provider, ProviderAccount account, Instant now) {
    return settings
        .createRate(provider)
        .map(rate -> rate.free(account.createsAt(), now) > 0)
        .orElse(true);
  }

  /** Whether the work is still this node's, right before something is sent for it. */
  @Transactional
  boolean confirm(Work work) {
    return jobs.renewed(work, leases.lease());
  }

  /** Counts that a job's making begins; how often it did in a row, with this. */
  @Transactional
  int beginMaking(Work work) {
    return jobs.countMaking(work);
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
