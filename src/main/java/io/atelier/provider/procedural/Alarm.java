package io.atelier.provider.procedural;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts the thread that set it at a time, unless it is closed before: what is made in this
 * process has nobody else to give it up.
 */
final class Alarm implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Thread thread = Thread.currentThread();
  private @Nullable Future<?> ringing;
  private boolean rang;
  private boolean closed;

  private Alarm() {}

  /** One in that time; one that never rings if it is null. */
  static Alarm in(@Nullable Duration time) {
    Alarm alarm = new Alarm();
    if (time != null) {
      long left = Math.max(0, time.toMillis());
      alarm.ringing = CLOCK.schedule(alarm::ring, left, TimeUnit.MILLISECONDS);
    }
    return alarm;
  }

  // Its one thread ends when nothing was set for a while: none outlives the application for long.
  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("making-time").factory());
    clock.setKeepAliveTime(1, TimeUnit.MINUTES);
    clock.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  private synchronized void ring() {
    if (!closed) {
      rang = true;
      thread.interrupt();
    }
  }

  /** Whether it rang, and not somebody else. */
  synchronized boolean rang() {
    return rang;
  }

  /** It rings no more; that it did is over for its thread. */
  @Override
  public synchronized void close() {
    closed = true;
    if (ringing != null) {
      ringing.cancel(false);
    }
    if (rang) {
      Thread.interrupted();
    }
  }
}
