package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Issue 3: a node whose store cannot be written says so, and recovers by itself. */
@Isolated("listens to what any store logs")
class StoreStateTest {
  private static final StorageFailure FULL = StorageFailure.full("It is full.");
  private static final StorageFailure BROKEN = StorageFailure.error("It is broken.");

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private final Logger logger = Logger.getLogger(StoreState.class.getName());
  private final Handler handler = new Listener();
  private Optional<StorageFailure> found = Optional.empty();
  private int looks;
  private long nanos;
  private final StoreState state =
      new StoreState(
          () -> {
            looks++;
            return found;
          },
          threads::add,
          () -> nanos);

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void it_follows_what_each_look_finds_and_says_each_change_once() {
    look(Optional.of(FULL));
    look(Optional.of(FULL));
    assertThat(state.writable()).isFalse();
    assertThat(state.failure()).contains(FULL);
    look(Optional.empty());
    look(Optional.empty());
    assertThat(state.writable()).isTrue();
    assertThat(log).hasSize(2);
    assertThat(log.get(0)).startsWith("SEVERE").contains("It is full.", "STORAGE_FULL");
    assertThat(log.get(1)).startsWith("INFO").contains("can be written again");
  }

  @Test
  void what_has_to_be_written_is_refused_with_the_reason() {
    assertThatNoException().isThrownBy(state::requireWritable);
    look(Optional.of(FULL));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(state::requireWritable)
        .withMessage("It is full.")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
  }

  @Test
  void a_look_that_does_not_come_back_counts_as_not_writable_after_ten_seconds() {
    for (int i = 0; i < 2; i++) {
      state.look();
      pass(Duration.ofSeconds(5));
    }
    assertThat(state.writable()).isTrue();
    state.look();
    assertThat(state.failure())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_ERROR);
              assertThat(failure.advice()).contains("does not answer");
            });
  }

  @Test
  void looks_that_do_not_come_back_do_not_pile_up() {
    for (int i = 0; i < 1_000; i++) {
      state.look();
      state.writeFailed();
      pass(Duration.ofSeconds(5));
    }
    assertThat(threads).hasSize(1);
  }

  @Test
  void what_a_late_look_says_counts_again() {
    state.look();
    pass(Duration.ofSeconds(11));
    state.look();
    assertThat(state.writable()).isFalse();
    runAll();
    assertThat(state.writable()).isTrue();
    look(Optional.of(BROKEN));
    assertThat(state.failure()).contains(BROKEN);
  }

  @Test
  void a_failed_write_has_a_look_made_at_once() {
    found = Optional.of(BROKEN);
    state.writeFailed();
    runAll();
    assertThat(state.failure()).contains(BROKEN);
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void a_write_that_failed_during_a_look_has_another_made_after_it() {
    state.look();
    state.writeFailed();
    state.writeFailed();
    runAll();
    assertThat(looks).isEqualTo(2);
    look(Optional.empty());
    assertThat(looks).isEqualTo(3);
  }

  @Test
  void a_look_that_finds_no_thread_is_made_the_next_time() {
    Queue<Runnable> later = new ArrayDeque<>();
    boolean[] full = {true};
    StoreState busy =
        new StoreState(
            () -> Optional.of(BROKEN),
            task -> {
              if (full[0]) {
                throw new IllegalStateException("no thread");
              }
              later.add(task);
            },
            () -> nanos);
    busy.look();
    full[0] = false;
    busy.look();
    later.remove().run();
    assertThat(busy.failure()).contains(BROKEN);
  }

  @Test
  void a_look_that_ends_unexpectedly_says_that_nothing_is_known_to_work() {
    StoreState state =
        new StoreState(
            () -> {
              throw new IllegalStateException("/secret/path");
            },
            Runnable::run,
            () -> nanos);
    state.look();
    assertThat(state.failure())
        .hasValueSatisfying(failure -> assertThat(failure.advice()).doesNotContain("/secret"));
  }

  private void look(Optional<StorageFailure> finding) {
    found = finding;
    state.look();
    runAll();
  }

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private final class Listener extends Handler {
    @Override
    public void publish(LogRecord record) {
      String text =
          record.getParameters() == null
              ? record.getMessage()
              : java.text.MessageFormat.format(record.getMessage(), record.getParameters());
      log.add(record.getLevel().getName() + " " + text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
