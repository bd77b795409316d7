package io.atelier.simulated;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A task at a simulated provider.
 *
 * @param request what was sent for it
 * @param duration how long it takes by the provider's time
 * @param polls how often it was asked for
 * @param results how often its result was given out
 */
record SimulatedTask(
    String id,
    JsonObject request,
    SimulatedTags tags,
    Instant created,
    Duration duration,
    AtomicInteger polls,
    AtomicInteger results) {

  static SimulatedTask of(
      String id, JsonObject request, SimulatedTags tags, Instant created, Duration usual) {
    Duration duration =
        tags.number("slow").isPresent()
            ? Duration.ofMillis((long) (tags.number("slow").getAsDouble() * 1000))
            : usual;
    return new SimulatedTask(
        id, request, tags, created, duration, new AtomicInteger(), new AtomicInteger());
  }

  /** How much of it is done, up to 1; what hangs never is. */
  double progress(Instant now) {
    double done =
        Math.min(
            1,
            (double) Duration.between(created, now).toMillis() / Math.max(1, duration.toMillis()));
    return tags.has("hang") ? Math.min(done, 0.99) : done;
  }

  Instant finished() {
    return created.plus(duration);
  }
}
