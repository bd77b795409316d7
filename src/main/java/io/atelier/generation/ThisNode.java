package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * This node's signs of life, and what it is told in answer: whether to take nothing more. What it
 * has in hand then comes to the end of its exchange, which gives the lease back: its jobs are the
 * other nodes' from their next poll on, and none is sent twice. Thread-safe.
 */
@ApplicationScoped
class ThisNode {
  private static final Duration REMEMBERED = Duration.ofHours(1);

  @Inject NodeRegister register;
  @Inject Leases leases;
  @Inject GenerationSettings settings;
  @Inject StoreGate store;
  @Inject Release release;
  @Inject Clock clock;

  private volatile @Nullable Instant startedAt;
  private volatile boolean draining;

  String id() {
    return leases.owner();
  }

  /** Whether it is to take nothing more. */
  boolean draining() {
    return draining;
  }

  /** It was just told so, or that it may again. */
  synchronized void told(boolean drain) {
    // After a sign of life that is being given: its answer may be from before.
    draining = drain;
  }

  /** Gives a sign of life. */
  synchronized void beat() {
    Instant now = clock.instant();
    Instant start = startedAt;
    if (start == null) {
      start = now;
      startedAt = now;
      register.forgetSilent(now.minus(REMEMBERED));
    }
    draining =
        register.seen(
            new NodeRegister.Sign(
                id(),
                settings.nodeName(),
                release.version(),
                start,
                settings.workerEnabled(),
                store.open(),
                store.freeBytes()),
            now);
  }

  /** Takes its leave. */
  void leave() {
    register.forget(id());
  }
}
