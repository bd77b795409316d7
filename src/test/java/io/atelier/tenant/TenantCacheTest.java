package io.atelier.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantCacheTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId BCME = new TenantId("bcme");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Map<TenantId, String> database = new HashMap<>(Map.of(ACME, "a", BCME, "b"));
  private final List<Set<TenantId>> questions = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private final TenantCache<String> cache =
      new TenantCache<>(this::load, String::isEmpty, nanos::get);
  private boolean away;
  private Runnable overtaken = () -> {};

  @Test
  void the_database_is_asked_once_and_its_word_stands() {
    assertThat(cache.get(ACME)).isEqualTo("a");
    database.put(ACME, "changed");
    assertThat(cache.get(ACME)).isEqualTo("a");
    assertThat(questions).containsExactly(Set.of(ACME));
  }

  @Test
  void a_refresh_asks_for_all_in_use_at_once() {
    cache.refresh();
    assertThat(questions).isEmpty();
    cache.get(ACME);
    cache.get(BCME);
    questions.clear();
    database.put(ACME, "changed");
    cache.refresh();
    assertThat(questions).containsExactly(Set.of(ACME, BCME));
    assertThat(cache.get(ACME)).isEqualTo("changed");
  }

  @Test
  void whoever_needs_to_know_asks_now() {
    cache.get(ACME);
    database.put(ACME, "changed");
    assertThat(cache.reload(ACME)).isEqualTo("changed");
    assertThat(cache.get(ACME)).isEqualTo("changed");
  }

  @Test
  void or_not_more_often_than_that() {
    cache.get(ACME);
    database.put(ACME, "changed");
    nanos.set(SECOND.toNanos() - 1);
    assertThat(cache.reload(ACME, SECOND)).isEqualTo("a");
    nanos.set(SECOND.toNanos());
    assertThat(cache.reload(ACME, SECOND)).isEqualTo("changed");
    assertThat(questions).hasSize(2);
    assertThat(cache.reload(BCME, SECOND)).as("never asked for").isEqualTo("b");
  }

  @Test
  void the_last_word_stands_while_the_database_is_away() {
    cache.get(ACME);
    away = true;
    assertThatIllegalStateException().isThrownBy(cache::refresh);
    nanos.set(Duration.ofHours(1).toNanos());
    assertThat(cache.get(ACME)).isEqualTo("a");
    assertThat(cache.reload(ACME, SECOND)).isEqualTo("a");
    away = false;
    database.put(ACME, "changed");
    cache.refresh();
    assertThat(cache.get(ACME)).isEqualTo("changed");
  }

  @Test
  void made_up_names_take_no_tenants_place() {
    cache.get(ACME);
    for (int i = 0; i < 30_000; i++) {
      assertThat(cache.ask(new TenantId("made-up-" + i))).isEmpty();
    }
    questions.clear();
    assertThat(cache.known(ACME)).contains("a");
    cache.refresh();
    assertThat(questions).as("nor are they asked for again").containsExactly(Set.of(ACME));
  }

  /** A URL signed on another node a moment ago opens, whoever asked what before. */
  @Test
  void a_stranger_is_told_what_the_database_says_now() {
    TenantId nobody = new TenantId("nobody");
    assertThat(cache.ask(nobody)).isEmpty();
    database.put(nobody, "somebody now");
    assertThat(cache.ask(nobody)).isEqualTo("somebody now");
    assertThat(cache.known(nobody)).contains("somebody now");
    database.put(nobody, "somebody else");
    assertThat(cache.ask(nobody)).isEqualTo("somebody else");
  }

  @Test
  void strangers_learn_nothing_of_who_is_known_while_it_is_away() {
    cache.get(ACME);
    nanos.set(SECOND.toNanos());
    away = true;
    for (TenantId tenant : List.of(ACME, new TenantId("nobody"))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> cache.ask(tenant))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
    assertThat(cache.known(ACME)).contains("a");
  }

  /** A key that was taken back here must not be brought back by who asked before that. */
  @Test
  void an_answer_that_comes_late_takes_nothing_back() {
    overtaken =
        () -> {
          overtaken = () -> {};
          database.put(ACME, "changed");
          nanos.incrementAndGet();
          assertThat(cache.reload(ACME)).isEqualTo("changed");
        };
    assertThat(cache.ask(ACME)).isEqualTo("a");
    assertThat(cache.known(ACME)).contains("changed");
  }

  /** Nor one that is about to be brought in by who never asked before. */
  @Test
  void after_a_refresh_no_answer_to_an_older_question_is_kept() {
    overtaken =
        () -> {
          overtaken = () -> {};
          database.put(ACME, "changed");
          nanos.incrementAndGet();
          cache.refresh();
        };
    assertThat(cache.get(ACME)).as("it was asked before").isEqualTo("a");
    assertThat(cache.get(ACME)).isEqualTo("changed");
  }

  @Test
  void what_is_outdated_was_not_said_lately() {
    cache.get(ACME);
    database.put(ACME, "changed");
    nanos.incrementAndGet();
    cache.outdate();
    assertThat(cache.reload(ACME, SECOND)).isEqualTo("changed");
  }

  /** Promise 4: the time of an answer, too, tells nothing of who is a tenant. */
  @Test
  void whether_the_database_is_asked_for_a_stranger_does_not_depend_on_who_is_known() {
    TenantId nobody = new TenantId("nobody");
    cache.get(ACME);
    for (long ms : List.of(0L, 10L, 999L, 1_000L, 1_001L, 2_500L, 2_501L)) {
      nanos.set(Duration.ofMillis(ms).toNanos());
      cache.refresh();
      assertThat(asks(ACME)).as("after %d ms", ms).isEqualTo(asks(nobody));
    }
  }

  private boolean asks(TenantId tenant) {
    questions.clear();
    cache.ask(tenant);
    return !questions.isEmpty();
  }

  @Test
  void of_whom_nothing_is_known_nothing_is_said_while_it_is_away() {
    away = true;
    for (Runnable question :
        List.<Runnable>of(
            () -> cache.get(ACME), () -> cache.reload(ACME), () -> cache.reload(ACME, SECOND))) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(question::run)
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }
  }

  private Map<TenantId, String> load(Set<TenantId> tenants) {
    if (away) {
      throw new IllegalStateException("the database is away");
    }
    questions.add(tenants);
    Map<TenantId, String> said = new HashMap<>();
    tenants.forEach(tenant -> said.put(tenant, database.getOrDefault(tenant, "")));
    overtaken.run();
    return said;
  }
}
