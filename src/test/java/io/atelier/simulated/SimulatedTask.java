package io.atelier.simulated;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A task at a simulated provider.
 *
 * @param request what was sent for it
 * @param duration how long it takes by the provider's time
 * @param media what it delivers, made while it runs
 * @param polls how often it was asked for
 * @param results how often its result was given out
 */
record SimulatedTask(
    String id,
    JsonObject request,
    SimulatedTags tags,
    Instant created,
    Duration duration,
    Making media,
    AtomicInteger polls,
    AtomicInteger results) {
  // As many as the machine has to spare beside the product.
  private static final ExecutorService MAKERS =
      Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().factory());

  /** A task that was just created; where the time runs, its media are made from now on. */
  static SimulatedTask of(
      String id,
      JsonObject request,
      SimulatedTags tags,
      SimulatedTime time,
      Duration usual,
      Supplier<List<SimulatedMedia.File>> media) {
    Making making = new Making(media);
    return of(
        id, request, tags, time.instant(), usual, time.isRunning() ? making.begin(MAKERS) : making);
  }

  /** One of another time. */
  static SimulatedTask of(
      String id,
      JsonObject request,
      SimulatedTags tags,
      Instant created,
      Duration usual,
      Making media) {
    Duration duration =
        tags.number("slow").isPresent()
            ? Duration.ofMillis((long) (tags.number("slow").getAsDouble() * 1000))
            : usual;
    return new SimulatedTask(
        id, request, tags, created, duration, media, new AtomicInteger(), new AtomicInteger());
  }

  /**
   * How much of it is done, up to 1; what hangs never is, and where the time runs, nothing is
   * before its media are made.
   */
  double progress(SimulatedTime time) {
    double elapsed = Duration.between(created, time.instant()).toMillis();
    double done = Math.min(1, elapsed / Math.max(1, duration.toMillis()));
    boolean unfinished = tags.has("hang") || (time.isRunning() && !media.isDone());
    return unfinished ? Math.min(done, 0.99) : done;
  }

  Instant finished() {
    return created.plus(duration);
  }
}
