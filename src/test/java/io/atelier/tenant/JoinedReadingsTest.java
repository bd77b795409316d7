package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JoinedReadingsTest {
  private final List<Set<String>> questions = new ArrayList<>();
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger said = new AtomicInteger();
  private final JoinedReadings<String, Integer> readings =
      new JoinedReadings<>(this::read, Duration.ofMinutes(1));

  @Test
  void whoever_asks_alone_is_answered_at_once_each_time() {
    allowed.release(2);
    assertThat(readings.ask("a")).contains(1);
    assertThat(readings.ask("a")).contains(2);
    assertThat(questions).containsExactly(Set.of("a"), Set.of("a"));
  }

  @Test
  void whoever_comes_while_one_is_on_its_way_joins_the_next_and_gets_no_older_answer()
      throws Exception {
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      Future<Optional<Integer>> first = pool.submit(() -> readings.ask("a"));
      begun.acquire();
      List<Future<Optional<Integer>>> later = new ArrayList<>();
      for (String key : List.of("a", "b", "b", "c")) {
        later.add(pool.submit(() -> readings.ask(key)));
      }
      awaitWaiting(4);
      allowed.release(2);
      assertThat(first.get(10, TimeUnit.SECONDS)).contains(1);
      for (Future<Optional<Integer>> each : later) {
        assertThat(each.get(10, TimeUnit.SECONDS)).contains(2);
      }
    }
    assertThat(questions).containsExactly(Set.of("a"), Set.of("a", "b", "c"));
  }

  @Test
  void one_that_fails_says_nothing_to_those_who_joined_it_and_the_next_is_as_good_as_new() {
    AtomicInteger tries = new AtomicInteger();
    JoinedReadings<String, Integer> failing =
        new JoinedReadings<>(
            keys -> {
              if (tries.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
              }
              return Map.of("a", 7);
            });
    assertThat(failing.ask("a")).isEmpty();
    assertThat(failing.ask("a")).contains(7);
  }

  @Test
  void only_so_many_wait_for_a_database_that_hangs() throws Exception {
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      List<Future<Optional<Integer>>> all = new ArrayList<>();
      all.add(pool.submit(() -> readings.ask("a")));
      begun.acquire();
      for (int i = 1; i < JoinedReadings.MOST_ASKING; i++) {
        all.add(pool.submit(() -> readings.ask("a")));
      }
      awaitWaiting(JoinedReadings.MOST_ASKING - 1);
      assertThat(readings.ask("a")).as("one too many").isEmpty();
      allowed.release(2);
      for (Future<Optional<Integer>> each : all) {
        each.get(10, TimeUnit.SECONDS);
      }
    }
    assertThat(questions).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void and_none_of_them_for_long() throws Exception {
    JoinedReadings<String, Integer> impatient =
        new JoinedReadings<>(this::read, Duration.ofMillis(10));
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      Future<Optional<Integer>> hangs = pool.submit(() -> impatient.ask("a"));
      begun.acquire();
      assertThat(impatient.ask("a")).isEmpty();
      allowed.release(2);
      assertThat(hangs.get(10, TimeUnit.SECONDS)).contains(1);
      assertThat(impatient.ask("b")).contains(2);
    }
  }

  private void awaitWaiting(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (readings.waiting() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(readings.waiting()).isEqualTo(count);
  }

  private Map<String, Integer> read(Set<String> keys) {
    questions.add(Set.copyOf(keys));
    begun.release();
    allowed.acquireUninterruptibly();
    int now = said.incrementAndGet();
    return keys.stream().collect(Collectors.toMap(Function.identity(), key -> now));
  }
}
