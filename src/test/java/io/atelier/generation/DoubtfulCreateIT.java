package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.atelier.artifact.ArtifactView;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Promise 2, nobody pays twice unknowingly: what becomes of a create whose outcome is unknown, by
 * what its provider offers (failures.md, rule 3); and of cancelling what a provider can stop.
 */
@ExtendWith(ArquillianExtension.class)
class DoubtfulCreateIT extends TwoProviderEngine {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);
  private static final Duration LEASE_OVER = Duration.ofSeconds(9);

  private static final QueueKey IMAGES =
      new QueueKey(EngineFixture.TENANT, LedgerProvider.NAME, MediaKind.IMAGE);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
  }

  @Test
  void LOOKUP_a_lost_answer_is_found_in_the_list_and_the_create_is_sent_once() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("SUBMITTING", "possible"));

    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertMadeOnce(id);
  }

  // providers.md 1.5: it covers the question in flight, too
  @Test
  void whoever_polls_is_told_the_deadline_and_whoever_watches_has_none() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    engine.after(POLL);
    assertThat(provider.toldDeadline()).isEqualTo(engine.view(id).deadlineAt()).isNotNull();
    engine.after(LATER);
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");
    assertThat(provider.toldDeadline()).isNull();
  }

  @Test
  void LOOKUP_a_create_that_never_came_is_made_again_but_not_before_the_list_can_be_trusted()
      throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    for (int i = 0; i < 4; i++) {
      engine.after(POLL);
      assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    }
    engine.after(Duration.ofSeconds(4));
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.000000");

    engine.clock.advance(POLL);
    engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(provider.tasks()).hasSize(1);
  }

  // SC-011, FR-022: an outage that answers every call with an error is no slow provider
  @Test
  void LOOKUP_what_an_outage_leaves_in_doubt_goes_to_the_next_provider_and_is_billed_if_it_came()
      throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    provider.silent(true);
    for (int i = 0; i < 10; i++) {
      engine.after(POLL);
      assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    }
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis, AttemptView::estimatedCost)
        .containsExactly(tuple("UNKNOWN", "possible", "0.040000"));

    engine.worker.perform(
        engine
            .admission
            .admit(new QueueKey(EngineFixture.TENANT, "procedural", MediaKind.SFX))
            .get(0));
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");

    provider.silent(false);
    provider.endAll(State.DONE);
    engine.after(LATER);
    engine.after(LATER);
    assertThat(engine.view(id).artifacts()).hasSize(2);
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("SUCCEEDED", "0.040000"), tuple("SUCCEEDED", "0.000000"));
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void LOOKUP_after_a_crash_in_the_call_the_task_is_looked_up() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    UUID id = engine.accept();
    Work lost = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    engine.sentUnheard(lost);

    engine.after(LEASE_OVER);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertMadeOnce(id);
  }

  @Test
  void promise_2_a_create_that_its_node_did_not_come_to_send_is_sent_once_by_another()
      throws Exception {
    for (SubmissionGuarantee guarantee : SubmissionGuarantee.values()) {
      engine.empty();
      provider.begin(guarantee);
      UUID id = engine.accept();
      Work lost = engine.admission.admit(EngineFixture.SOUNDS).get(0);

      engine.after(LEASE_OVER);
      assertThat(engine.view(id).attempts())
          .extracting(AttemptView::status)
          .containsExactly("RUNNING");
      assertThatThrownBy(() -> engine.worker.perform(lost)).isInstanceOf(LostLeaseException.class);
      assertThat(provider.received()).as("the one that was fenced sends nothing").hasSize(1);
      provider.endAll(State.DONE);
      engine.after(POLL);

      assertMadeOnce(id);
    }
  }

  @Test
  void a_create_that_nobody_came_to_send_in_its_time_waits_for_another_slot() throws Exception {
    for (SubmissionGuarantee guarantee : SubmissionGuarantee.values()) {
      engine.empty();
      provider.begin(guarantee);
      UUID id = engine.accept();
      engine.admission.admit(EngineFixture.SOUNDS);

      engine.after(Duration.ofMinutes(5));
      assertThat(engine.view(id).status()).isEqualTo("PENDING");
      assertThat(engine.view(id).attempts())
          .extracting(AttemptView::provider, AttemptView::actualCost)
          .containsExactly(tuple("ledger", "0.000000"));
      assertThat(provider.received()).isEmpty();

      engine.clock.advance(POLL);
      engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0));
      provider.endAll(State.DONE);
      engine.after(POLL);
      assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
      assertThat(provider.received()).hasSize(1);
    }
  }

  @Test
  void a_job_cancelled_before_its_create_was_begun_costs_nothing_and_nothing_is_sent()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.accept();
    Work work = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    engine.cancellation.cancel(EngineFixture.TENANT, id);

    assertThatThrownBy(() -> engine.worker.perform(work)).isInstanceOf(LostLeaseException.class);
    assertThat(provider.received()).isEmpty();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("CANCELLED", "0.000000"));
    assertThat(engine.intake.retry(EngineFixture.TENANT, id, false).retryOf()).isEqualTo(id);
  }

  @Test
  void a_task_that_failed_is_made_once_more_at_its_own_provider_and_then_at_the_next()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    provider.endAll(State.BROKEN);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).provider()).isEqualTo("ledger");

    engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    provider.endAll(State.BROKEN);
    engine.after(POLL);
    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(
            tuple("GENERATION_FAILED", "0.040000"), tuple("GENERATION_FAILED", "0.040000"));
    assertThat(provider.received()).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void LOOKUP_in_a_list_without_names_the_one_task_that_is_nobodys_is_taken() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.nameless(true);
    UUID other = engine.begun();
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status)
        .containsExactly("SUBMITTING");

    engine.after(POLL);
    assertThat(engine.count("stage WHERE handle_id IS NOT NULL")).isEqualTo(2);
    assertThat(engine.count("(SELECT DISTINCT handle_id FROM stage) owned")).isEqualTo(2);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(other).status()).isEqualTo("COMPLETED");
    assertThat(provider.received()).hasSize(2);
  }

  @Test
  void LOOKUP_in_a_list_without_names_two_creates_alike_stay_in_doubt() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.nameless(true);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_AFTER);
    assertStayInDoubt(engine.begun(), engine.begun());
    assertThat(provider.tasks()).hasSize(2);
  }

  @Test
  void LOOKUP_in_a_list_without_names_one_task_is_not_given_to_either_of_two_creates()
      throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.nameless(true);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    assertStayInDoubt(engine.begun(), engine.begun());
    assertThat(provider.tasks()).hasSize(1);
  }

  private void assertStayInDoubt(UUID... ids) throws Exception {
    for (int i = 0; i < 8; i++) { // beyond the time after which an empty list would be believed
      engine.after(POLL);
    }
    assertThat(engine.count("stage WHERE handle_id IS NOT NULL")).isZero();
    assertThat(provider.received()).hasSize(provider.tasks().size());
    engine.after(LATER);
    for (UUID id : ids) {
      assertThat(engine.view(id).status()).isEqualTo("PENDING");
      assertThat(engine.view(id).provider()).isEqualTo("procedural");
      assertThat(engine.view(id).attempts())
          .extracting(AttemptView::status, AttemptView::costBasis)
          .containsExactly(tuple("UNKNOWN", "possible"));
    }
  }

  @Test
  void LOOKUP_in_a_list_without_names_what_all_have_owners_shows_that_it_never_came()
      throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.nameless(true);
    engine.begun();
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    for (int i = 0; i < 4; i++) {
      engine.after(POLL);
      assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    }
    engine.after(Duration.ofSeconds(4));
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.000000");
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void LOOKUP_a_task_is_looked_up_although_its_reference_was_deleted_meanwhile() throws Exception {
    UUID id = receivedUnheardWithoutReference(SubmissionGuarantee.LOOKUP);
    engine.after(LEASE_OVER);

    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::providerJobId)
        .containsExactly(tuple("RUNNING", provider.tasks().get(0).id));
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void REPLAY_a_create_that_cannot_be_repeated_without_its_reference_stays_in_doubt()
      throws Exception {
    UUID id = receivedUnheardWithoutReference(SubmissionGuarantee.REPLAY);
    engine.after(LEASE_OVER);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");

    engine.after(Duration.ofMinutes(2));
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("TIMED_OUT", "possible"));
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NOT NULL"))
        .isOne();
  }

  @Test
  void NONE_a_create_whose_reference_was_deleted_after_it_was_sent_is_a_possible_charge()
      throws Exception {
    UUID id = receivedUnheardWithoutReference(SubmissionGuarantee.NONE);
    engine.after(LEASE_OVER);

    assertThat(engine.view(id).error().code()).isEqualTo("SUBMISSION_UNKNOWN");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("UNKNOWN", "possible"));
  }

  @Test
  void promise_2_a_create_whose_provider_is_no_longer_set_up_is_a_possible_charge()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.accept();
    engine.sentUnheard(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    engine.sql("UPDATE generation_job SET provider = 'gone'");
    engine.sql("UPDATE attempt SET provider = 'gone'");
    engine.after(LEASE_OVER);

    assertThat(engine.view(id).error().code()).isEqualTo("SUBMISSION_UNKNOWN");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("UNKNOWN", "possible"));
  }

  @Test
  void a_first_create_without_its_reference_is_refused_and_costs_nothing() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    UUID id = acceptedWithoutReference();
    engine.worker.perform(engine.admission.admit(IMAGES).get(0));

    assertThat(engine.view(id).error().code()).isEqualTo("INVALID_INPUT");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("FAILED", "0.000000"));
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void REPLAY_the_same_create_is_sent_again_with_the_same_key() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    engine.after(POLL);
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertMadeOnce(id);
    assertThat(provider.received()).hasSize(2);
    assertThat(provider.received().stream().distinct()).hasSize(1);
  }

  @Test
  void REPLAY_a_repetition_that_is_turned_away_says_nothing_of_the_first() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.REFUSED);
    provider.next(Fault.THROTTLED);
    UUID id = engine.begun();
    engine.after(POLL);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    engine.after(POLL);
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertMadeOnce(id);
  }

  @Test
  void REPLAY_in_doubt_at_the_deadline_is_found_out_afterwards_and_its_result_kept()
      throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    engine.after(LATER);
    JobView over = engine.view(id);
    assertThat(over.status()).isEqualTo("TIMED_OUT");
    assertThat(over.attempts()).extracting(AttemptView::costBasis).containsExactly("possible");

    engine.after(LATER);
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.040000");
    assertThat(provider.tasks()).hasSize(1);
  }

  @Test
  void promise_2_what_is_found_afterwards_and_never_ends_is_the_same_in_all_books()
      throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    engine.after(LATER);
    assertThat(engine.count("cost_entry WHERE basis = 'POSSIBLE'")).isOne();

    engine.after(LATER);
    engine.after(Duration.ofDays(2));

    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::providerJobId, AttemptView::costBasis)
        .containsExactly(tuple(provider.tasks().get(0).id, "assumed"));
    assertThat(
            engine.count(
                "cost_entry WHERE amount = 0 AND basis = 'ASSUMED' AND corrects IS NOT NULL"))
        .as("it ends the doubt")
        .isOne();
    assertThat(
            engine.count(
                "step WHERE CAST(debug_output AS text) LIKE '%"
                    + provider.tasks().get(0).id
                    + "%'"))
        .as("debug output")
        .isOne();
    assertThatThrownBy(() -> engine.intake.retry(EngineFixture.TENANT, id, false))
        .hasMessageContaining("accept_possible_charge");
  }

  @Test
  void promise_3_what_is_found_in_the_last_look_is_still_waited_for() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    engine.after(LATER);
    engine.after(Duration.ofMinutes(61));
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
  }

  @Test
  void REJECT_a_create_that_was_accepted_and_cannot_be_named_goes_to_the_next_provider()
      throws Exception {
    provider.begin(SubmissionGuarantee.REJECT);
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    engine.after(POLL);

    JobView job = engine.view(id);
    assertThat(job.provider()).isEqualTo("procedural");
    assertThat(job.attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("FAILED", "assumed"));
    assertThat(provider.tasks()).hasSize(1);
  }

  @Test
  void NONE_is_never_sent_again_and_the_possible_charge_is_on_record() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    engine.after(LATER);

    JobView job = engine.view(id);
    assertThat(job.provider()).isEqualTo("procedural");
    assertThat(job.attempts())
        .extracting(AttemptView::status, AttemptView::costBasis, AttemptView::estimatedCost)
        .containsExactly(tuple("UNKNOWN", "possible", "0.040000"));
    assertThat(provider.received()).hasSize(1);
  }

  @Test
  void promise_3_what_is_made_and_cannot_be_fetched_yet_does_not_time_out() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    provider.fetchable(false);
    engine.after(POLL);
    engine.after(Duration.ofMinutes(5));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");

    provider.fetchable(true);
    engine.after(POLL);
    assertMadeOnce(id);
  }

  @Test
  void promise_3_what_could_not_be_fetched_for_long_fails_its_job_and_is_kept_when_it_can_be()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    provider.fetchable(false);
    engine.after(POLL);
    engine.after(Duration.ofMinutes(11));
    assertThat(engine.view(id).status()).isEqualTo("FAILED");

    engine.after(Duration.ofHours(30));
    provider.fetchable(true);
    engine.after(LATER);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.040000");
  }

  @Test
  void a_result_larger_than_its_type_may_be_is_refused_while_it_comes_and_paid_all_the_same()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    provider.seconds(3);
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(tuple("INVALID_OUTPUT", "0.040000"));
    assertThat(provider.fetches()).as("it would be as long the next time").isOne();
  }

  @Test
  void a_refused_create_is_tried_some_times_at_its_provider_and_then_at_the_next()
      throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.accept();
    for (int i = 0; i < 4; i++) {
      provider.next(Fault.REFUSED);
      engine.clock.advance(LATER);
      engine.admission.admit(EngineFixture.SOUNDS).forEach(engine.worker::perform);
    }

    assertThat(engine.view(id).provider()).isEqualTo("procedural");
    assertThat(engine.view(id).attempts())
        .hasSize(4)
        .extracting(AttemptView::actualCost)
        .containsOnly("0.000000");
    assertThat(provider.received()).isEmpty();
  }

  @Test
  void what_was_not_sent_or_was_throttled_does_not_count_as_refused() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.accept();
    for (Fault fault : List.of(Fault.UNSENT, Fault.THROTTLED, Fault.UNSENT, Fault.REFUSED)) {
      provider.next(fault);
      engine.clock.advance(LATER);
      engine.admission.admit(EngineFixture.SOUNDS).forEach(engine.worker::perform);
    }

    assertThat(engine.view(id).attempts()).hasSize(4);
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).provider()).isEqualTo("ledger");
  }

  @Test
  void a_create_that_no_other_provider_can_make_waits_out_its_providers_bad_hours()
      throws Exception {
    UUID id = refusedAtItsOnlyProvider(Duration.ofHours(1), 12);
    assertThat(engine.view(id).status()).isEqualTo("PENDING");

    engine.clock.advance(Duration.ofHours(1));
    engine.admission.admit(IMAGES).forEach(engine.worker::perform);
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertThat(provider.tasks()).hasSize(1);
  }

  @Test
  void promise_1_a_create_that_is_refused_for_a_day_fails_its_job() throws Exception {
    UUID id = refusedAtItsOnlyProvider(Duration.ofHours(5), 6);

    assertThat(engine.view(id).status()).isEqualTo("FAILED");
    assertThat(engine.view(id).error().code()).isEqualTo("PROVIDER_ERROR");
  }

  private UUID refusedAtItsOnlyProvider(Duration every, int times) throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.intake.accept(image()).id();
    for (int i = 0; i < times; i++) {
      provider.next(Fault.REFUSED);
      engine.clock.advance(every);
      engine.admission.admit(IMAGES).forEach(engine.worker::perform);
    }
    assertThat(engine.view(id).attempts()).hasSize(times);
    return id;
  }

  @Test
  void a_cancel_that_the_provider_can_act_on_holds_the_slot_until_it_has() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();

    JobView told = engine.cancellation.cancel(EngineFixture.TENANT, id).view();
    assertThat(told.status()).isEqualTo("CANCELLING");
    assertThat(engine.cancellation.cancel(EngineFixture.TENANT, id).view().status())
        .isEqualTo("CANCELLING");
    assertThat(engine.inTransaction(() -> engine.queues.running(EngineFixture.SOUNDS))).isOne();
    engine.after(Duration.ZERO);

    assertThat(engine.view(id).status()).isEqualTo("CANCELLED");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("CANCELLED", "0.040000"));
    assertThat(provider.tasks()).extracting(task -> task.state).containsExactly(State.CANCELLED);
    assertThat(engine.inTransaction(() -> engine.queues.running(EngineFixture.SOUNDS))).isZero();
  }

  @Test
  void what_could_not_be_stopped_is_cancelled_all_the_same_and_its_result_kept() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    UUID id = engine.begun();
    provider.endAll(State.DONE);

    engine.cancellation.cancel(EngineFixture.TENANT, id);
    engine.after(Duration.ZERO);

    assertThat(engine.view(id).status()).isEqualTo("CANCELLED");
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
  }

  @Test
  void a_provider_that_does_not_say_is_asked_again_for_a_while_only() throws Exception {
    provider.begin(SubmissionGuarantee.NONE);
    provider.answerCancels(new Cancellation.Unclear("bad gateway"));
    UUID id = engine.begun();
    engine.cancellation.cancel(EngineFixture.TENANT, id);
    engine.after(Duration.ZERO);
    assertThat(engine.view(id).status()).isEqualTo("CANCELLING");

    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("CANCELLED");
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isOne();
  }

  @Test
  void cancelled_while_in_doubt_it_is_found_out_and_stopped() throws Exception {
    provider.begin(SubmissionGuarantee.LOOKUP);
    provider.next(Fault.LOST_AFTER);
    UUID id = engine.begun();
    assertThat(engine.cancellation.cancel(EngineFixture.TENANT, id).view().status())
        .isEqualTo("CANCELLED");

    engine.after(LATER);
    engine.after(Duration.ZERO);

    assertThat(provider.tasks()).extracting(task -> task.state).containsExactly(State.CANCELLED);
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("CANCELLED", "0.040000"));
  }

  @Test
  void a_possible_charge_that_turns_out_is_corrected_by_an_entry_that_names_it() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    provider.next(Fault.LOST_AFTER);
    provider.next(Fault.LOST_BEFORE);
    engine.begun();
    engine.after(LATER);
    assertThat(engine.count("cost_entry WHERE basis = 'POSSIBLE' AND corrects IS NULL")).isOne();

    provider.endAll(State.BROKEN);
    engine.after(LATER);
    engine.after(LATER);
    assertThat(engine.count("cost_entry WHERE corrects IS NOT NULL AND basis = 'REPORTED'"))
        .isOne();
    assertThat(engine.count("cost_entry WHERE amount = 0 AND basis = 'ASSUMED'"))
        .as("it was found before it failed")
        .isOne();
    assertThat(engine.count("cost_entry")).isEqualTo(3);
  }

  /**
   * A job whose create was received by a provider and not heard of, its reference deleted since.
   */
  private UUID receivedUnheardWithoutReference(SubmissionGuarantee guarantee) throws Exception {
    provider.begin(guarantee);
    UUID id = acceptedWithoutReference();
    engine.sentUnheard(engine.admission.admit(IMAGES).get(0));
    return id;
  }

  /** A job whose reference was deleted since. */
  private UUID acceptedWithoutReference() throws Exception {
    UUID id = engine.intake.accept(image()).id();
    engine.sql(
        "UPDATE generation_job SET request ="
            + " jsonb_set(request, '{reference}', to_jsonb(CAST(gen_random_uuid() AS text)))");
    return id;
  }

  private static JobOrder image() {
    return new JobOrder(
        EngineFixture.TENANT,
        new RunId("run"),
        StepId.generated(),
        "test",
        new GenerationRequest.Image("a gate", null, 512, 512, null),
        Priority.NORMAL,
        null,
        List.of(),
        null);
  }

  private void assertMadeOnce(UUID id) throws Exception {
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("SUCCEEDED", "0.040000", "reported"));
    assertThat(provider.tasks()).hasSize(1);
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND basis = 'REPORTED'")).isOne();
  }
}
