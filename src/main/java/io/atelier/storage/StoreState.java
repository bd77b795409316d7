package io.atelier.storage;

import io.atelier.problem.ProblemException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Whether this node can write to the store, as it last found out; asking it never touches the
 * store.
 *
 * <p>One look runs at a time. A look that has not come back after ten seconds says that the store
 * does not answer; no second one is sent after it, and what it says in the end counts again.
 * Thread-safe.
 */
public class StoreState {
  private static final Logger LOG = System.getLogger(StoreState.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<Optional<StorageFailure>> probe;
  private final Executor executor;
  private final LongSupplier nanos;

  private boolean looking;
  private boolean again;
  private long since;
  private volatile Optional<StorageFailure> failure = Optional.empty();

  /**
   * The state of a store that is taken to be writable until a look says otherwise.
   *
   * @param probe says why it cannot be written, or nothing if it can
   * @param executor runs looks
   * @param nanos the time that passes, as {@link System#nanoTime} gives it
   */
  public StoreState(
      Supplier<Optional<StorageFailure>> probe, Executor executor, LongSupplier nanos) {
    this.probe = probe;
    this.executor = executor;
    this.nanos = nanos;
  }

  /** For the container's proxy, which is asked nothing itself. */
  protected StoreState() {
    this(Optional::empty, Runnable::run, System::nanoTime);
  }

  /** Why it cannot be written, or empty if it can. */
  public Optional<StorageFailure> failure() {
    return failure;
  }

  /** Whether it can be written. */
  public boolean writable() {
    return failure().isEmpty();
  }

  /**
   * Refuses what would have to be written now.
   *
   * @throws ProblemException {@code STORAGE_FULL} or {@code STORAGE_ERROR} while the store cannot
   *     be written
   */
  public void requireWritable() {
    failure()
        .ifPresent(
            reason -> {
              throw new ProblemException(reason.code(), reason.advice());
            });
  }

  /** A write has just failed: has a look made at once, which began after that. */
  public void writeFailed() {
    synchronized (this) {
      again = looking;
    }
    look();
  }

  /** Has a look made, unless one is under way. */
  public void look() {
    synchronized (this) {
      if (looking) {
        if (nanos.getAsLong() - since >= PATIENCE.toNanos()) {
          settle(
              Optional.of(
                  StorageFailure.error(
                      "The asset store does not answer; check its disk or network mount.")));
        }
        return;
      }
      looking = true;
      since = nanos.getAsLong();
    }
    try {
      executor.execute(this::run);
    } catch (RuntimeException | Error e) {
      giveUp(); // first: where memory is short, a log may not be written
      LOG.log(Level.WARNING, "A look at the asset store found no thread and is tried again", e);
    }
  }

  private void run() {
    do {
      settle(result());
    } while (wantedAgain());
  }

  private Optional<StorageFailure> result() {
    try {
      return probe.get();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "A look at the asset store ended unexpectedly", e);
      return Optional.of(
          StorageFailure.error(
              "The asset store could not be looked at: " + e.getClass().getSimpleName() + "."));
    }
  }

  private synchronized boolean wantedAgain() {
    looking = again;
    again = false;
    since = nanos.getAsLong();
    return looking;
  }

  private synchronized void giveUp() {
    looking = false;
    again = false;
  }

  private synchronized void settle(Optional<StorageFailure> now) {
    Optional<StorageFailure> before = failure;
    failure = now;
    if (before.map(StorageFailure::code).equals(now.map(StorageFailure::code))) {
      return;
    }
    now.ifPresentOrElse(
        reason ->
            LOG.log(
                Level.ERROR,
                "This node takes no jobs and no uploads: {0} ({1})",
                reason.advice(),
                reason.code()),
        () -> LOG.log(Level.INFO, "The asset store can be written again; this node takes jobs"));
  }
}
