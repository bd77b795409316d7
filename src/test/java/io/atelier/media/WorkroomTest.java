package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that is in the room at once fits into it, and all of it is free again behind. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkroomTest {
  private static final long MIB = 1 << 20;
  private static final int THREADS = 8;
  private static final int TURNS = 500;

  private final Workroom room = new Workroom(100 * MIB);

  @Test
  void what_is_needed_is_taken_while_one_works_and_given_back() {
    assertThat(room.with(30 * MIB, room::freeBytes)).isEqualTo(70 * MIB);
    assertThat(room.with(30 * MIB + 1, room::freeBytes)).isEqualTo(69 * MIB);
    assertThat(room.with(0, room::freeBytes)).isEqualTo(99 * MIB);
    assertThat(room.freeBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void who_needs_more_than_there_is_takes_all_of_it() {
    assertThat(room.with(101 * MIB, room::freeBytes)).isZero();
    assertThat(room.with(Long.MAX_VALUE, room::freeBytes)).isZero();
    assertThat(new Workroom(1).with(160 * MIB, () -> "done")).isEqualTo("done");
    assertThat(room.freeBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void who_fails_gives_it_back() {
    assertThatThrownBy(
            () ->
                room.with(
                    40 * MIB,
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(room.freeBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void who_is_interrupted_works_still_and_stays_so() {
    Thread.currentThread().interrupt();
    boolean seen = room.with(40 * MIB, () -> Thread.currentThread().isInterrupted());
    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).isTrue();
    assertThat(room.freeBytes()).isEqualTo(100 * MIB);
  }

  @Test
  void many_at_once_never_hold_more_than_there_is() throws Exception {
    AtomicLong held = new AtomicLong();
    AtomicLong most = new AtomicLong();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        long bytes = (10 + 15L * thread) * MIB;
        all.add(threads.submit(() -> work(bytes, held, most)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(most.get()).isBetween(1L, 100 * MIB);
    assertThat(held.get()).isZero();
    assertThat(room.freeBytes()).isEqualTo(100 * MIB);
  }

  private void work(long bytes, AtomicLong held, AtomicLong most) {
    long counted = Math.min(bytes, 100 * MIB);
    for (int turn = 0; turn < TURNS; turn++) {
      room.with(
          bytes,
          () -> {
            most.accumulateAndGet(held.addAndGet(counted), Math::max);
            Thread.onSpinWait();
            return held.addAndGet(-counted);
          });
    }
  }
}
