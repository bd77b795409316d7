package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Whether this node still renews the leases of what it has in hand. One that has not for as long as
 * a lease lasts would be fenced in all it does: it takes nothing until it does again. Thread-safe.
 */
@ApplicationScoped
class LeaseRenewal {
  private static final Logger LOG = System.getLogger(LeaseRenewal.class.getName());

  @Inject Clock clock;
  @Inject GenerationSettings settings;

  private final AtomicBoolean told = new AtomicBoolean();
  private volatile boolean expected;
  private volatile @Nullable Instant renewedAt;

  /** From now on it is to be done. */
  void expect() {
    expected = true;
  }

  /**
   * All that was in hand was renewed.
   *
   * @param begun since when, from which its leases count
   */
  void renewed(Instant begun) {
    renewedAt = begun;
  }

  /** Whether what is in hand may be another node's, for want of renewing. */
  boolean lapsed() {
    boolean lapsed = expected && !isRecent(renewedAt);
    if (told.compareAndSet(!lapsed, lapsed)) {
      LOG.log(
          Level.WARNING,
          lapsed
              ? "This node takes nothing until it renews the leases of what it has in hand"
              : "Leases are renewed, and this node takes jobs again");
    }
    return lapsed;
  }

  private boolean isRecent(@Nullable Instant last) {
    return last != null && clock.instant().isBefore(last.plus(settings.leaseTime()));
  }
}
