package io.atelier.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    int calls = (int) (time.toNanos() / interval);
    AtomicInteger failed = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
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
              failed.incrementAndGet();
              e.printStackTrace();
            }
          });
    }
    callers.shutdown();
    if (!callers.awaitTermination(time.toSeconds(), TimeUnit.SECONDS)) {
      giveUp(callers.shutdownNow().size(), calls, begin, interval, latencies);
      callers.awaitTermination(1, TimeUnit.MINUTES);
    }
    if (failed.get() > 0) {
      throw new IllegalStateException(failed + " calls failed");
    }
    return latencies;
  }

  // It does not keep up: the last calls are not made, and count with what they waited until now.
  private static void giveUp(int left, int calls, long begin, long interval, Sample latencies) {
    for (int n = calls - left; n < calls; n++) {
      latencies.add((System.nanoTime() - begin - n * interval) / 1e6);
    }
    Figures.print("  (cannot keep up: not even begun after twice the time)", left, "calls");
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
