package io.atelier.media;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The part of the heap in which media are decoded, changed and pictured, those of all jobs and
 * uploads together: who needs more than is left waits, in turn, and who needs more than there is
 * has it alone.
 *
 * <p>Work in it must not ask for room again: it would wait for itself. Who is interrupted while
 * waiting still gets its turn, and finds its interrupt status set. Thread-safe.
 */
public final class Workroom {
  /** A third: beside it there is what the process makes itself, and all else that it does. */
  public static final Workroom OF_NODE = new Workroom(Runtime.getRuntime().maxMemory() / 3);

  private static final long UNIT = 1 << 20;

  private final int units;
  private final Semaphore free;

  public Workroom(long bytes) {
    units = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
    free = new Semaphore(units, true);
  }

  /** Works as soon as there are so many bytes for it. */
  public <T> T with(long bytes, Supplier<T> work) {
    int taken = Math.clamp(Math.ceilDiv(bytes, UNIT), 1, units);
    free.acquireUninterruptibly(taken);
    try {
      return work.get();
    } finally {
      free.release(taken);
    }
  }

  /** The same, unless there are not so many bytes for it within that time: then empty. */
  public <T> Optional<T> with(long bytes, Duration patience, Supplier<T> work)
      throws InterruptedException {
    int taken = Math.clamp(Math.ceilDiv(bytes, UNIT), 1, units);
    if (!free.tryAcquire(taken, patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      free.release(taken);
    }
  }

  long freeBytes() {
    return free.availablePermits() * UNIT;
  }
}
