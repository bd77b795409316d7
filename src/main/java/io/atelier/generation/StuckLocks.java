package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The locks that this node waited for in vain the last time; thread-safe. */
@ApplicationScoped
class StuckLocks {
  private final Set<String> stuck = ConcurrentHashMap.newKeySet();

  boolean contains(String lock) {
    return stuck.contains(lock);
  }

  /** That one was got, or not. */
  void note(String lock, boolean got) {
    if (got) {
      stuck.remove(lock);
    } else {
      stuck.add(lock);
    }
  }
}
