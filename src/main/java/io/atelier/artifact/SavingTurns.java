package io.atelier.artifact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a few of a tenant's uploads be saved at a time, in the order they came: each holds a
 * connection while it waits for the quota's lock and the disk, and one tenant's must not be all
 * that there are. Thread-safe.
 */
@ApplicationScoped
class SavingTurns {
  /** A fifth of the connections that there are. */
  static final int AT_A_TIME = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Cache<TenantId, Semaphore> turns = Caffeine.newBuilder().weakValues().build();

  /**
   * Does it when it is its turn. To be called without a connection in hand.
   *
   * @throws ProblemException {@code UNAVAILABLE} if that takes longer than a minute
   */
  <T> T take(TenantId tenant, Supplier<T> saving) {
    Semaphore turn = turns.get(tenant, t -> new Semaphore(AT_A_TIME, true));
    if (!admitted(turn)) {
      throw new ProblemException(
          ErrorCode.UNAVAILABLE,
          "Too many of this tenant's files are being saved; try again in a moment.");
    }
    try {
      return saving.get();
    } finally {
      turn.release();
    }
  }

  private static boolean admitted(Semaphore turn) {
    try {
      return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
