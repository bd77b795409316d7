package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jobs this node has in hand, under a name that is new after each start: a node that came back
 * does not extend what it held before.
 */
@ApplicationScoped
class Leases {
  private static final Duration LONG = Duration.ofMinutes(5);

  @Inject Clock clock;
  @Inject GenerationSettings settings;

  private final String owner = UUID.randomUUID().toString();
  // By version too: a job may be admitted again before the thread that gave it back is done with
  // it.
  private final Set<Held> inHand = ConcurrentHashMap.newKeySet();

  /** This node, since its last start. */
  String owner() {
    return owner;
  }

  /** A lease from now on. */
  Lease lease() {
    return new Lease(owner, clock.instant().plus(settings.leaseTime()));
  }

  /** A lease that is not renewed: long enough to fetch any result. */
  Lease longLease() {
    return new Lease(owner, clock.instant().plus(LONG));
  }

  void hold(Work work) {
    inHand.add(new Held(work.job(), work.version()));
  }

  void letGo(Work work) {
    inHand.remove(new Held(work.job(), work.version()));
    if (inHand.isEmpty()) {
      synchronized (inHand) {
        inHand.notifyAll();
      }
    }
  }

  /** Waits until nothing is in hand, that long at most. */
  void awaitNothingInHand(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (inHand) {
      while (!inHand.isEmpty()) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return;
        }
        inHand.wait(left);
      }
    }
  }

  List<UUID> inHand() {
    return inHand.stream().map(Held::job).distinct().toList();
  }

  private record Held(UUID job, long version) {}
}
