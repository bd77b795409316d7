package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Moves jobs that wait for a provider with an open circuit on, where their kind's route says so:
 * all of them, whether or not a slot of their queue is free.
 */
@Dependent
class OpenCircuits {
  // What is left goes on at the next tick: other work is not to wait until a long queue has moved.
  private static final Duration MOVING = Duration.ofSeconds(1);

  private final TroubledProviders troubled;
  private final PassedOver passedOver;
  private final GenerationSettings settings;

  @Inject
  OpenCircuits(TroubledProviders troubled, PassedOver passedOver, GenerationSettings settings) {
    this.troubled = troubled;
    this.passedOver = passedOver;
    this.settings = settings;
  }

  /** Has them wait for the next provider of their routes, the oldest of each tenant first. */
  void passOn() {
    long end = System.nanoTime() + MOVING.toNanos();
    List<MediaKind> kinds =
        Arrays.stream(MediaKind.values()).filter(settings::nextOnOpenCircuit).toList();
    for (String provider : troubled.all()) {
      for (MediaKind kind : kinds) {
        boolean more = true;
        while (more && System.nanoTime() - end < 0) {
          more = passedOver.some(provider, kind) == settings.batch();
        }
      }
    }
  }
}
