package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 4: no timer of the worker ends of what befalls its work. */
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

  // As code that was not compiled to say so may.
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void throwIt(Throwable failure) throws E {
    throw (E) failure;
  }
}
