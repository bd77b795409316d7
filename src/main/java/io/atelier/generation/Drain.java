package io.atelier.generation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets what a node that stops works on come to its end for a while, and hands the rest over.
 *
 * <p>Each part of that by itself, and what fails again as long as there is time: a database that is
 * away for a moment is no reason to leave creates under way alone, or their leases to run out.
 */
final class Drain {
  private static final Logger LOG = System.getLogger(Drain.class.getName());

  private final Leases leases;
  private final Runnable renewal;
  private final Duration time;
  private final Duration pace;

  /**
   * A drain.
   *
   * @param renewal keeps the leases of what is under way, and does not throw
   * @param time how long all of it may last, but for what is tried last
   * @param pace how long between two tries and renewals
   */
  Drain(Leases leases, Runnable renewal, Duration time, Duration pace) {
    this.leases = leases;
    this.renewal = renewal;
    this.time = time;
    this.pace = pace;
  }

  /**
   * Drains.
   *
   * @param first what is done at once
   * @param last what is done when nothing is under way any more, or time is up
   */
  void run(List<Runnable> first, List<Runnable> last) {
    long end = System.nanoTime() + time.toNanos();
    boolean interrupted = awaitThreads(first, end);
    List<Runnable> failed = failing(last);
    while (!failed.isEmpty() && left(end).isPositive()) {
      LockSupport.parkNanos(pause(end).toNanos());
      interrupted |= Thread.interrupted();
      failed = failing(failed);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Whether it was interrupted, which is the end of waiting but not of handing over.
  private boolean awaitThreads(List<Runnable> first, long end) {
    List<Runnable> failed = failing(first);
    try {
      while (left(end).isPositive() && !leases.awaitNothingBegun(pause(end))) {
        renewal.run();
        failed = failing(failed);
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }

  private static List<Runnable> failing(List<Runnable> parts) {
    return parts.stream().filter(Drain::fails).toList();
  }

  private static boolean fails(Runnable part) {
    try {
      part.run();
      return false;
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "Not all is handed over yet", e);
      return true;
    }
  }

  private Duration pause(long end) {
    Duration left = left(end);
    return left.compareTo(pace) < 0 ? left : pace;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(end - System.nanoTime());
  }
}
