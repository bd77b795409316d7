package io.atelier.generation;

import io.atelier.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
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

  private final Set<UUID> jobs = ConcurrentHashMap.newKeySet();

  void add(UUID job) {
    jobs.add(job);
  }

  /**
   * Has each get what it needs, or end for want of it; the queues that are to be looked at again.
   */
  List<QueueKey> settle() {
    List<QueueKey> queues = new ArrayList<>();
    for (UUID job : List.copyOf(jobs)) {
      try {
        if (jobs.remove(job)) { // or another thread has it
          settle(job).ifPresent(queues::add);
        }
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Job " + job + " gets its money when its turn comes again", e);
      }
    }
    return queues.stream().distinct().toList();
  }

  private Optional<QueueKey> settle(UUID job) {
    try {
      return funding.fund(job);
    } catch (ProblemException e) {
      if (e.code().status() != PAYMENT_REQUIRED) {
        throw e;
      }
      Optional<QueueKey> ended = funding.refuse(job, e);
      ended.ifPresent(queue -> settled.ended(job, queue, JobStatus.FAILED));
      return ended;
    }
  }
}
