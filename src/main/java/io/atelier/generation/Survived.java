package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * Takes back what was counted against jobs and late results in case this node dies of them, where
 * it lived to see their pass fail for another reason: a database that took nothing, a lease that
 * was lost. It is remembered until the database takes that. Thread-safe.
 */
@ApplicationScoped
class Survived {
  @Inject FaultRows rows;
  @Inject Leases leases;

  private final Queue<UUID> jobs = new ConcurrentLinkedQueue<>();
  private final Queue<UUID> watched = new ConcurrentLinkedQueue<>();

  /** A pass failed; before the work is let go. */
  void see(Work work) {
    if (leases.isBlamed(work)) {
      jobs.add(work.job());
    }
  }

  /** A look failed; before the create is let go. */
  void see(Watched look) {
    if (leases.isBlamed(look)) {
      watched.add(look.id());
    }
  }

  /** Takes back what was not yet, but for what somebody is writing right now. */
  synchronized void takeBack() {
    takeBack(jobs, rows::takeBackOfJobs);
    takeBack(watched, rows::takeBackOfWatched);
  }

  // One of each at a time: what failed twice was counted twice.
  private static void takeBack(Queue<UUID> from, Function<Collection<UUID>, List<UUID>> rows) {
    Set<UUID> some = new TreeSet<>(from);
    if (!some.isEmpty()) {
      some.removeAll(rows.apply(List.copyOf(some)));
      some.forEach(from::remove);
    }
  }
}
