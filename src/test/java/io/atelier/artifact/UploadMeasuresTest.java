package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.Workroom;
import io.atelier.media.measure.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issue 6: measuring what is brought never starves serving: few requests wait for it, not long. */
@Timeout(60)
class UploadMeasuresTest {
  private static final Duration ENDLESS = Duration.ofHours(1);
  private static final Workroom ROOM = new Workroom(4 << 20);
  private static final Measured FOUND = new Measured.Unmeasured("looked at");
  private static final Map<String, Object> NOT_NOW =
      Map.of("unmeasured", "too many files were being decoded");

  @Test
  void two_are_measured_and_eight_wait_and_whoever_else_comes_goes_on_at_once() throws Exception {
    UploadMeasures measures = new UploadMeasures(ROOM, ENDLESS);
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch held = new CountDownLatch(1);
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    List<Future<Measured>> all = new ArrayList<>();
    try (ExecutorService requests = Executors.newCachedThreadPool();
        AutoCloseable release = held::countDown) {
      for (int i = 0; i < 100; i++) {
        all.add(
            requests.submit(
                () ->
                    measures.inTurn(
                        1,
                        () -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          begun.countDown();
                          await(held);
                          now.decrementAndGet();
                          return FOUND;
                        })));
      }
      begun.await();
      // none of the others is let go before these came back
      while (all.stream().filter(Future::isDone).count() < 100 - 2 - UploadMeasures.WAITING) {
        Thread.onSpinWait();
      }
    }
    assertThat(most).hasValue(2);
    List<Map<String, Object>> facts = new ArrayList<>();
    for (Future<Measured> one : all) {
      facts.add(one.get().facts());
    }
    assertThat(facts).filteredOn(NOT_NOW::equals).hasSize(90);
    assertThat(facts).filteredOn(FOUND.facts()::equals).hasSize(10);
  }

  @Test
  void who_finds_no_room_in_time_goes_on() throws Exception {
    UploadMeasures impatient = new UploadMeasures(ROOM, Duration.ZERO);
    Measured crowded = ROOM.with(4 << 20, () -> impatient.inTurn(1, () -> FOUND));
    assertThat(crowded.facts()).isEqualTo(NOT_NOW);
    assertThat(impatient.inTurn(1, () -> FOUND)).isEqualTo(FOUND);
  }

  @Test
  void one_that_fails_leaves_its_turn_to_others() {
    UploadMeasures measures = new UploadMeasures(ROOM, ENDLESS);
    for (int i = 0; i < 20; i++) {
      try {
        measures.inTurn(
            1,
            () -> {
              throw new IllegalStateException("broken");
            });
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("broken");
      }
    }
    assertThat(measures.inTurn(1, () -> FOUND)).isEqualTo(FOUND);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
