package io.atelier.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 4: no timer ends of what befalls its work. */
class TickTest {
  private final Tick tick = new Tick("It is done later");
  private final AtomicInteger done = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(
      classes = {IllegalStateException.class, InternalError.class, StackOverflowError.class})
  void whatever_it_ends_in_it_is_done_again(Class<? extends Throwable> failure) throws Exception {
    Throwable trouble = failure.getConstructor().newInstance();
    tick.run(() -> throwIt(trouble));
    tick.run(done::incrementAndGet);

    assertThat(done).hasValue(1);
  }

  @Test
  void what_not_even_the_log_takes_is_no_end_either() {
    tick.run(
        () -> {
          throw new InternalError() {
            @Override
            public String toString() {
              throw new InternalError("Java heap space");
            }
          };
        });
    tick.run(done::incrementAndGet);

    assertThat(done).hasValue(1);
  }

  @Test
  void one_that_comes_while_the_one_before_is_at_it_does_nothing() {
    tick.run(
        () -> {
          tick.run(done::incrementAndGet);
          assertThat(done).hasValue(0);
        });
    tick.run(done::incrementAndGet);

    assertThat(done).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {IllegalStateException.class, InternalError.class, StackOverflowError.class})
  void a_scheduler_goes_on_with_it_too(Class<? extends Throwable> failure) throws Exception {
    Throwable trouble = failure.getConstructor().newInstance();
    CountDownLatch later = new CountDownLatch(3);
    try (ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor()) {
      ScheduledFuture<?> every =
          tick.every(
              Duration.ofMillis(1),
              scheduler,
              () -> {
                later.countDown();
                throwIt(trouble);
              });
      assertThat(later.await(1, TimeUnit.MINUTES)).isTrue();
      every.cancel(false);
    }
  }

  @Test
  void a_row_of_failures_is_told_of_once_for_each_kind() {
    List<Level> told = new ArrayList<>();
    Logger logger = Logger.getLogger(Tick.class.getName());
    Handler handler = new Levels(told);
    logger.addHandler(handler);
    Level before = logger.getLevel();
    logger.setLevel(Level.ALL);
    try {
      fail(new InternalError());
      fail(new InternalError());
      fail(new IllegalStateException());
      tick.run(done::incrementAndGet);
      fail(new IllegalStateException());
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(before);
    }

    assertThat(told).containsExactly(Level.WARNING, Level.FINE, Level.WARNING, Level.WARNING);
  }

  private void fail(Throwable trouble) {
    tick.run(() -> throwIt(trouble));
  }

  private static final class Levels extends Handler {
    private final List<Level> told;

    Levels(List<Level> told) {
      this.told = told;
    }

    @Override
    public void publish(LogRecord line) {
      told.add(line.getLevel());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  // As code that was not compiled to say so may.
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwIt(Throwable failure) throws E {
    throw (E) failure;
  }
}
