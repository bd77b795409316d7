package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.Providers;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Starts the jobs whose turn it is, as many as their queues have slots free.
 *
 * <p>Slots are counted, never kept in a counter: under the queue's lock, in a statement after the
 * one that waited for it, or the count would be of a time before the lock. So nothing leaks and the
 * limit holds across any number of nodes.
 */
@Dependent
class Slots {
  private final NamedLocks locks;
  private final JobQueues queues;
  private final JobRows rows;
  private final Providers providers;
  private final Policies policies;
  private final Leases leases;
  @Inject JobEvents events;
  @Inject JobFunds funds;
  @Inject Unfunded unfunded;

  @Inject
  @ConfigProperty(name = "price.currency")
  String currency;

  @Inject
  Slots(
      NamedLocks locks,
      JobQueues queues,
      JobRows rows,
      Providers providers,
      Policies policies,
      Leases leases) {
    this.locks = locks;
    this.queues = queues;
    this.rows = rows;
    this.providers = providers;
    this.policies = policies;
    this.leases = leases;
  }

  /**
   * Starts jobs of those queues, as many of each at most, within its limit; none of a queue whose
   * lock another node does not let go of.
   */
  List<Work> fill(Map<QueueKey, Integer> wanted, Instant now) {
    Map<QueueKey, Integer> most = locked(wanted);
    if (most.isEmpty()) {
      return List.of();
    }
    List<UUID> chosen = queues.pending(most, queue -> policies.of(queue).limit(), now);
    HeldJobs held = rows.hold(chosen);
    Lease lease = leases.lease();
    List<GenerationJob> started = new ArrayList<>();
    for (UUID id : chosen) {
      GenerationJob job = held.get(id);
      if (isWaiting(job, most.keySet()) && isFunded(job)) {
        start(job, policies.of(job.queue()), lease, now);
        started.add(job);
      }
    }
    rows.save(held, started);
    events.started(started);
    return started.stream().map(job -> Work.of(job, lease, false)).toList();
  }

  private Map<QueueKey, Integer> locked(Map<QueueKey, Integer> wanted) {
    Set<String> held = locks.lockSoon(wanted.keySet().stream().map(QueueKey::lockName).toList());
    Map<QueueKey, Integer> locked = new LinkedHashMap<>(wanted);
    locked.keySet().removeIf(queue -> !held.contains(queue.lockName()));
    return locked;
  }

  // Or it was cancelled meanwhile, or sent on to a queue whose lock is not held.
  private static boolean isWaiting(GenerationJob job, Set<QueueKey> queues) {
    return job.status() == JobStatus.PENDING && queues.contains(job.queue());
  }

  private boolean isFunded(GenerationJob job) {
    boolean covered = funds.covers(job);
    if (!covered) {
      unfunded.add(job);
    }
    return covered;
  }

  private void start(GenerationJob job, KindPolicy policy, Lease lease, Instant now) {
    Optional<ProviderAdapter> provider = providers.find(job.queue().provider());
    job.start(
        policy,
        provider.map(ProviderAdapter::guarantee).orElse(SubmissionGuarantee.NONE),
        provider
            .map(one -> one.estimateOf(job.request(), 1))
            .orElseGet(() -> ProviderCost.unknown(currency)),
        provider.flatMap(one -> one.model(job.request(), 1)).orElse(null),
        lease,
        now);
  }
}
