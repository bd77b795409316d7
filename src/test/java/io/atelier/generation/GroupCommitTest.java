package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.generation.GroupCommit.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What many ask for at the same time is done together, and fails for those alone who failed. */
@Timeout(60)
class GroupCommitTest {
  private static final String BAD = "bad";

  private final List<List<String>> groups = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    free.countDown();
    callers.shutdownNow();
  }

  @Test
  void a_lone_caller_waits_for_nobody() {
    GroupCommit<String, String> group = new GroupCommit<>(this::done, 8, 1);
    assertThat(group.submit("a")).isEqualTo("A");
    assertThat(groups).containsExactly(List.of("a"));
  }

  @Test
  void who_comes_while_others_are_at_it_is_done_with_the_next() throws Exception {
    GroupCommit<String, String> group = new GroupCommit<>(this::held, 8, 1);
    List<Future<String>> answers = whileTheFirstIsHeld(group, List.of("b", "c", "d"));

    for (Future<String> answer : answers) {
      assertThat(answer.get()).isIn("A", "B", "C", "D");
    }
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0)).containsExactly("a");
    assertThat(groups.get(1)).containsExactlyInAnyOrder("b", "c", "d");
  }

  @Test
  void no_group_is_larger_than_it_may_be() throws Exception {
    GroupCommit<String, String> group = new GroupCommit<>(this::held, 2, 1);
    for (Future<String> answer : whileTheFirstIsHeld(group, List.of("b", "c", "d", "e", "f"))) {
      answer.get();
    }
    assertThat(groups).hasSize(4).allSatisfy(one -> assertThat(one).hasSizeLessThanOrEqualTo(2));
  }

  @Test
  void one_that_spoils_the_work_fails_alone() throws Exception {
    GroupCommit<String, String> group = new GroupCommit<>(this::held, 8, 1);
    List<Future<String>> answers = whileTheFirstIsHeld(group, List.of("b", BAD, "d"));

    assertThat(answers.get(1).get()).isEqualTo("B");
    assertThatThrownBy(() -> answers.get(2).get()).hasRootCauseMessage("spoilt");
    assertThat(answers.get(3).get()).isEqualTo("D");
  }

  @Test
  void what_it_came_to_for_one_alone_is_told_to_that_one() {
    GroupCommit<String, String> group =
        new GroupCommit<>(
            items -> List.of(new Outcome.Failed<>(new IllegalArgumentException("lost"))), 8, 1);
    assertThatThrownBy(() -> group.submit("a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lost");
  }

  @Test
  void everybody_is_answered_however_many_there_are() throws Exception {
    GroupCommit<String, String> group = new GroupCommit<>(this::done, 7, 2);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      String item = "item-" + i;
      answers.add(callers.submit(() -> group.submit(item)));
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get()).isEqualTo("ITEM-" + i);
    }
    assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
  }

  // The first is under way until all others wait.
  private List<Future<String>> whileTheFirstIsHeld(
      GroupCommit<String, String> group, List<String> others) throws InterruptedException {
    List<Future<String>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> group.submit("a")));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    for (String other : others) {
      answers.add(callers.submit(() -> group.submit(other)));
    }
    while (group.waiting() < others.size()) {
      Thread.onSpinWait();
    }
    free.countDown();
    return answers;
  }

  private List<Outcome<String>> held(List<String> items) {
    begun.countDown();
    try {
      assertThat(free.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return done(items);
  }

  private List<Outcome<String>> done(List<String> items) {
    if (items.contains(BAD)) {
      throw new IllegalStateException("spoilt");
    }
    groups.add(items);
    List<Outcome<String>> outcomes = new ArrayList<>();
    items.forEach(item -> outcomes.add(new Outcome.Done<>(item.toUpperCase(Locale.ROOT))));
    return outcomes;
  }
}
