package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentReadingTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger said = new AtomicInteger();

  @Test
  void what_was_read_less_than_a_second_ago_is_not_read_again() {
    RecentReading<Integer> reading = new RecentReading<>(said::incrementAndGet, nanos::get);
    assertThat(reading.get()).isEqualTo(1);
    pass(999);
    assertThat(reading.get()).isEqualTo(1);
    pass(1);
    assertThat(reading.get()).isEqualTo(2);
  }

  @Test
  void what_was_changed_here_is_known_at_once() {
    RecentReading<Integer> reading = new RecentReading<>(said::get, nanos::get);
    assertThat(reading.get()).isZero();
    said.set(7);
    assertThat(reading.get()).isZero();
    reading.read();
    assertThat(reading.get()).isEqualTo(7);
  }

  @Test
  void nobody_waits_for_who_reads_and_nothing_older_than_two_seconds_is_said() throws Exception {
    Held held = new Held();
    RecentReading<Integer> reading = new RecentReading<>(held::read, nanos::get);
    assertThat(reading.get()).isEqualTo(1);
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      pass(1000);
      Future<Integer> slow = held.slow(other, reading);

      assertThat(reading.get()).as("while another reads").isEqualTo(1);
      pass(1000);
      assertThat(reading.get()).as("too old").isEqualTo(3);
      held.released.countDown();
      assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(reading.get()).as("what was asked last").isEqualTo(3);
    }
  }

  private void pass(long millis) {
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  /** A query whose second answer is long in coming. */
  private final class Held {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Future<Integer> slow(ExecutorService other, RecentReading<Integer> reading)
        throws InterruptedException {
      Future<Integer> answer = other.submit(reading::get);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      return answer;
    }

    int read() {
      int answer = said.incrementAndGet();
      if (answer == 2) {
        begun.countDown();
        try {
          assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      return answer;
    }
  }
}
