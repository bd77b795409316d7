package io.atelier.generation;

import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs whose turn it is and whose next try is not paid for yet. Only remembered: a node that
 * forgets them finds them again when their turn comes. Thread-safe.
 */
@ApplicationScoped
class Unfunded {
  private static final Logger LOG = System.getLogger(Unfunded.class.getName());
  private static final int PAYMENT_REQUIRED = 402;

  @Inject Funding funding;
  @Inject SettledJobs settled;
  @Inject StuckLocks stuck;

  private final Map<UUID, TenantId> jobs = new ConcurrentHashMap<>();

  void add(GenerationJob job) {
    jobs.put(job.id(), job.tenant());
  }

  /** What the locks are of that a tenant's money is behind, as {@link StuckLocks} knows it. */
  static String lockName(TenantId tenant) {
    return "funds/" + tenant;
  }

  /**
   * Has each get what it needs, or end for want of it; the queues that are to be looked at again.
   * Of a tenant that somebody has locked something of for long, one is tried, and no other waits.
   */
  List<QueueKey> settle() {
    List<QueueKey> queues = new ArrayList<>();
    Set<TenantId> held = new HashSet<>();
    jobs.forEach(
        (job, tenant) -> {
          if (!held.contains(tenant) && jobs.remove(job) != null) { // or another thread has it
            try {
              settle(tenant, job).ifPresent(queues::add);
              stuck.note(lockName(tenant), true);
            } catch (RuntimeException e) {
              if (LockWait.isInVain(e)) {
                stuck.note(lockName(tenant), false);
                held.add(tenant);
              }
              LOG.log(Level.WARNING, "Job " + job + " gets its money when its turn comes again", e);
            }
          }
        });
    return queues.stream().distinct().toList();
  }

  private Optional<QueueKey> settle(TenantId tenant, UUID job) {
    try {
      return funding.fund(tenant, job);
    } catch (ProblemException e) {
      if (e.code().status() != PAYMENT_REQUIRED) {
        throw e;
      }
      Optional<QueueKey> ended = funding.refuse(tenant, job, e);
      ended.ifPresent(queue -> settled.ended(job, queue, JobStatus.FAILED));
      return ended;
    }
  }
}
