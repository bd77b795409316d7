package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.ArquillianWar;
import io.atelier.artifact.ArtifactView;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is paid is not given up at the first bad look (providers.md 1.2, 2.3): a result that comes
 * damaged is fetched once more, and a task that its provider does not know is asked for again.
 */
@ExtendWith(ArquillianExtension.class)
class SecondLookIT {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofSeconds(31);
  private static final Duration WATCH_TIME = Duration.ofMinutes(60);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration FETCH_TIME = Duration.ofMinutes(10);
  private static final Duration EXPIRY = Duration.ofMinutes(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.account-cap.procedural", "",
            "generation.sfx.timeout", "PT10M",
            "generation.sfx.providers", "ledger,procedural"),
        SecondLookIT.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
  }

  @Test
  void a_result_that_came_damaged_is_fetched_once_more_and_not_made_again() throws Exception {
    provider.damaged(1);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertThat(engine.view(id).attempts().get(0).message()).isNotBlank();

    engine.after(POLL);
    assertMadeOnce(id);
  }

  // The deadline is the generation's, and that is over: a time-out may cost another create.
  @Test
  void promise_3_what_came_damaged_at_the_deadline_has_the_time_to_fetch_it() throws Exception {
    provider.damaged(1);
    UUID id = engine.begun();
    engine.sql("UPDATE generation_job SET deadline_at = started_at + interval '2 s'");
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");

    provider.silent(true);
    engine.after(FETCH_TIME);
    assertThat(engine.view(id).status()).isEqualTo("FAILED");
    assertThat(engine.count("provider_account WHERE timeouts > 0")).isZero();
    provider.silent(false);
    engine.after(WATCH);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void a_result_that_comes_damaged_twice_is_none_and_is_paid() throws Exception {
    provider.damaged(2);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    engine.after(POLL);

    assertThat(engine.view(id).provider()).as("the engine decides").isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(
            AttemptView::status,
            AttemptView::failureClass,
            AttemptView::actualCost,
            AttemptView::costBasis)
        .containsExactly(tuple("FAILED", "INVALID_OUTPUT", "0.040000", "reported"));
    assertThat(provider.received()).hasSize(1);
  }

  // providers.md 9: one playable track is success.
  @Test
  void promise_3_of_two_tracks_the_whole_one_stands_in_for_the_damaged_one() throws Exception {
    provider.tracks(2);
    provider.damaged(1);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertMadeOnce(id);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).startsWith("main");
    assertThat(engine.view(id).artifacts())
        .extracting(ArtifactView::role)
        .doesNotContain("alternate");
    assertThat(engine.view(id).artifacts().get(0).flags()).contains("alternate_missing");
  }

  @Test
  void a_result_of_which_no_track_is_whole_is_damaged() throws Exception {
    provider.tracks(2);
    provider.damaged(2);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    engine.after(POLL);
    assertMadeOnce(id);
    assertThat(engine.view(id).artifacts())
        .extracting(ArtifactView::role)
        .contains("main", "alternate");
  }

  @Test
  void a_late_result_that_came_damaged_is_fetched_once_more_too() throws Exception {
    UUID id = cancelled();
    provider.damaged(1);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.view(id).artifacts()).isEmpty();
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NULL"))
        .as("it is paid for")
        .isOne();

    engine.after(WATCH);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(provider.received()).hasSize(1);
  }

  // Paid or not, it holds a place of its account's cap; what is ready again is kept for ever again.
  @Test
  void the_watch_over_what_came_damaged_ends_where_its_provider_makes_it_for_ever()
      throws Exception {
    UUID id = cancelled();
    provider.damaged(1);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NULL"))
        .isOne();

    provider.runAll();
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NOT NULL"))
        .isOne();
    provider.fetchable(false);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NULL"))
        .as("it is paid for")
        .isOne();

    provider.runAll();
    engine.after(WATCH);
    engine.after(WATCH_TIME.minus(WATCH));
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.040000");
  }

  @Test
  void a_late_result_that_comes_damaged_twice_is_given_up_and_paid() throws Exception {
    UUID id = cancelled();
    provider.damaged(2);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.count("cost_entry WHERE basis = 'REPORTED'"))
        .as("it is known by then")
        .isOne();
    engine.after(WATCH);

    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(tuple("INVALID_OUTPUT", "0.040000"));
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
  }

  /** Edge case: "If the download fails, it retries or re-requests the URL". */
  @Test
  void another_address_is_asked_for_where_a_results_own_is_dead() throws Exception {
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    provider.dead(true);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::message, AttemptView::actualCost)
        .containsExactly(tuple("the address is dead", "0.040000"));
    engine.after(EXPIRY.minusSeconds(1));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");

    provider.dead(false);
    engine.after(POLL);
    assertMadeOnce(id);
    assertThat(engine.count("stage WHERE expired_since IS NOT NULL"))
        .as("another was had")
        .isZero();
  }

  @Test
  void promise_2_nobody_is_paid_to_make_anew_what_is_paid_and_cannot_be_had() throws Exception {
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    provider.dead(true);
    engine.after(POLL);
    engine.after(EXPIRY);

    assertThat(engine.view(id).status()).isEqualTo("FAILED");
    assertThat(engine.view(id).attempts())
        .as("though another provider is on its route")
        .extracting(
            AttemptView::provider,
            AttemptView::failureClass,
            AttemptView::actualCost,
            AttemptView::costBasis)
        .containsExactly(tuple("ledger", "RESULT_EXPIRED", "0.040000", "reported"));
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND basis = 'REPORTED'")).isOne();
    assertThat(provider.received()).hasSize(1);
    assertThat(
            engine.count("step WHERE CAST(debug_output AS text) LIKE '%\"expired_since\": \"2%'"))
        .isOne();
  }

  @Test
  void a_late_result_with_a_dead_address_is_asked_for_again_and_then_given_up_and_paid()
      throws Exception {
    UUID id = cancelled();
    provider.endAll(State.DONE);
    provider.dead(true);
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isOne();
    engine.after(EXPIRY);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(tuple("RESULT_EXPIRED", "0.040000"));
  }

  @Test
  void a_task_that_its_provider_does_not_know_yet_is_asked_for_again() throws Exception {
    UUID id = engine.begun();
    provider.forgetful(true);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    provider.forgetful(false);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertMadeOnce(id);
  }

  @Test
  void a_task_that_was_never_known_is_missing_after_the_grace() throws Exception {
    UUID id = engine.begun();
    provider.forgetful(true);
    engine.after(POLL);
    engine.after(GRACE.minusSeconds(1));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    engine.after(POLL);
    assertMissing(id);
  }

  @Test
  void one_late_404_does_not_end_a_task_that_was_known_before() throws Exception {
    UUID id = known();
    provider.forgetful(true);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");

    provider.forgetful(false);
    engine.after(POLL);
    assertThat(engine.count("stage WHERE missing_since IS NOT NULL")).as("it turned up").isZero();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertMadeOnce(id);
  }

  @Test
  void an_outage_is_waited_for_however_often_it_is_answered_with_404() throws Exception {
    UUID id = known();
    for (int outage = 0; outage < 2; outage++) {
      provider.forgetful(true);
      engine.after(POLL);
      engine.after(PATIENCE.minusSeconds(1));
      assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
      provider.forgetful(false);
      engine.after(POLL);
    }
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertMadeOnce(id);
  }

  @Test
  void a_task_that_is_missing_for_longer_than_the_patience_is_given_up() throws Exception {
    UUID id = known();
    provider.forgetful(true);
    engine.after(POLL);
    engine.after(PATIENCE.minusSeconds(1));
    provider.silent(true);
    engine.after(POLL);
    assertThat(engine.view(id).status()).as("that says nothing").isEqualTo("PROCESSING");
    provider.silent(false);
    engine.after(POLL);
    assertMissing(id);
  }

  // A sound's deadline may be over before the grace is, or the patience.
  @Test
  void FR_022_a_task_that_is_missing_at_the_deadline_goes_on_and_may_turn_up() throws Exception {
    UUID id = engine.begun();
    engine.sql("UPDATE generation_job SET deadline_at = started_at + interval '30 s'");
    engine.after(POLL);
    provider.forgetful(true);
    engine.after(Duration.ofSeconds(20));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    engine.after(Duration.ofSeconds(10));
    assertMissing(id);
    assertThat(engine.count("provider_account WHERE timeouts > 0")).as("it is not slow").isZero();
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NOT NULL"))
        .isOne();

    provider.forgetful(false);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.count("artifact WHERE role = 'LATE' AND job_id = '" + id + "'")).isOne();
    assertThat(engine.view(id).attempts().get(0).actualCost()).isEqualTo("0.040000");
  }

  @Test
  void one_404_does_not_end_the_watch_over_what_may_be_paid() throws Exception {
    UUID id = cancelled();
    provider.forgetful(true);
    engine.after(WATCH);
    provider.forgetful(false);
    provider.endAll(State.DONE);
    engine.after(WATCH);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
  }

  @Test
  void a_look_that_says_nothing_is_kept_though_nothing_changed_but_when_the_next_is()
      throws Exception {
    cancelled();
    long fence = engine.number("watch_fence FROM attempt");
    long version = engine.number("version FROM generation_job");
    provider.silent(true);
    engine.after(WATCH);

    assertThat(
            engine.count(
                "attempt WHERE lease_owner IS NULL AND watch_due_at > '"
                    + engine.clock.now()
                    + "'"))
        .isOne();
    assertThat(engine.number("watch_fence FROM attempt")).as("it was taken").isEqualTo(fence + 1);
    assertThat(engine.number("version FROM generation_job"))
        .as("the job is what it was")
        .isEqualTo(version);
  }

  @Test
  void the_watch_over_what_its_provider_knows_no_more_ends_after_the_patience() throws Exception {
    UUID id = cancelled();
    provider.forgetful(true);
    engine.after(WATCH);
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isOne();
    engine.after(PATIENCE);
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::failureClass)
        .containsExactly("NOT_FOUND");
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
  }

  /** A job whose task its provider knew some time after its create. */
  private UUID known() throws Exception {
    UUID id = engine.begun();
    engine.after(GRACE.plusSeconds(10));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    return id;
  }

  private UUID cancelled() throws Exception {
    UUID id = known();
    provider.answerCancels(new Cancellation.Refused("it goes on"));
    engine.cancellation.cancel(EngineFixture.TENANT, id);
    engine.after(Duration.ZERO);
    assertThat(engine.view(id).status()).isEqualTo("CANCELLED");
    return id;
  }

  private void assertMissing(UUID id) throws Exception {
    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::failureClass, AttemptView::actualCost)
        .as("nobody knows whether it was charged")
        .containsExactly(tuple("FAILED", "NOT_FOUND", null));
    assertThat(provider.received()).hasSize(1);
  }

  private void assertMadeOnce(UUID id) throws Exception {
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("SUCCEEDED", "0.040000", "reported"));
    assertThat(provider.received()).hasSize(1);
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND basis = 'REPORTED'")).isOne();
  }
}
