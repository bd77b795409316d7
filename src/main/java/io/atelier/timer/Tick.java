package io.atelier.timer;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What a timer does again and again: once at a time, and whatever befalls it is no end of the
 * timer. A server short of memory for a moment goes on where it would else keep its timers and none
 * of their work. Thread-safe.
 */
public final class Tick {
  private static final Logger LOG = System.getLogger(Tick.class.getName());

  private final Level level;
  private final String trouble;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Class<?> troubled;

  /**
   * A tick of which that is said where it fails; the first time of a row that fails alike, as it
   * may tick often.
   *
   * @param trouble what becomes of its work then
   */
  public Tick(Level level, String trouble) {
    this.level = level;
    this.trouble = trouble;
  }

  /** The same, as a warning. */
  public Tick(String trouble) {
    this(Level.WARNING, trouble);
  }

  /** Does it, unless the one before is at it yet: missed ticks arrive as a burst. */
  public void run(Runnable work) {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
      troubled = null;
    } catch (Throwable e) {
      log(e);
    } finally {
      busy.set(false);
    }
  }

  /**
   * Does it so long after the one before, until that is cancelled. By a scheduler alone, what fails
   * once is never done again, and nobody is told.
   */
  public ScheduledFuture<?> every(
      Duration pause, ScheduledExecutorService scheduler, Runnable work) {
    long nanos = pause.toNanos();
    return scheduler.scheduleWithFixedDelay(() -> run(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  /** Whether it is being done. */
  public boolean isUnderWay() {
    return busy.get();
  }

  private void log(Throwable failure) {
    try {
      boolean known = failure.getClass().equals(troubled);
      troubled = failure.getClass();
      LOG.log(known ? Level.DEBUG : level, trouble, failure);
    } catch (Throwable e) {
      // What kept it from its work keeps it from saying so, too; the next tick may do both.
    }
  }
}
