package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The providers whose account has a failure on record, as far as this node knows: of all others a
 * success is no news, and is not written down. Known to a second; thread-safe.
 */
@ApplicationScoped
class TroubledProviders {
  private final Set<String> troubled = ConcurrentHashMap.newKeySet();

  boolean contains(String provider) {
    return troubled.contains(provider);
  }

  Set<String> all() {
    return Set.copyOf(troubled);
  }

  void add(String provider) {
    troubled.add(provider);
  }

  /** Those, and no others. */
  void replace(Collection<String> providers) {
    troubled.addAll(providers);
    troubled.retainAll(providers);
  }
}
