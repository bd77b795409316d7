package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What this node waited for in vain the last time, a lock or all that one deed locks; thread-safe.
 */
@ApplicationScoped
class StuckLocks {
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();

  boolean contains(String lock) {
    return stuck.contains(lock);
  }

  /** That one was got, or not; whether the same was known. */
  boolean note(String lock, boolean got) {
    return got ? !stuck.remove(lock) : !stuck.add(lock);
  }
}
