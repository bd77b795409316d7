package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.artifact.ArtifactView;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise 2 for attempts of several paid creates: each is a stage with its own intent, outcome,
 * handle, cost and entry in the ledger, and none is repeated or lost.
 */
@ExtendWith(ArquillianExtension.class)
class StagesIT extends TwoProviderEngine {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);
  private static final Duration LEASE_OVER = Duration.ofSeconds(9);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject LateAnswers late;

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
  }

  @Test
  void two_creates_are_two_stages_of_one_attempt_each_with_its_cost_and_its_entry()
      throws Exception {
    begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.count("cost_entry WHERE amount = 0.04"))
        .as("the first is in the books before the second is sent")
        .isOne();
    engine.after(Duration.ZERO);
    assertThat(provider.tasks()).hasSize(2);
    assertHoldsItsSlot();
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertCompletedByTwo(id);
  }

  @Test
  void a_crash_between_the_creates_is_taken_up_at_the_second() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    assertThat(engine.inHand.takeDue()).as("taken by a node that then dies").hasSize(1);

    engine.after(LEASE_OVER);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertCompletedByTwo(id);
  }

  @Test
  void a_node_that_lost_the_job_between_the_creates_sends_nothing() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    Work paused = engine.inHand.takeDue().get(0);
    engine.after(LEASE_OVER);
    assertThat(provider.received()).hasSize(2);

    assertThatThrownBy(() -> engine.worker.perform(paused)).isInstanceOf(LostLeaseException.class);
    assertThat(provider.received()).hasSize(2);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertCompletedByTwo(id);
  }

  @Test
  void REPLAY_a_second_create_whose_answer_was_lost_is_sent_again_with_its_own_key()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    engine.after(Duration.ZERO);
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertCompletedByTwo(id);
    assertThat(provider.received()).hasSize(3);
    assertThat(provider.received().stream().distinct()).hasSize(2);
  }

  @Test
  void LOOKUP_after_a_crash_in_the_second_create_its_task_is_looked_up() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work sent = engine.laterCreates.begin(engine.inHand.takeDue().get(0)).orElseThrow();
    provider.receiveUnheard(sent);

    engine.after(LEASE_OVER);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertCompletedByTwo(id);
    assertThat(provider.received()).hasSize(2);
  }

  @Test
  void NONE_a_second_create_of_unknown_outcome_is_never_sent_again_and_the_first_stays_paid()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    Work sent = engine.laterCreates.begin(engine.inHand.takeDue().get(0)).orElseThrow();
    provider.receiveUnheard(sent);
    engine.after(LEASE_OVER);

    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::stage, AttemptView::costBasis)
        .containsExactly(tuple("UNKNOWN", 1, "reported"), tuple("UNKNOWN", 2, "possible"));
    assertThat(engine.count("cost_entry")).isEqualTo(2);
    assertThat(provider.received()).hasSize(2);
  }

  @Test
  void FR_020_a_second_create_that_waited_costs_what_it_does_when_it_is_sent() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    provider.next(Fault.THROTTLED);
    engine.after(Duration.ZERO);
    charges("0.07", LocalDate.of(2026, 10, 1));
    engine.after(POLL);
    assertThat(provider.tasks()).as("the second is sent").hasSize(2);
    charges("0.09", LocalDate.of(2026, 11, 1));
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    AttemptView sent = engine.view(id).attempts().get(2);
    assertThat(sent.estimatedCost()).isEqualTo("0.070000");
    assertThat(sent.estimatePriceAsOf()).isEqualTo("2026-10-01");
    assertThat(sent.actualCost()).isEqualTo("0.070000");
    assertThat(sent.priceAsOf()).isEqualTo("2026-10-01");
    assertThat(inTheBooks()).isEqualTo("0.110000");
  }

  @Test
  void SC_012_a_second_create_that_is_throttled_keeps_its_attempt_slot_and_deadline()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    provider.next(Fault.THROTTLED);
    JobView before = engine.view(id);
    engine.after(Duration.ZERO);
    JobView throttled = engine.view(id);
    assertThat(throttled.status()).isEqualTo("PROCESSING");
    assertThat(throttled.deadlineAt()).isEqualTo(before.deadlineAt());
    assertHoldsItsSlot();

    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::no, AttemptView::stage, AttemptView::actualCost)
        .containsExactly(tuple(1, 1, "0.040000"), tuple(1, 2, "0.000000"), tuple(1, 3, "0.040000"));
    assertThat(provider.tasks()).as("the first create is not made again").hasSize(2);
  }

  @Test
  void FR_022_a_second_create_that_is_refused_again_and_again_falls_over_with_the_first_paid()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    for (int backOff : List.of(0, 3, 5, 9)) {
      provider.next(Fault.REFUSED);
      engine.after(Duration.ofSeconds(backOff));
    }
    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.040000", "0.000000", "0.000000", "0.000000", "0.000000");
    assertThat(engine.count("cost_entry")).isEqualTo(5);
    assertThat(
            engine.count(
                """
                step, jsonb_each(debug_output) AS job (id, shown),
                  jsonb_array_elements(shown -> 'attempts') AS made
                WHERE made ->> 'create' = '2' AND made ->> 'outcome' = 'REFUSED'
                  AND made ->> 'refused_before' = '2' AND made ->> 'refusal_class' = 'TRANSIENT'
                """))
        .as("FR-020: the third of the refusals in the step's debug output")
        .isEqualTo(1);
  }

  @Test
  void SC_012_a_second_create_that_is_throttled_again_and_again_does_not_fall_over()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    for (int backOff : List.of(0, 3, 5)) {
      provider.next(Fault.THROTTLED);
      engine.after(Duration.ofSeconds(backOff));
    }
    provider.next(Fault.REFUSED);
    engine.after(Duration.ofSeconds(9));
    assertThat(engine.view(id).provider()).isEqualTo("ledger");
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertHoldsItsSlot();
  }

  @Test
  void a_second_create_that_could_not_be_sent_is_sent_later_and_counts_as_none() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    for (int i = 0; i < 4; i++) {
      provider.next(Fault.UNSENT);
      engine.after(POLL);
    }
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertHoldsItsSlot();
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertCompletedByTwo(id);
  }

  @Test
  void SC_012_a_second_create_waits_for_the_accounts_rate_and_hold() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    engine.sql(
        "UPDATE provider_account SET creates_at = '" + engine.clock.now().plusSeconds(60) + "'");
    long version = engine.number("version FROM generation_job");
    engine.after(Duration.ZERO);
    assertThat(provider.received()).as("its rate is used up").hasSize(1);
    assertThat(engine.number("version FROM generation_job"))
        .as("taken, and given back, though nothing changed but its schedule")
        .isEqualTo(version + 2);
    assertThat(
            engine.count(
                "generation_job WHERE lease_owner IS NULL AND due_at > '"
                    + engine.clock.now()
                    + "'"))
        .isOne();
    engine.sql(
        "UPDATE provider_account SET creates_at = NULL, held_until = '"
            + engine.clock.now().plusSeconds(3)
            + "'");
    engine.after(POLL);
    assertThat(provider.received()).as("it is held").hasSize(1);
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertCompletedByTwo(id);
  }

  @Test
  void what_has_been_done_with_a_job_is_not_blamed_on_it_whichever_create_it_was() {
    begin(SubmissionGuarantee.NONE);
    engine.accept();
    Work first = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    perform(first);
    provider.endAll(State.DONE);
    engine.clock.advance(POLL);
    engine.inHand.takeDue().forEach(this::perform);
    engine.inHand.takeDue().forEach(this::perform);

    assertThat(provider.received()).hasSize(2);
    assertThat(engine.leases.blamed(Instant.EPOCH)).doesNotContain(first.job());
  }

  // As a thread does it.
  private void perform(Work work) {
    engine.leases.hold(work);
    engine.leases.begin(work);
    engine.worker.perform(work);
    engine.leases.letGo(work);
  }

  @Test
  void a_job_cancelled_between_its_creates_buys_no_second_one() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    engine.cancellation.cancel(EngineFixture.TENANT, id);
    engine.after(LATER);
    assertEndedWithTheFirstPaid(id, "CANCELLED");
  }

  @Test
  void a_job_whose_time_is_over_between_its_creates_buys_no_second_one() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.NONE);
    engine.after(LATER);
    assertEndedWithTheFirstPaid(id, "TIMED_OUT");
  }

  @Test
  void promise_3_a_first_create_that_is_done_late_is_billed_and_followed_by_none()
      throws Exception {
    begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("TIMED_OUT", "0.040000"));
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void US4_4_a_second_create_that_is_done_late_is_stored_and_billed() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    engine.after(Duration.ZERO);
    provider.next(Fault.LOST_BEFORE);
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");

    engine.after(LATER);
    provider.endAll(State.DONE);
    engine.after(LATER);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(provider.tasks()).hasSize(2);
    assertThat(engine.count("cost_entry WHERE corrects IS NULL")).isEqualTo(2);
  }

  @Test
  void promise_3_a_second_create_that_was_made_again_and_turned_up_is_stored_and_billed()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    engine.after(POLL);
    assertThat(provider.received()).as("the first, and the second once more").hasSize(2);
    turnsUp(superseded);
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::stage, AttemptView::status, AttemptView::costBasis)
        .containsExactly(
            tuple(1, "RUNNING", "reported"),
            tuple(2, "RUNNING", "assumed"),
            tuple(3, "RUNNING", "assumed"));

    endAllBut(superseded);
    engine.after(POLL);
    assertThat(engine.view(id).status())
        .as("nobody who works on it lost it")
        .isEqualTo("COMPLETED");
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("main");
    assertThat(running()).as("the provider is at one task yet").isOne();
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).artifacts())
        .extracting(ArtifactView::role)
        .containsExactly("main", "late");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::stage, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(
            tuple(1, "0.040000", "reported"),
            tuple(2, "0.040000", "reported"),
            tuple(3, "0.040000", "reported"));
    assertThat(inTheBooks()).isEqualTo("0.120000");
    assertThat(engine.count("event WHERE type = 'artifact.late' AND job_id = '" + id + "'"))
        .isOne();
    assertThat(
            engine.count(
                "artifact WHERE role = 'LATE' AND CAST(provenance AS jsonb) ->> 'stage' = '2'"))
        .isOne();
    assertThat(engine.count("superseded_create WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(running()).isZero();
  }

  @Test
  void promise_3_a_second_create_that_was_made_again_may_be_there_first_and_disturbs_nobody()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    engine.after(POLL);
    turnsUp(superseded);
    provider.end(superseded.stage().toString(), State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertThat(engine.count("artifact WHERE role = 'LATE'")).isOne();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).artifacts())
        .extracting(ArtifactView::role)
        .containsExactlyInAnyOrder("main", "late");
    assertThat(inTheBooks()).isEqualTo("0.120000");
  }

  @Test
  void promise_3_what_turned_up_first_is_kept_where_the_repetition_fails() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    engine.after(POLL);
    turnsUp(superseded);
    provider.end(superseded.stage().toString(), State.DONE);
    engine.after(POLL);
    provider.endAll(State.BROKEN);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).provider()).as("the next of its route").isEqualTo("procedural");
    assertThat(engine.count("artifact WHERE role = 'LATE'")).isOne();
    assertThat(engine.count("event WHERE type = 'artifact.late' AND job_id = '" + id + "'"))
        .isOne();
    assertThat(inTheBooks()).as("it charges for failures").isEqualTo("0.120000");
  }

  @Test
  void a_second_create_that_was_made_again_and_turned_up_may_fail_at_no_cost_or_what_it_says()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    engine.after(POLL);
    turnsUp(superseded);
    provider.end(superseded.stage().toString(), State.BROKEN);
    engine.after(POLL);

    assertThat(engine.view(id).status()).as("its other create goes on").isEqualTo("PROCESSING");
    assertThat(engine.count("superseded_create WHERE watch_due_at IS NOT NULL")).isZero();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(inTheBooks()).as("it charges for failures").isEqualTo("0.120000");
  }

  @Test
  void what_was_made_again_and_turned_up_after_its_job_was_cancelled_is_stopped() throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    engine.after(POLL);
    engine.cancellation.cancel(EngineFixture.TENANT, id);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("CANCELLED");
    turnsUp(superseded);
    engine.after(POLL);

    assertThat(provider.tasks())
        .extracting(task -> task.state)
        .containsExactly(State.DONE, State.CANCELLED, State.CANCELLED);
    assertThat(engine.count("superseded_create WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(inTheBooks()).isEqualTo("0.120000");
  }

  @Test
  void promise_2_a_second_create_that_turns_up_before_it_is_made_again_is_not_bought_twice()
      throws Exception {
    UUID id = secondPrepared(SubmissionGuarantee.LOOKUP);
    Work superseded = secondMadeAgain();
    Work sender = engine.inHand.takeDue().get(0);
    turnsUp(superseded);
    assertThatThrownBy(() -> engine.worker.perform(sender)).isInstanceOf(LostLeaseException.class);
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::stage, AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple(1, "SUCCEEDED", "0.040000"), tuple(2, "SUCCEEDED", "0.040000"));
    assertThat(provider.received()).hasSize(2);
    assertThat(engine.count("superseded_create")).as("it is the job's own again").isZero();
    assertThat(inTheBooks()).isEqualTo("0.080000");
  }

  private void charges(String amount, LocalDate asOf) {
    provider.reports(
        new ProviderCost(new BigDecimal(amount), CostBasis.COMPUTED, "USD", asOf)
            .forWhatWasAsked());
  }

  /** A second create that is sent so late that it was found missing, and is to be made again. */
  private Work secondMadeAgain() throws Exception {
    Work sent = engine.laterCreates.begin(engine.inHand.takeDue().get(0)).orElseThrow();
    engine.after(LEASE_OVER);
    engine.after(POLL);
    engine.after(POLL);
    assertThat(engine.count("stage WHERE submitted_at IS NULL")).as("made again").isOne();
    engine.clock.advance(POLL);
    return sent;
  }

  /** Its provider has it after all, and its sender hears so when all have given it up. */
  private void turnsUp(Work superseded) {
    provider.receiveUnheard(superseded);
    String task = provider.tasks().get(provider.tasks().size() - 1).id;
    assertThat(late.accepted(PaidTask.of(superseded, new ProviderHandle(task, "")))).isTrue();
  }

  private void endAllBut(Work superseded) {
    provider.tasks().stream()
        .map(task -> task.key)
        .filter(key -> !key.equals(superseded.stage().toString()))
        .forEach(key -> provider.end(key, State.DONE));
  }

  private String inTheBooks() throws Exception {
    return engine.inTransaction(
        () ->
            String.valueOf(
                engine
                    .entities
                    .createNativeQuery("SELECT sum(amount) FROM cost_entry")
                    .getSingleResult()));
  }

  /** How many tasks its provider's account counts. */
  private long running() throws Exception {
    return engine.inTransaction(
        () ->
            engine.queues.running(LedgerProvider.NAME, engine.clock.now(), engine.clock.now())
                + engine.watched.superseded(LedgerProvider.NAME));
  }

  private void begin(SubmissionGuarantee guarantee) {
    provider.begin(guarantee);
    provider.stages(2);
  }

  /** A job whose first create is done and whose second is not sent yet. */
  private UUID secondPrepared(SubmissionGuarantee guarantee) throws Exception {
    begin(guarantee);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(provider.tasks()).hasSize(1);
    return id;
  }

  private void assertHoldsItsSlot() throws Exception {
    assertThat(engine.inTransaction(() -> engine.queues.running(EngineFixture.SOUNDS))).isOne();
  }

  private void assertCompletedByTwo(UUID id) throws Exception {
    JobView view = engine.view(id);
    assertThat(view.status()).isEqualTo("COMPLETED");
    assertThat(view.artifacts()).extracting(ArtifactView::role).containsExactly("main");
    assertThat(view.attempts())
        .extracting(
            AttemptView::no, AttemptView::stage, AttemptView::status, AttemptView::actualCost)
        .containsExactly(
            tuple(1, 1, "SUCCEEDED", "0.040000"), tuple(1, 2, "SUCCEEDED", "0.040000"));
    assertThat(view.attempts())
        .extracting(AttemptView::providerJobId)
        .isEqualTo(provider.tasks().stream().map(task -> task.id).toList());
    assertThat(provider.tasks()).hasSize(2);
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND corrects IS NULL")).isEqualTo(2);
  }

  private void assertEndedWithTheFirstPaid(UUID id, String status) throws Exception {
    assertThat(engine.view(id).status()).isEqualTo(status);
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::stage, AttemptView::actualCost)
        .containsExactly(tuple(1, "0.040000"), tuple(2, "0.000000"));
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(List.of(engine.count("cost_entry"), engine.count("stage"))).containsExactly(2L, 2L);
    assertThat(provider.received()).hasSize(1);
  }
}
