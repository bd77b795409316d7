package io.atelier.generation;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The accounts that gave all the calls their rate had, and when each has the next: what waits for
 * one is looked at then and not at the next tick, between two of which a rate has several. Only
 * what this node saw; thread-safe.
 */
@ApplicationScoped
class UsedUpAccounts {
  private static final Logger LOG = System.getLogger(UsedUpAccounts.class.getName());

  // A rate may have a call every millisecond; a look takes some, and as many as there are by then.
  private static final Duration MOST_OFTEN = Duration.ofMillis(50);

  // Later than that the tick has been there.
  private static final Duration TICK = Duration.ofSeconds(1);

  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timers;

  private final Map<String, Instant> polls = new ConcurrentHashMap<>();
  private final Map<String, NextCreate> creates = new ConcurrentHashMap<>();
  private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();

  // A look at one of an account's queues looks after all of them.
  private record NextCreate(QueueKey queue, Instant at) {}

  private record Awaited(String call, String provider) {}

  /** Polls of a provider may wait for its next call. */
  void polls(String provider, Instant next) {
    polls.put(provider, next);
  }

  /** Jobs of that queue's provider may wait for its next create. */
  void creates(QueueKey queue, Instant next) {
    creates.put(queue.provider(), new NextCreate(queue, next));
  }

  /** Has each provider looked at when it has a poll to give, of those that were told of. */
  void whenPollsAreFree(Runnable look) {
    polls.forEach(
        (provider, next) -> {
          if (polls.remove(provider, next)) {
            at(next, new Awaited("poll", provider), look);
          }
        });
  }

  /** The same for creates. */
  void whenCreatesAreFree(Consumer<QueueKey> look) {
    creates.forEach(
        (provider, next) -> {
          if (creates.remove(provider, next)) {
            at(next.at(), new Awaited("create", provider), () -> look.accept(next.queue()));
          }
        });
  }

  // Once at a time: who is told of again by the look itself, or by the tick, is not looked at ever
  // more often.
  private void at(Instant next, Awaited what, Runnable look) {
    Duration wait = Duration.between(clock.instant(), next);
    if (wait.compareTo(TICK) >= 0 || !awaited.add(what)) {
      return;
    }
    try {
      timers.schedule(
          () -> {
            awaited.remove(what);
            look.run();
          },
          Math.max(wait.toNanos(), MOST_OFTEN.toNanos()),
          TimeUnit.NANOSECONDS);
    } catch (RuntimeException | Error e) {
      awaited.remove(what);
      LOG.log(Level.DEBUG, "What waits for " + what + " is looked at by the tick", e);
    }
  }
}
