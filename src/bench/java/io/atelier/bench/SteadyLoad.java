package io.atelier.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An open loop: each call has its time, whether or not the ones before it were answered, and its
 * latency counts from that time, so that a stall is felt by all who would have called meanwhile.
 */
final class SteadyLoad {
  private static final int CALLERS = 64;

  private SteadyLoad() {}

  /** The milliseconds that calls took, that many a second for that long. */
  static Sample of(int perSecond, Duration time, Call call) throws InterruptedException {
    Sample latencies = new Sample();
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long calls = time.toNanos() / interval;
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
      for (int n = 0; n < calls; n++) {
        long intended = begin + n * interval;
        int number = n;
        awaitTime(intended);
        callers.execute(
            () -> {
              try {
                call.make(number);
                latencies.add((System.nanoTime() - intended) / 1e6);
              } catch (Exception e) {
                throw new IllegalStateException("call " + number, e);
              }
            });
      }
    }
    if (latencies.size() != calls) {
      throw new IllegalStateException(calls - latencies.size() + " calls failed");
    }
    return latencies;
  }

  private static void awaitTime(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /** What is measured. */
  @FunctionalInterface
  interface Call {
    void make(int number) throws Exception;
  }
}
