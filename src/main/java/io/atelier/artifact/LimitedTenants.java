package io.atelier.artifact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;

/**
 * Which tenants have a quota at all, known to one second by one query for all of them: most have
 * none, and need not be asked about for each of their requests. Thread-safe.
 */
@ApplicationScoped
class LimitedTenants {
  private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

  @Inject TenantQuota quotas;
  @Inject UsageSettings defaults;

  private volatile Known known = new Known(Set.of(), System.nanoTime() - KNOWN_FOR.toNanos());

  /** Whether a tenant may have a quota. */
  boolean contains(String tenant) {
    return defaults.hasQuota() || current().tenants().contains(tenant);
  }

  private Known current() {
    Known now = known;
    if (now.isOld()) {
      synchronized (this) {
        if (known.isOld()) {
          long asked = System.nanoTime();
          known = new Known(quotas.set(), asked);
        }
        now = known;
      }
    }
    return now;
  }

  /** A quota was set or taken away on this node. */
  synchronized void changed() {
    known = new Known(quotas.set(), System.nanoTime());
  }

  private record Known(Set<String> tenants, long nanos) {
    boolean isOld() {
      return System.nanoTime() - nanos >= KNOWN_FOR.toNanos();
    }
  }
}
