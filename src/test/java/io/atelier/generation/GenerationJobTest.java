package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GenerationJobTest {
  private static final WatchPolicy WATCH =
      new WatchPolicy(Duration.ofSeconds(30), Duration.ofMinutes(60));
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final Duration FETCH_TIME = Duration.ofMinutes(10);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final KindPolicy POLICY =
      new KindPolicy(POLL, TIMEOUT, 5, List.of("nano-banana", "procedural"));
  private static final Lease LEASE = new Lease("node-1", NOW.plusSeconds(8));
  private static final ProviderCost ESTIMATE =
      new ProviderCost(
          new BigDecimal("0.040000"), CostBasis.ASSUMED, "USD", LocalDate.of(2026, 2, 1));
  private static final ProviderCost COST =
      new ProviderCost(
          new BigDecimal("0.035000"), CostBasis.REPORTED, "USD", LocalDate.of(2026, 9, 14));
  private static final ProviderHandle HANDLE = new ProviderHandle("task-1", "{}");
  private static final ProviderSnapshot.Failed FAILURE =
      new ProviderSnapshot.Failed(FailureClass.GENERATION_FAILED, "501", "it did not work");

  /** The verbs, and the status each leaves. */
  private enum Verb {
    START(
        JobStatus.PENDING,
        job -> job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW)),
    ACCEPTED(JobStatus.PROCESSING, job -> job.processing().accepted(HANDLE, NOW)),
    POLL_AGAIN(JobStatus.PROCESSING, job -> job.processing().pollAgain(NOW)),
    FETCH_ONCE_MORE(
        JobStatus.PROCESSING, job -> job.processing().fetchOnceMore(FAILURE, FETCH_TIME, NOW)),
    COMPLETE(JobStatus.PROCESSING, job -> job.processing().complete(COST, NOW)),
    WAIT_FOR_PROVIDER(JobStatus.PROCESSING, job -> job.processing().waitForProvider(FAILURE, NOW)),
    FAIL_OVER(JobStatus.PROCESSING, job -> job.processing().failOver(FAILURE, "procedural", NOW)),
    FAIL_OVER_UNKNOWN(
        JobStatus.PROCESSING, job -> job.processing().failOverUnknown("lost", "procedural", NOW)),
    FAIL(
        JobStatus.PROCESSING, job -> job.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW)),
    FAIL_UNKNOWN(JobStatus.PROCESSING, job -> job.processing().failUnknown("lost", NOW)),
    FAIL_TO_STORE(
        JobStatus.PROCESSING,
        job -> job.processing().failToKeep(ErrorCode.STORAGE_FULL, "full", COST, NOW, NOW)),
    TIME_OUT(JobStatus.PROCESSING, job -> job.processing().timeOut(WATCH, NOW)),
    PASS_OVER(JobStatus.PENDING, job -> job.passOver("open", "procedural", NOW)),
    FIND_OUT(JobStatus.PROCESSING, job -> job.processing().findOut("lost", NOW)),
    FAIL_OVER_LATE(
        JobStatus.PROCESSING, job -> job.processing().failOverLate(WATCH, "procedural", NOW)),
    FAIL_OVER_IN_DOUBT(
        JobStatus.PROCESSING, job -> job.processing().failOverInDoubt(WATCH, "procedural", NOW)),
    FAIL_OVER_MISSING(
        JobStatus.PROCESSING,
        job -> job.processing().failOverMissing(FAILURE, WATCH, "procedural", NOW)),
    FAIL_MISSING(JobStatus.PROCESSING, job -> job.processing().failMissing(FAILURE, WATCH, NOW)),
    FAIL_OVER_UNTOLD(
        JobStatus.PROCESSING, job -> job.processing().failOverUntold("taken", "procedural", NOW)),
    FAIL_UNTOLD(JobStatus.PROCESSING, job -> job.processing().failUntold("taken", NOW)),
    QUARANTINE(JobStatus.PROCESSING, job -> job.processing().quarantine("poison", COST, NOW)),
    BEGIN_TO_CANCEL(
        JobStatus.PROCESSING, job -> job.processing().beginToCancel(NOW.plusSeconds(30), NOW)),
    CANCEL_AGAIN(JobStatus.CANCELLING, job -> job.cancelling().cancelAgain(NOW)),
    STOPPED(JobStatus.CANCELLING, job -> job.cancelling().stopped(COST, NOW)),
    CANCEL_UNSTOPPED(JobStatus.CANCELLING, job -> job.cancelling().cancelUnstopped(WATCH, NOW));

    private final JobStatus from;
    private final Consumer<GenerationJob> on;

    Verb(JobStatus from, Consumer<GenerationJob> on) {
      this.from = from;
      this.on = on;
    }
  }

  static Stream<Arguments> verbsAndStatuses() {
    return Arrays.stream(Verb.values())
        .flatMap(verb -> Arrays.stream(JobStatus.values()).map(s -> Arguments.of(verb, s)));
  }

  @ParameterizedTest
  @MethodSource("verbsAndStatuses")
  void a_verb_leaves_its_own_status_and_no_other(Verb verb, JobStatus status) {
    GenerationJob job = jobThatIs(status);
    if (status == verb.from) {
      verb.on.accept(job);
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> verb.on.accept(job))
          .withMessageContaining(job.id().toString())
          .withMessageContaining(status.name());
      assertThat(job.status()).isEqualTo(status);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_final_status_has_no_way_out(JobStatus status) {
    boolean stuck = Arrays.stream(Verb.values()).noneMatch(verb -> verb.from == status);
    assertThat(status.isFinal()).isEqualTo(stuck);
  }

  @Test
  void a_new_job_waits_in_the_queue_of_its_first_provider_and_is_due() {
    GenerationJob job = pending();
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue())
        .isEqualTo(new QueueKey(new TenantId("acme"), "nano-banana", MediaKind.IMAGE));
    assertThat(job.queue().lockName()).isEqualTo("queue/acme/nano-banana/IMAGE");
    assertThat(job.createdAt()).isEqualTo(NOW);
    assertThat(dueAt(job)).isEqualTo(NOW);
    assertThat(job.startedAt()).isNull();
    assertThat(job.deadlineAt()).isNull();
    assertThat(job.settledAt()).isNull();
    assertThat(job.error()).isEmpty();
    assertThat(job.attempts()).isEmpty();
    assertThat(job.spec().route().providers()).containsExactly("nano-banana", "procedural");
    assertThat(job.spec().priority()).isEqualTo(Priority.HIGH);
    assertThat(job.spec().metadata()).isEqualTo("{\"campaign\":7}");
  }

  // The key entity's attributes: interval and threshold are the job's own from its acceptance on.
  @Test
  void a_job_carries_its_poll_interval_and_timeout() {
    assertThat(value(pending(), "poll_interval_millis")).isEqualTo(POLL.toMillis());
    assertThat(value(pending(), "timeout_millis")).isEqualTo(TIMEOUT.toMillis());
  }

  @Test
  void a_started_job_has_its_intent_recorded_before_the_call() {
    GenerationJob job = processing();
    assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(job.startedAt()).isEqualTo(NOW);
    assertThat(job.attempt().no()).isEqualTo(1);
    assertThat(job.attempt().provider()).isEqualTo("nano-banana");
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.SUBMITTING);
    Stage stage = job.attempt().stage();
    assertThat(stage.no()).isEqualTo(1);
    assertThat(stage.outcome()).isNull();
    assertThat(stage.handle()).isEmpty();
    assertThat(stage.estimatedCost()).isEqualTo(ESTIMATE.amount());
    assertThat(stage.actualCost()).isNull();
    assertThat(stage.costBasis()).isEqualTo(CostBasis.ASSUMED);
    assertThat(stage.priceAsOf()).isEqualTo(ESTIMATE.priceAsOf());
    assertThat(value(job, "lease_owner")).isEqualTo(LEASE.owner());
    assertThat(value(job, "lease_until")).isEqualTo(LEASE.until());
    assertThat(dueAt(job)).isEqualTo(NOW);
  }

  // FR-017
  @Test
  void the_deadline_counts_from_the_slot_not_from_acceptance() {
    GenerationJob job = pending();
    Instant slot = NOW.plus(Duration.ofDays(3));
    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, slot);
    assertThat(job.deadlineAt()).isEqualTo(slot.plus(TIMEOUT));
  }

  @Test
  void an_accepted_job_keeps_its_handle_and_is_due_after_the_poll_interval() {
    GenerationJob job = running();
    assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.RUNNING);
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.ACCEPTED);
    assertThat(job.attempt().stage().handle()).contains(HANDLE);
    assertThat(value(job, "provider_job_id")).isEqualTo("task-1");
    assertDueAfter(POLL, job, NOW);
    assertReleased(job);
  }

  @Test
  void a_create_is_accepted_once() {
    assertThatIllegalStateException()
        .isThrownBy(() -> running().processing().accepted(new ProviderHandle("task-2", ""), NOW));
  }

  @Test
  void a_job_is_polled_every_interval_and_last_at_its_deadline() {
    GenerationJob job = running();
    job.processing().pollAgain(NOW.plusSeconds(10));
    assertDueAfter(POLL, job, NOW.plusSeconds(10));
    job.processing().pollAgain(NOW.plusSeconds(59));
    assertThat(dueAt(job)).isEqualTo(NOW.plus(TIMEOUT)).isEqualTo(job.deadlineAt());
    assertReleased(job);
  }

  @Test
  void a_provider_that_asks_for_more_time_gets_it_up_to_the_deadline() {
    GenerationJob job = running();
    job.processing().pollAgain(Duration.ofSeconds(20), NOW.plusSeconds(10));
    assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(30));
    job.processing().pollAgain(Duration.ofHours(1), NOW.plusSeconds(30));
    assertThat(dueAt(job)).isEqualTo(job.deadlineAt());
  }

  @Test
  void FR_017_a_workflow_may_only_shorten_a_deadline() {
    assertThat(askingFor(Duration.ofSeconds(10)).deadlineAt()).isEqualTo(NOW.plusSeconds(10));
    assertThat(askingFor(Duration.ofHours(1)).deadlineAt()).isEqualTo(NOW.plus(TIMEOUT));
  }

  @Test
  void SC_012_a_refusal_for_now_waits_as_long_as_the_provider_asks_or_ever_longer() {
    GenerationJob job = processing();
    job.processing().waitForProvider(refusal(Duration.ofSeconds(42)), NOW);
    assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(42));
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    for (long seconds : new long[] {4, 8, 16, 32, 60, 60}) {
      job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
      job.processing().waitForProvider(refusal(null), NOW);
      assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(seconds));
    }
    assertThat(job.history().refusalsInARow()).isEqualTo(7);
    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
    job.processing().failOver(FAILURE, "procedural", NOW);
    assertThat(job.history().refusalsInARow()).as("at the next provider").isZero();
  }

  // Retry-After: 0, or a date that is over, beside a refusal.
  @Test
  void SC_012_a_provider_that_refuses_and_asks_for_no_wait_is_asked_ever_more_seldom() {
    GenerationJob job = pending();
    for (long seconds : new long[] {2, 4, 8, 16, 32, 60, 60}) {
      job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
      job.processing().waitForProvider(refusal(Duration.ZERO), NOW);
      assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(seconds));
    }
    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
    job.processing().waitForProvider(refusal(Duration.ofMinutes(5)), NOW);
    assertThat(dueAt(job)).as("its word makes it longer").isEqualTo(NOW.plusSeconds(300));
  }

  @Test
  void SC_012_a_later_create_that_is_refused_with_no_wait_is_sent_ever_more_seldom() {
    GenerationJob job = running();
    job.processing().nextStage(new ProviderSnapshot.NextStage("preview", COST, ESTIMATE), NOW);
    for (long seconds : new long[] {2, 4, 8, 16, 32}) {
      job.processing().submitStage("sfx-1", ESTIMATE, LEASE, NOW);
      job.processing().tryStageAgain(refusal(Duration.ZERO), NOW);
      assertThat((Instant) dueAt(job))
          .isBetween(NOW.plusSeconds(seconds).minus(POLL.dividedBy(10)), NOW.plusSeconds(seconds));
    }
  }

  @Test
  void a_result_is_found_damaged_once_and_then_it_is_none() {
    ProviderSnapshot.Failed damaged =
        new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, "no sound", COST);
    GenerationJob job = processing();
    assertThat(job.attempt().mayComeWhole(damaged)).as("it came with the create").isFalse();
    job.processing().accepted(HANDLE, NOW);
    assertThat(job.attempt().mayComeWhole(FAILURE)).isFalse();
    assertThat(job.attempt().mayComeWhole(damaged)).isTrue();
    Instant last = job.deadlineAt();
    job.processing().fetchOnceMore(damaged, FETCH_TIME, last);
    assertThat(job.status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(job.attempt().readyAt()).as("it is made").isEqualTo(last);
    assertThat(job.deadlineAt()).isEqualTo(last.plus(FETCH_TIME));
    assertDueAfter(POLL, job, last);
    assertThat(job.attempt().mayComeWhole(damaged)).isFalse();
  }

  @Test
  void FR_022_what_its_provider_forgot_until_the_deadline_goes_on_and_is_watched_for_a_while() {
    ProviderSnapshot.Failed missing =
        new ProviderSnapshot.Failed(FailureClass.NOT_FOUND, "404", "no such task");
    GenerationJob job = running();
    job.processing().failOverMissing(missing, WATCH, "procedural", NOW);
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue().provider()).isEqualTo("procedural");
    assertMissingAndWatched(job.attempts().get(0));

    GenerationJob last = running();
    last.processing().failMissing(missing, WATCH, NOW);
    assertThat(last.status()).isEqualTo(JobStatus.FAILED);
    assertThat(last.error().orElseThrow().code()).isEqualTo("PROVIDER_ERROR");
    assertMissingAndWatched(last.attempt());
  }

  private static void assertMissingAndWatched(Attempt attempt) {
    assertThat(attempt.status()).isEqualTo(AttemptStatus.FAILED);
    assertThat(attempt.failureClass()).isEqualTo(FailureClass.NOT_FOUND);
    assertThat(attempt.stage().actualCost()).as("nobody knows").isNull();
    assertThat(attempt.state().get(Attempt.COLUMNS.indexOf("watch_due_at")))
        .isEqualTo(NOW.plus(WATCH.interval()));
    assertThat(attempt.state().get(Attempt.COLUMNS.indexOf("watch_until")))
        .isEqualTo(NOW.plus(WATCH.time()));
  }

  @Test
  void promise_3_what_a_damaged_result_cost_stays_known_whatever_the_next_look_says() {
    ProviderSnapshot.Failed damaged =
        new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, "no sound", COST);
    GenerationJob job = running();
    job.processing().fetchOnceMore(damaged, FETCH_TIME, NOW);
    assertThat(job.attempt().stage().actualCost()).isEqualTo(COST.amount());
    job.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW);
    assertThat(job.attempt().stage().actualCost()).isEqualTo(COST.amount());
    assertThat(job.attempt().stage().costBasis()).isEqualTo(CostBasis.REPORTED);
  }

  @Test
  void promise_3_what_was_made_is_never_free_where_nobody_says_what_it_cost() {
    GenerationJob damaged = running();
    damaged
        .processing()
        .fetchOnceMore(
            new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, "no sound"),
            FETCH_TIME,
            NOW);
    damaged.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW);
    assertThat(damaged.attempt().stage().actualCost()).isNull();

    GenerationJob ready = running();
    ready.processing().ready(HANDLE, "away", FETCH_TIME, NOW);
    ready.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW);
    assertThat(ready.attempt().stage().actualCost()).isNull();
    assertThat(ready.attempt().stage().costBasis()).isEqualTo(CostBasis.ASSUMED);

    GenerationJob failed = running();
    failed.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW);
    assertThat(failed.attempt().stage().actualCost()).isZero();
  }

  @Test
  void what_may_be_paid_of_a_job_that_cannot_be_read_stays_a_charge() {
    GenerationJob accepted = running();
    accepted.abandon("unreadable", NOW);
    assertThat(accepted.error().orElseThrow().code()).isEqualTo("QUARANTINED");
    assertThat(accepted.attempt().stage().actualCost()).isNull();
    assertThat(accepted.attempt().stage().costBasis()).isEqualTo(CostBasis.ASSUMED);

    GenerationJob sent = processing();
    sent.abandon("unreadable", NOW);
    assertThat(sent.attempt().status()).isEqualTo(AttemptStatus.UNKNOWN);
    assertThat(sent.attempt().stage().costBasis()).isEqualTo(CostBasis.POSSIBLE);

    GenerationJob unsent = pending();
    unsent.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, null, LEASE, NOW);
    unsent.abandon("unreadable", NOW);
    assertThat(unsent.attempt().stage().actualCost()).isZero();
  }

  @Test
  void a_task_may_turn_up_for_the_grace_when_it_is_new_and_for_the_patience_later() {
    MissingPolicy policy = new MissingPolicy(Duration.ofSeconds(30), Duration.ofMinutes(2));
    assertThat(policy.end(NOW, NOW.plusSeconds(2))).isEqualTo(NOW.plusSeconds(32));
    assertThat(policy.end(NOW, NOW.plusSeconds(30))).isEqualTo(NOW.plusSeconds(150));
    GenerationJob job = processing();
    job.processing().accepted(HANDLE, NOW);
    Stage stage = job.attempt().stage();
    assertThat(stage.mayTurnUp(policy, NOW.plusSeconds(60))).isTrue();
    assertThat(stage.mayTurnUp(policy, NOW.plusSeconds(179))).isTrue();
    stage.turnUp();
    assertThat(stage.mayTurnUp(policy, NOW.plusSeconds(181))).as("begun anew").isTrue();
    assertThat(stage.mayTurnUp(policy, NOW.plusSeconds(301))).isFalse();
  }

  @Test
  void a_refused_create_costs_nothing_whatever_it_was_expected_to_cost() {
    GenerationJob job = processing();
    job.processing().waitForProvider(refusal(null), NOW);
    Stage stage = job.attempt().stage();
    assertThat(stage.actualCost()).isEqualByComparingTo("0");
    assertThat(stage.costBasis()).isEqualTo(CostBasis.COMPUTED);
    assertThat(stage.priceAsOf()).as("by no price").isNull();
    assertThat(stage.estimate()).isEqualTo(ESTIMATE);
  }

  @Test
  void a_create_in_doubt_may_cost_until_it_is_found_and_then_is_polled() {
    GenerationJob job = processing();
    job.processing().findOut("lost", NOW);
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.SUBMITTING);
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.UNKNOWN);
    assertThat(job.attempt().stage().costBasis()).isEqualTo(CostBasis.POSSIBLE);
    assertDueAfter(POLL, job, NOW);

    job.processing().accepted(HANDLE, NOW);
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.ACCEPTED);
    assertThat(job.attempt().stage().costBasis()).isEqualTo(CostBasis.ASSUMED);
    assertThat(job.attempt().message()).isNull();
  }

  @Test
  void a_create_in_doubt_at_the_deadline_is_watched_where_it_can_be_found_out() {
    for (SubmissionGuarantee guarantee : SubmissionGuarantee.values()) {
      GenerationJob job = pending();
      job.start(POLICY, guarantee, ESTIMATE, "sfx-1", LEASE, NOW);
      job.processing().findOut("lost", NOW);
      job.processing().timeOut(WATCH, NOW.plus(TIMEOUT));
      assertThat(job.attempt().isWatched())
          .as(guarantee.name())
          .isEqualTo(
              guarantee == SubmissionGuarantee.REPLAY || guarantee == SubmissionGuarantee.LOOKUP);
      assertThat(job.mayBeCharged()).isTrue();
    }
  }

  // SC-011
  @Test
  void only_a_create_that_nobody_heard_of_is_in_doubt_and_goes_to_the_next_at_the_deadline() {
    GenerationJob job = pending();
    job.start(POLICY, SubmissionGuarantee.LOOKUP, ESTIMATE, "sfx-1", LEASE, NOW);
    assertThat(job.attempt().isInDoubt()).isFalse();
    job.processing().findOut("lost", NOW);
    assertThat(job.attempt().isInDoubt()).isTrue();
    Attempt lost = job.attempt();
    job.processing().failOverInDoubt(WATCH, "procedural", NOW.plus(TIMEOUT));
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue().provider()).isEqualTo("procedural");
    assertThat(lost.status()).isEqualTo(AttemptStatus.UNKNOWN);
    assertThat(lost.isWatched()).isTrue();
    assertThat(job.mayBeCharged()).isTrue();

    GenerationJob accepted = processing();
    accepted.processing().accepted(HANDLE, NOW);
    assertThat(accepted.attempt().isInDoubt()).isFalse();
  }

  @Test
  void what_the_books_have_as_a_possible_charge_may_be_charged() {
    ProviderCost possible =
        new ProviderCost(new BigDecimal("0.035000"), CostBasis.POSSIBLE, "USD", null);
    GenerationJob job = processing();
    job.processing().accepted(HANDLE, NOW);
    job.processing()
        .fail(
            new ProviderSnapshot.Failed(
                FailureClass.GENERATION_FAILED, "501", "it did not work", possible),
            ErrorCode.PROVIDER_ERROR,
            NOW);
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.ACCEPTED);
    assertThat(job.attempt().isWatched()).isFalse();
    assertThat(job.mayBeCharged()).isTrue();
  }

  @Test
  void what_costs_nothing_is_never_made_again_to_find_out() {
    GenerationJob job = pending();
    job.start(POLICY, SubmissionGuarantee.REPLAY, ProviderCost.free("USD"), "sfx-1", LEASE, NOW);
    job.attempt().stage().begin(NOW);
    job.cancel(WATCH, NOW);
    assertThat(job.attempt().isWatched()).isFalse();
    assertThat(job.mayBeCharged()).isFalse();
  }

  @Test
  void a_provider_passed_over_shows_among_the_attempts_with_no_create() {
    GenerationJob job = pending();
    job.passOver("its circuit was open", "procedural", NOW);
    assertThat(job.queue().provider()).isEqualTo("procedural");
    assertThat(job.attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.status()).isEqualTo(AttemptStatus.SKIPPED);
              assertThat(attempt.stages()).isEmpty();
            });
    assertThat(AttemptViews.of(job.attempts().get(0)))
        .singleElement()
        .satisfies(view -> assertThat(view.stage()).isNull());
  }

  @Test
  void a_stopped_job_says_what_it_cost_all_the_same() {
    GenerationJob job = running();
    job.processing().beginToCancel(NOW.plusSeconds(30), NOW);
    job.cancelling().stopped(COST, NOW.plusSeconds(1));
    assertSettled(job, JobStatus.CANCELLED, NOW.plusSeconds(1));
    assertThat(job.attempt().isWatched()).isFalse();
    assertCharged(job);
  }

  @Test
  void a_job_that_could_not_be_stopped_is_watched_at_once() {
    GenerationJob job = running();
    job.processing().beginToCancel(NOW.plusSeconds(30), NOW);
    job.cancelling().cancelAgain(NOW);
    job.cancelling().cancelUnstopped(WATCH, NOW.plusSeconds(30));
    assertSettled(job, JobStatus.CANCELLED, NOW.plusSeconds(30));
    assertThat(job.attempt().isWatched()).isTrue();
  }

  private static GenerationJob askingFor(Duration deadline) {
    GenerationJob job = pending(deadline);
    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
    return job;
  }

  private static ProviderSnapshot.Failed refusal(Duration retryAfter) {
    return new ProviderSnapshot.Failed(
        FailureClass.RATE_LIMITED, "429", "too many", null, retryAfter);
  }

  @Test
  void polling_does_not_move_the_deadline() {
    GenerationJob job = running();
    job.processing().pollAgain(NOW.plusSeconds(30));
    assertThat(job.deadlineAt()).isEqualTo(NOW.plus(TIMEOUT));
  }

  @Test
  void a_completed_job_is_settled_and_charged() {
    GenerationJob job = running();
    job.processing().complete(COST, NOW.plusSeconds(9));
    assertSettled(job, JobStatus.COMPLETED, NOW.plusSeconds(9));
    assertThat(job.error()).isEmpty();
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.SUCCEEDED);
    assertThat(job.attempt().settledAt()).isEqualTo(NOW.plusSeconds(9));
    assertCharged(job);
  }

  @Test
  void a_provider_that_answers_at_once_was_accepted_all_the_same() {
    GenerationJob job = processing();
    job.processing().complete(COST, NOW);
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.ACCEPTED);
    assertThat(job.attempt().stage().handle()).isEmpty();
    assertCharged(job);
  }

  // SC-012: a provider's 429 is not the job's failure.
  @Test
  void a_job_that_the_provider_does_not_take_now_gives_its_slot_back_and_waits() {
    GenerationJob job = processing();
    job.processing().waitForProvider(FAILURE, NOW.plusSeconds(1));
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue().provider()).isEqualTo("nano-banana");
    assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(1).plus(POLL));
    assertThat(job.deadlineAt()).isNull();
    assertThat(job.error()).isEmpty();
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.REFUSED);
    assertReleased(job);

    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW.plusSeconds(90));
    assertThat(job.deadlineAt()).isEqualTo(NOW.plusSeconds(90).plus(TIMEOUT));
    assertThat(job.startedAt()).isEqualTo(NOW);
    assertThat(job.attempts()).extracting(Attempt::no).containsExactly(1, 2);
  }

  // FR-022
  @Test
  void a_job_fails_over_to_the_queue_of_the_next_provider_with_a_full_deadline() {
    GenerationJob job = running();
    assertThat(job.nextProvider()).contains("procedural");
    job.processing().failOver(FAILURE, "procedural", NOW.plusSeconds(30));
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue().provider()).isEqualTo("procedural");
    assertThat(dueAt(job)).isEqualTo(NOW.plusSeconds(30));
    assertThat(value(job, "provider_job_id")).isNull();
    assertThat(job.error()).isEmpty();
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.FAILED);
    assertThat(job.attempt().failureClass()).isEqualTo(FailureClass.GENERATION_FAILED);
    assertThat(job.attempt().message()).isEqualTo("it did not work");
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.ACCEPTED);
    assertThat(job.attempt().stage().handle()).contains(HANDLE);
    assertReleased(job);

    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW.plusSeconds(40));
    assertThat(job.deadlineAt()).isEqualTo(NOW.plusSeconds(40).plus(TIMEOUT));
    assertThat(job.attempt().provider()).isEqualTo("procedural");
    assertThat(job.attempt().stage().id()).isNotEqualTo(job.attempts().get(0).stage().id());
    assertThat(job.nextProvider()).isEmpty();
  }

  @Test
  void a_create_whose_outcome_is_unknown_may_have_been_charged() {
    GenerationJob job = processing();
    job.processing().failOverUnknown("connection reset", "procedural", NOW);
    assertThat(job.status()).isEqualTo(JobStatus.PENDING);
    assertThat(job.queue().provider()).isEqualTo("procedural");
    Attempt lost = job.attempts().get(0);
    assertThat(lost.status()).isEqualTo(AttemptStatus.UNKNOWN);
    assertThat(lost.message()).isEqualTo("connection reset");
    assertThat(lost.stage().outcome()).isEqualTo(StageOutcome.UNKNOWN);
    assertThat(lost.stage().costBasis()).isEqualTo(CostBasis.POSSIBLE);
    assertThat(lost.stage().estimatedCost()).isEqualTo(ESTIMATE.amount());
    assertThat(lost.stage().actualCost()).isNull();
  }

  @Test
  void an_unknown_create_without_a_price_has_an_unknown_cost() {
    GenerationJob job = pending();
    job.start(
        POLICY,
        SubmissionGuarantee.NONE,
        new ProviderCost(null, CostBasis.UNKNOWN, "USD"),
        null,
        LEASE,
        NOW);
    job.processing().failUnknown("connection reset", NOW);
    assertThat(job.attempt().stage().costBasis()).isEqualTo(CostBasis.UNKNOWN);
  }

  // What follows from what was asked for costs what it did when it was sent.
  @Test
  void a_create_is_settled_by_the_price_that_it_was_sent_at() {
    GenerationJob job = processing();
    job.processing()
        .complete(
            new ProviderCost(new BigDecimal("7.65"), CostBasis.COMPUTED, "EUR").forWhatWasAsked(),
            NOW);
    assertThat(job.attempt().stage().cost()).isEqualTo(ESTIMATE.as(CostBasis.COMPUTED));
  }

  @Test
  void credits_are_settled_by_the_price_that_they_had_when_the_create_was_sent() {
    GenerationJob job = pending();
    LocalDate then = LocalDate.of(2026, 7, 1);
    BigDecimal twenty = new BigDecimal("20");
    BigDecimal price = new BigDecimal("0.02");
    job.start(
        POLICY,
        SubmissionGuarantee.NONE,
        ProviderCost.of(twenty, price, CostBasis.ASSUMED, "USD", then),
        null,
        LEASE,
        NOW);
    job.processing().accepted(new ProviderHandle("task-1", ""), NOW);
    BigDecimal taken = new BigDecimal("15");
    ProviderCost told =
        ProviderCost.of(taken, new BigDecimal("0.9"), CostBasis.REPORTED, "EUR", then.plusDays(9));
    job.processing().complete(told.forWhatWasTaken(taken), NOW);
    assertThat(job.attempt().stage().cost())
        .isEqualTo(new ProviderCost(new BigDecimal("0.30"), CostBasis.REPORTED, "USD", then));
  }

  @Test
  void what_was_sent_when_no_price_was_kept_is_settled_by_the_price_of_now() {
    GenerationJob job = processing();
    BigDecimal taken = new BigDecimal("15");
    ProviderCost told =
        ProviderCost.of(taken, new BigDecimal("0.02"), CostBasis.REPORTED, "USD", null);
    job.processing().complete(told.forWhatWasTaken(taken), NOW);
    assertThat(job.attempt().stage().actualCost()).isEqualByComparingTo("0.30");
  }

  @Test
  void what_the_provider_says_a_create_cost_holds() {
    GenerationJob job = processing();
    ProviderCost said = new ProviderCost(new BigDecimal("7.65"), CostBasis.REPORTED, "EUR");
    job.processing().complete(said, NOW);
    assertThat(job.attempt().stage().cost()).isEqualTo(said);
  }

  @Test
  void a_create_of_unknown_cost_stands_for_what_it_was_expected_to_and_says_so() {
    GenerationJob job = processing();
    job.processing().complete(new ProviderCost(null, CostBasis.UNKNOWN, "EUR"), NOW);
    Stage stage = job.attempt().stage();
    assertThat(stage.actualCost()).isNull();
    assertThat(stage.costBasis()).isEqualTo(CostBasis.ASSUMED);
    assertThat(stage.priceAsOf()).isEqualTo(ESTIMATE.priceAsOf());
    assertThat(stage.currency()).as("of the estimate").isEqualTo("USD");
  }

  @Test
  void with_no_provider_left_an_unknown_create_fails_the_job_and_says_so() {
    GenerationJob job = processing();
    job.processing().failUnknown("connection reset", NOW.plusSeconds(1));
    assertSettled(job, JobStatus.FAILED, NOW.plusSeconds(1));
    assertThat(job.error())
        .contains(new JobError("SUBMISSION_UNKNOWN", "connection reset", "nano-banana", true));
  }

  @Test
  void a_refused_create_fails_the_job_with_its_provider_and_reason() {
    GenerationJob job = processing();
    job.processing().fail(FAILURE, ErrorCode.CONTENT_REFUSED, NOW.plusSeconds(1));
    assertSettled(job, JobStatus.FAILED, NOW.plusSeconds(1));
    assertThat(job.error())
        .contains(new JobError("CONTENT_REFUSED", "it did not work", "nano-banana", false));
    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.REFUSED);
  }

  @Test
  void a_result_that_cannot_be_stored_fails_the_job_but_its_cost_is_recorded() {
    GenerationJob job = running();
    job.processing()
        .failToKeep(
            ErrorCode.STORAGE_FULL, "no space", COST, NOW.plusSeconds(30), NOW.plusSeconds(1));
    assertSettled(job, JobStatus.FAILED, NOW.plusSeconds(1));
    assertThat(job.error()).contains(new JobError("STORAGE_FULL", "no space", "nano-banana", true));
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.SUCCEEDED);
    assertCharged(job);
  }

  // US2.3
  @Test
  void a_job_past_its_deadline_times_out() {
    GenerationJob job = running();
    job.processing().timeOut(WATCH, NOW.plus(TIMEOUT));
    assertSettled(job, JobStatus.TIMED_OUT, NOW.plus(TIMEOUT));
    assertThat(job.error())
        .contains(
            new JobError(
                "PROVIDER_TIMEOUT",
                "The provider did not finish within 60 s.",
                "nano-banana",
                true));
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.TIMED_OUT);
    assertThat(job.attempt().failureClass()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(job.attempt().stage().handle()).contains(HANDLE);
  }

  @Test
  void work_in_hand_is_polled_by_its_handle_and_created_by_its_stage() {
    Work create = Work.of(processing(), LEASE, false);
    assertThat(create.handle()).isEmpty();
    assertThat(create.repeated()).isFalse();
    GenerationJob job = running();
    Work poll = Work.of(job, LEASE, true);
    assertThat(poll.handle()).contains(HANDLE);
    assertThat(poll.stage()).isEqualTo(job.attempt().stage().id());
    assertThat(poll.deadline()).isEqualTo(job.deadlineAt());
    assertThat(poll.leaseUntil()).isEqualTo(LEASE.until());
    assertThat(poll.queue()).isEqualTo(job.queue());
  }

  @Test
  void cancelling_what_waits_ends_it_and_nothing_is_watched() {
    GenerationJob job = pending();

    job.cancel(WATCH, NOW.plusSeconds(1));

    assertThat(job.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(job.error()).hasValueSatisfying(e -> assertThat(e.code()).isEqualTo("CANCELLED"));
    assertThat(job.attempts()).isEmpty();
    assertThat(dueAt(job)).isNull();
  }

  @Test
  void cancelling_what_a_provider_has_frees_the_slot_and_watches_the_attempt() {
    GenerationJob job = running();

    job.cancel(WATCH, NOW.plusSeconds(1));

    assertSettled(job, JobStatus.CANCELLED, NOW.plusSeconds(1));
    assertThat(job.attempt().status()).isEqualTo(AttemptStatus.CANCELLED);
    assertThat(job.attempt().isWatched()).isTrue();
  }

  @Test
  void cancelling_while_a_create_is_sent_leaves_a_possible_charge() {
    GenerationJob job = processing();

    job.cancel(WATCH, NOW.plusSeconds(1));

    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.UNKNOWN);
    assertThat(job.attempt().stage().costBasis()).isEqualTo(CostBasis.POSSIBLE);
    assertThat(job.attempt().isWatched()).as("there is nothing to ask for").isFalse();
  }

  @Test
  void what_never_began_to_be_sent_costs_nothing_when_its_job_ends() {
    GenerationJob cancelled = begun();
    cancelled.cancel(WATCH, NOW.plusSeconds(1));
    GenerationJob late = begun();
    late.processing().timeOut(WATCH, NOW.plus(TIMEOUT));

    assertThat(List.of(cancelled, late))
        .allSatisfy(
            job -> {
              assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.REFUSED);
              assertThat(job.attempt().stage().actualCost()).isEqualByComparingTo("0");
              assertThat(job.attempt().isWatched()).isFalse();
              assertThat(job.mayBeCharged()).isFalse();
            });
  }

  @Test
  void a_refusal_that_is_heard_of_after_the_end_takes_the_possible_charge_away() {
    GenerationJob job = processing();
    Work sent = Work.of(job, LEASE, false);
    job.cancel(WATCH, NOW.plusSeconds(1));
    job.written();

    assertThat(job.refusedAfterAll(sent, NOW.plusSeconds(2))).contains(job.attempt());

    assertThat(job.attempt().stage().outcome()).isEqualTo(StageOutcome.REFUSED);
    assertThat(job.attempt().stage().actualCost()).isEqualByComparingTo("0");
    assertThat(job.mayBeCharged()).isFalse();
    assertThat(job.refusedAfterAll(sent, NOW.plusSeconds(3))).as("known by then").isEmpty();
    assertThat(processing().refusedAfterAll(sent, NOW)).as("another's").isEmpty();
  }

  @Test
  void promise_2_a_refusal_of_a_sending_says_nothing_of_what_was_sent_once_more_since() {
    for (SubmissionGuarantee guarantee : SubmissionGuarantee.values()) {
      GenerationJob job = pending();
      job.start(POLICY, guarantee, ESTIMATE, "sfx-1", LEASE, NOW);
      job.attempt().stage().begin(NOW);
      Work sent = Work.of(job, LEASE, false);
      job.written(); // taken by another node
      job.cancel(WATCH, NOW.plusSeconds(1));
      job.written();

      assertThat(job.refusedAfterAll(sent, NOW.plusSeconds(2)).isEmpty())
          .as(guarantee.name())
          .isEqualTo(
              guarantee == SubmissionGuarantee.REPLAY || guarantee == SubmissionGuarantee.REJECT);
    }
  }

  @Test
  void promise_2_what_was_accepted_and_not_heard_of_since_may_be_charged() {
    GenerationJob job = processing();
    job.processing().accepted(HANDLE, NOW);
    job.processing().timeOut(WATCH, NOW.plus(TIMEOUT));
    job.attempt().late().watchAgain(NOW.plus(Duration.ofDays(1)));

    assertThat(job.attempt().isWatched()).as("its watch is over").isFalse();
    assertThat(job.mayBeCharged()).isTrue();
  }

  @Test
  void what_is_not_given_up_is_refused_in_its_own_life_alone() {
    GenerationJob job = processing();
    assertThat(job.refusedAfterAll(Work.of(job, LEASE, false), NOW)).isEmpty();
    assertThat(job.attempt().stage().outcome()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = JobStatus.class,
      names = {"COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED"})
  void what_has_ended_cannot_be_cancelled(JobStatus status) {
    GenerationJob job = jobThatIs(status);

    assertThatThrownBy(() -> job.cancel(WATCH, NOW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_handle_without_state_has_an_empty_one() {
    GenerationJob job = processing();
    job.processing().accepted(new ProviderHandle("task-1", ""), NOW);
    assertThat(job.attempt().stage().handle()).contains(new ProviderHandle("task-1", ""));
  }

  @Test
  void what_a_job_shows_of_its_attempts_cannot_be_changed() {
    GenerationJob job = processing();
    assertThatThrownBy(() -> job.attempts().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> job.attempt().stages().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static GenerationJob jobThatIs(JobStatus status) {
    GenerationJob job = status == JobStatus.PENDING ? pending() : processing();
    switch (status) {
      case PENDING, PROCESSING -> {}
      case COMPLETED -> job.processing().complete(COST, NOW);
      case FAILED -> job.processing().fail(FAILURE, ErrorCode.PROVIDER_ERROR, NOW);
      case TIMED_OUT -> job.processing().timeOut(WATCH, NOW);
      case CANCELLED -> job.cancel(WATCH, NOW);
      case CANCELLING -> job.processing().beginToCancel(NOW.plusSeconds(30), NOW);
    }
    assertThat(job.status()).isEqualTo(status);
    return job;
  }

  private static GenerationJob pending() {
    return pending(null);
  }

  private static GenerationJob pending(Duration deadline) {
    return new GenerationJob(
        new JobOrder(
            new TenantId("acme"),
            new RunId("spring-26"),
            new StepId("s-3"),
            "generate_texture",
            Texture.of("gold", 1024, true),
            Priority.HIGH,
            "{\"campaign\":7}",
            List.of(),
            deadline),
        new Route(List.of("nano-banana", "procedural")),
        POLICY,
        NOW);
  }

  private static GenerationJob processing() {
    GenerationJob job = begun();
    job.attempt().stage().begin(NOW);
    return job;
  }

  /** Its intent is recorded, and it was not begun to be sent. */
  private static GenerationJob begun() {
    GenerationJob job = pending();
    job.start(POLICY, SubmissionGuarantee.NONE, ESTIMATE, "sfx-1", LEASE, NOW);
    return job;
  }

  private static GenerationJob running() {
    GenerationJob job = processing();
    job.processing().accepted(HANDLE, NOW);
    return job;
  }

  private static void assertSettled(GenerationJob job, JobStatus status, Instant at) {
    assertThat(job.status()).isEqualTo(status);
    assertThat(job.settledAt()).isEqualTo(at);
    assertThat(job.attempt().settledAt()).isEqualTo(at);
    assertThat(dueAt(job)).isNull();
    assertReleased(job);
  }

  // A tenth is taken off at most, so that jobs do not keep step.
  private static void assertDueAfter(Duration interval, GenerationJob job, Instant now) {
    assertThat((Instant) dueAt(job))
        .isBetween(now.plus(interval.multipliedBy(9).dividedBy(10)), now.plus(interval));
  }

  private static void assertCharged(GenerationJob job) {
    assertThat(job.attempt().stage().actualCost()).isEqualTo(COST.amount());
    assertThat(job.attempt().stage().cost()).isEqualTo(COST);
    assertThat(job.attempt().stage().estimate()).as("kept beside it").isEqualTo(ESTIMATE);
  }

  private static void assertReleased(GenerationJob job) {
    assertThat(value(job, "lease_owner")).isNull();
    assertThat(value(job, "lease_until")).isNull();
  }

  private static Object dueAt(GenerationJob job) {
    return value(job, "due_at");
  }

  // What only the database's queries look at has no accessor.
  private static Object value(GenerationJob job, String column) {
    return job.state().get(GenerationJob.COLUMNS.indexOf(column));
  }
}
