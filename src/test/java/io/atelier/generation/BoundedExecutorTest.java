package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedExecutorTest {
  @Test
  void so_many_run_at_a_time_and_all_of_them_run() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      BoundedExecutor bounded = new BoundedExecutor(threads, 3);
      for (int i = 0; i < 1_000; i++) {
        threads.execute(
            () ->
                bounded.execute(
                    () -> {
                      most.accumulateAndGet(running.incrementAndGet(), Math::max);
                      Thread.yield();
                      running.decrementAndGet();
                      done.countDown();
                    }));
      }
      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void they_begin_in_their_order() throws Exception {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch first = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      BoundedExecutor bounded = new BoundedExecutor(threads, 1);
      bounded.execute(() -> awaited(first));
      for (int i = 0; i < 50; i++) {
        int number = i;
        bounded.execute(() -> order.add(number));
      }
      first.countDown();
      CountDownLatch last = new CountDownLatch(1);
      bounded.execute(last::countDown);
      assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(order).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void one_that_fails_leaves_its_place_to_the_next() throws Exception {
    CountDownLatch next = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      BoundedExecutor bounded = new BoundedExecutor(threads, 1);
      bounded.execute(
          () -> {
            throw new IllegalStateException("no luck");
          });
      bounded.execute(next::countDown);
      assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void who_finds_no_thread_is_told_so_and_is_not_run_later() {
    AtomicInteger ran = new AtomicInteger();
    ExecutorService threads = Executors.newSingleThreadExecutor();
    BoundedExecutor bounded = new BoundedExecutor(threads, 2);
    threads.shutdown();

    for (int i = 0; i < 3; i++) { // its place is free again each time
      assertThatThrownBy(() -> bounded.execute(ran::incrementAndGet))
          .isInstanceOf(RejectedExecutionException.class);
    }
    assertThat(ran.get()).isZero();
  }

  @Test
  void who_finds_no_thread_for_want_of_memory_is_told_so_and_is_not_run_later() {
    AtomicInteger ran = new AtomicInteger();
    boolean[] isShort = {true};
    BoundedExecutor bounded =
        new BoundedExecutor(
            task -> {
              if (isShort[0]) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            },
            1);
    assertThatThrownBy(() -> bounded.execute(ran::incrementAndGet))
        .isInstanceOf(OutOfMemoryError.class);
    isShort[0] = false;
    bounded.execute(() -> {});

    assertThat(ran.get()).isZero();
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
