package io.atelier.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A closed loop: each of some callers calls as soon as its last call was answered. */
final class ClosedLoop {
  /** How many call at a time. */
  static final int CALLERS = 32;

  private ClosedLoop() {}

  /** Calls for that long, as often as can be; numbers the calls from 0, and answers how many. */
  static int of(Duration time, SteadyLoad.Call call) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    AtomicInteger next = new AtomicInteger();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<? extends Future<?>> loops =
          IntStream.range(0, CALLERS)
              .mapToObj(
                  n ->
                      callers.submit(
                          () -> {
                            while (System.nanoTime() < end) {
                              call.make(next.getAndIncrement());
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> loop : loops) {
        loop.get();
      }
    }
    return next.get();
  }
}
