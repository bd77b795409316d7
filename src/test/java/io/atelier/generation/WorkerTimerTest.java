package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Issue 4: leases are renewed as long as there is a node. */
class WorkerTimerTest {
  private final WorkerTimer timer = new WorkerTimer();
  private final CountDownLatch renewed = new CountDownLatch(1);
  private Thread renewing;

  @AfterEach
  void end() {
    timer.drain();
  }

  @Test
  void leases_are_renewed_again_after_an_error_and_until_the_node_has_drained() throws Exception {
    timer.clock = Clock.systemUTC();
    timer.settings = new WorkingSettings();
    timer.renewal = new LeaseRenewal();
    timer.renewal.clock = timer.clock;
    timer.renewal.settings = timer.settings;
    timer.inHand = new ShortOfMemory();
    timer.watch = new NothingWatched();
    timer.threads = new Threads();
    timer.dispatcher = new Dispatcher();
    timer.leases = new Leases();
    timer.stop = new NothingBlamed();
    timer.survived = new Survived();

    timer.begin();

    assertThat(timer.renewal.lapsed()).as("not renewed yet").isTrue();
    renewing.interrupt();
    assertThat(renewed.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(renewing.isAlive()).isTrue();

    timer.drain();
    renewing.join(TimeUnit.SECONDS.toMillis(60));
    assertThat(renewing.isAlive()).isFalse();
  }

  private static class WorkingSettings extends GenerationSettings {
    @Override
    boolean workerEnabled() {
      return true;
    }

    @Override
    Duration leaseTime() {
      return Duration.ofSeconds(8);
    }

    @Override
    Duration drainTime() {
      return Duration.ZERO;
    }
  }

  private class ShortOfMemory extends WorkInHand {
    private final AtomicInteger tries = new AtomicInteger();

    ShortOfMemory() {
      super(null, null, null, null, null, null, null);
    }

    @Override
    void renewLeases() {
      if (tries.incrementAndGet() < 3) {
        throw new InternalError("Java heap space");
      }
    }

    @Override
    void handBack() {}
  }

  private class NothingWatched extends Watch {
    NothingWatched() {
      super(null, null, null, null, null, null, null, null, null, null);
    }

    @Override
    void renewLeases() {
      renewed.countDown();
    }

    @Override
    void handBack() {}
  }

  private static class NothingBlamed extends CleanStop {
    NothingBlamed() {
      super(null, null, null);
    }

    @Override
    void forgive(Instant told) {}
  }

  private class Threads implements ManagedThreadFactory {
    @Override
    public Thread newThread(Runnable task) {
      renewing = new Thread(task);
      return renewing;
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      throw new UnsupportedOperationException();
    }
  }
}
