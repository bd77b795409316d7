package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The jobs this node has in hand, under a name that is new after each start: a node that came back
 * does not extend what it held before.
 */
@ApplicationScoped
class Leases {
  @Inject Clock clock;
  @Inject GenerationSettings settings;

  private final String owner = UUID.randomUUID().toString();
  // By version too: a job may be admitted again before the thread that gave it back is done with
  // it.
  private final Set<Held> inHand = ConcurrentHashMap.newKeySet();
  private final Set<UUID> looking = ConcurrentHashMap.newKeySet();
  private final Set<Held> begun = ConcurrentHashMap.newKeySet();
  private final Set<UUID> looksBegun = ConcurrentHashMap.newKeySet();
  // Since when.
  private final Map<Held, Instant> blamed = new ConcurrentHashMap<>();
  private final Map<UUID, Instant> looksBlamed = new ConcurrentHashMap<>();

  /** This node, since its last start. */
  String owner() {
    return owner;
  }

  /** A lease from now on. */
  Lease lease() {
    return new Lease(owner, clock.instant().plus(settings.leaseTime()));
  }

  /** Work was taken, and waits for a thread. */
  void hold(Work work) {
    inHand.add(Held.of(work));
  }

  /** A thread begins with it. */
  void begin(Work work) {
    begun.add(Held.of(work));
  }

  void letGo(Work work) {
    inHand.remove(Held.of(work));
    begun.remove(Held.of(work));
    clear(work);
    tellIfNothingIsBegun();
  }

  private void tellIfNothingIsBegun() {
    if (nothingIsBegun()) {
      synchronized (begun) {
        begun.notifyAll();
      }
    }
  }

  private boolean nothingIsBegun() {
    return begun.isEmpty() && looksBegun.isEmpty();
  }

  /**
   * Waits until no thread works on anything or looks at what was given up, that long at most;
   * whether it is so.
   */
  boolean awaitNothingBegun(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    synchronized (begun) {
      while (!nothingIsBegun()) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          return false;
        }
        begun.wait(left);
      }
    }
    return true;
  }

  /** A watched create was taken, and waits for a thread. */
  void hold(Watched watched) {
    looking.add(watched.id());
  }

  /** A thread begins with it. */
  void begin(Watched watched) {
    looksBegun.add(watched.id());
  }

  void letGo(Watched watched) {
    looking.remove(watched.id());
    looksBegun.remove(watched.id());
    clear(watched);
    tellIfNothingIsBegun();
  }

  /** It is counted against it if this node is not heard of again. */
  void blame(Work work) {
    blamed.put(Held.of(work), clock.instant());
  }

  /** It came to its end and so did not end this node; or what is counted against it stays so. */
  void clear(Work work) {
    blamed.remove(Held.of(work));
  }

  /** Whether something is counted against it of which it is not clear that it was its fault. */
  boolean isBlamed(Work work) {
    return blamed.containsKey(Held.of(work));
  }

  /** It is counted against it if this node is not heard of again. */
  void blame(Watched watched) {
    looksBlamed.put(watched.id(), clock.instant());
  }

  /** It came to its end and so did not end this node; or what is counted against it stays so. */
  void clear(Watched watched) {
    looksBlamed.remove(watched.id());
  }

  /** Whether something is counted against it of which it is not clear that it was its fault. */
  boolean isBlamed(Watched watched) {
    return looksBlamed.containsKey(watched.id());
  }

  /** The jobs in hand that would be blamed for what began after that. */
  List<UUID> blamed(Instant after) {
    return since(blamed, after).map(Held::job).distinct().toList();
  }

  /** The watched creates in hand that would be. */
  List<UUID> looksBlamed(Instant after) {
    return since(looksBlamed, after).toList();
  }

  private static <T> Stream<T> since(Map<T, Instant> blamed, Instant after) {
    return blamed.entrySet().stream()
        .filter(one -> one.getValue().isAfter(after))
        .map(Map.Entry::getKey);
  }

  /** The watched creates this node has in hand. */
  List<UUID> looking() {
    return List.copyOf(looking);
  }

  List<UUID> inHand() {
    return jobs(inHand);
  }

  /** How much work this node has in hand. */
  int count() {
    return inHand.size();
  }

  List<UUID> begun() {
    return jobs(begun);
  }

  /** The watched attempts that threads of this node look at. */
  List<UUID> looksBegun() {
    return List.copyOf(looksBegun);
  }

  private static List<UUID> jobs(Set<Held> held) {
    return held.stream().map(Held::job).distinct().toList();
  }

  private record Held(UUID job, long version) {
    static Held of(Work work) {
      return new Held(work.job(), work.version());
    }
  }
}
