package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Issue 4: a node that stops hands over its leases, and leaves no create that is under way. */
@Timeout(60)
class DrainTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration PACE = Duration.ofMillis(5);

  private final Leases leases = new Leases();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch renewed = new CountDownLatch(3);

  @Test
  void what_is_under_way_is_waited_for_and_kept_although_nothing_could_be_handed_over()
      throws Exception {
    Work create = LeasesTest.work();
    leases.hold(create);
    leases.begin(create);
    CompletableFuture<Void> draining =
        CompletableFuture.runAsync(
            () -> drain(LONG).run(List.of(failing(2, "first")), List.of(part("last"))));
    assertThat(renewed.await(30, TimeUnit.SECONDS)).as("its lease is renewed").isTrue();
    assertThat(draining).isNotDone();

    leases.letGo(create);
    draining.get(30, TimeUnit.SECONDS);
    assertThat(done).containsExactly("first", "last");
  }

  @Test
  void what_fails_is_tried_again_and_keeps_no_other_part_from_being_done() {
    drain(LONG).run(List.of(), List.of(failing(3, "leases"), part("watched"), part("faults")));

    assertThat(done).containsExactly("watched", "faults", "leases");
  }

  @Test
  void what_does_not_come_to_an_end_is_left_when_time_is_up_and_the_rest_is_handed_over() {
    leases.begin(LeasesTest.work());

    drain(Duration.ofMillis(20)).run(List.of(part("first")), List.of(part("last")));

    assertThat(done).containsExactly("first", "last");
  }

  @Test
  void what_never_works_ends_with_the_time() {
    drain(Duration.ofMillis(20)).run(List.of(), List.of(failing(1_000_000, "never")));

    assertThat(done).isEmpty();
  }

  @Test
  void who_is_interrupted_waits_no_longer_and_hands_over_all_the_same() {
    leases.begin(LeasesTest.work());
    Thread.currentThread().interrupt();

    drain(LONG).run(List.of(), List.of(failing(2, "last")));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(done).containsExactly("last");
  }

  private Drain drain(Duration time) {
    return new Drain(leases, renewed::countDown, time, PACE);
  }

  private Runnable part(String name) {
    return () -> done.add(name);
  }

  private Runnable failing(int times, String name) {
    int[] left = {times};
    return () -> {
      if (left[0]-- > 0) {
        if (left[0] % 2 == 0) {
          throw new IllegalStateException("no database");
        }
        throw new InternalError("Java heap space");
      }
      done.add(name);
    };
  }
}
