package io.atelier.cost;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which tenants have a budget, known to one second by one query for all of them: most have none,
 * and need not be asked about for each of their requests. Thread-safe.
 */
@ApplicationScoped
class KnownBudgets {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

  @Inject TenantBudgets stored;

  private volatile Known known = new Known(Map.of(), System.nanoTime() - KNOWN_FOR.toNanos());

  Optional<Budget> of(TenantId tenant) {
    return Optional.ofNullable(current().budgets().get(tenant));
  }

  private Known current() {
    Known now = known;
    if (now.isOld()) {
      synchronized (this) {
        if (known.isOld()) {
          long asked = System.nanoTime();
          known = new Known(stored.all(), asked);
        }
        now = known;
      }
    }
    return now;
  }

  /** A budget was set or taken away on this node. */
  synchronized void changed() {
    known = new Known(stored.all(), System.nanoTime());
  }

  private record Known(Map<TenantId, Budget> budgets, long nanos) {
    boolean isOld() {
      return System.nanoTime() - nanos >= KNOWN_FOR.toNanos();
    }
  }
}
