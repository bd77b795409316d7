package io.atelier.generation;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What a timer does again and again: once at a time, and whatever befalls it is no end of the
 * timer. A server short of memory for a moment goes on where it would else keep its timers and none
 * of their work. Thread-safe.
 */
final class Tick {
  private static final Logger LOG = System.getLogger(Tick.class.getName());

  private final Level level;
  private final String trouble;
  private final AtomicBoolean busy = new AtomicBoolean();

  /**
   * A tick of which that is said where it fails.
   *
   * @param trouble what becomes of its work then
   */
  Tick(Level level, String trouble) {
    this.level = level;
    this.trouble = trouble;
  }

  /** The same, as a warning. */
  Tick(String trouble) {
    this(Level.WARNING, trouble);
  }

  /** Does it, unless the one before is at it yet: missed ticks arrive as a burst. */
  void run(Runnable work) {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      work.run();
    } catch (Throwable e) {
      log(e);
    } finally {
      busy.set(false);
    }
  }

  private void log(Throwable failure) {
    try {
      LOG.log(level, trouble, failure);
    } catch (Throwable e) {
      // What kept it from its work keeps it from saying so, too; the next tick may do both.
    }
  }
}
