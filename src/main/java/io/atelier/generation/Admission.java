package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

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
  private final Providers providers;
  private final GenerationSettings settings;
  private final Leases leases;
  private final Clock clock;

  @Inject
  Admission(
      JobStore jobs, Providers providers, GenerationSettings settings, Leases leases, Clock clock) {
    this.jobs = jobs;
    this.providers = providers;
    this.settings = settings;
    this.leases = leases;
    this.clock = clock;
  }

  /** The queues whose turn it is: work waiting and a slot free, fewest running first. */
  @Transactional
  List<QueueKey> openQueues() {
    return jobs.waitingQueues().stream()
        .filter(queue -> queue.running() < settings.policy(queue.key().kind()).limit())
        .map(JobStore.WaitingQueue::key)
        .toList();
  }

  /**
   * Admits jobs of one queue; when this returns, the intent of each is committed and this node
   * holds its lease.
   */
  @Transactional
  List<Work> admit(QueueKey queue) {
    int free = freeSlots(queue);
    if (free <= 0) {
      return List.of();
    }
    Instant now = clock.instant();
    Lease lease = leases.lease();
    List<GenerationJob> admitted = jobs.oldestPending(queue, free, now);
    for (GenerationJob job : admitted) {
      job.start(estimate(job), lease, now);
    }
    jobs.flush();
    return admitted.stream().map(job -> Work.of(job, lease, false)).toList();
  }

  private ProviderCost estimate(GenerationJob job) {
    return providers
        .find(job.queue().provider())
        .map(provider -> provider.estimate(job.request()))
        .orElseGet(ProviderCost::unknown);
  }

  private int freeSlots(QueueKey queue) {
    OptionalInt cap = settings.accountCap(queue.provider());
    int freeAtAccount = Integer.MAX_VALUE;
    if (cap.isPresent()) {
      jobs.lock("account/" + queue.provider());
      // One at a visit, for the other tenants' sake: visits go round.
      freeAtAccount = Math.min(1, cap.getAsInt() - jobs.running(queue.provider()));
    }
    jobs.lock(queue.lockName());
    int freeInQueue = settings.policy(queue.kind()).limit() - jobs.running(queue);
    return Math.min(freeAtAccount, freeInQueue);
  }

  /** Takes jobs with work to do that nobody has in hand: due for a poll, or of a node that died. */
  @Transactional
  List<Work> takeDue() {
    Lease lease = leases.lease();
    return jobs.takeDue(settings.batch(), lease, leases.inHand(), clock.instant()).stream()
        .map(job -> Work.of(job, lease, true))
        .toList();
  }

  /** Whether the work is still this node's, right before something is sent for it. */
  @Transactional
  boolean confirm(Work work) {
    return jobs.renewed(work, leases.lease());
  }

  /** Extends the leases of what this node has in hand. */
  @Transactional
  void renewLeases() {
    List<UUID> inHand = leases.inHand();
    if (!inHand.isEmpty()) {
      jobs.renew(inHand, leases.lease());
    }
  }
}
