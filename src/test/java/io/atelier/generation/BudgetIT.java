package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atelier.ArquillianWar;
import io.atelier.cost.BudgetFixture;
import io.atelier.cost.BudgetUse;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.Problem;
import io.atelier.problem.ProblemException;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * US6 in advance: what a tenant may spend is kept back in the transaction that accepts, and what is
 * kept back and spent is, at every moment, what its jobs' rows add up to.
 */
@ExtendWith(ArquillianExtension.class)
class BudgetIT {
  private static final QueueKey PRICED =
      new QueueKey(EngineFixture.TENANT, PricedProvider.NAME, MediaKind.SFX);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration LATER = Duration.ofSeconds(31);
  private static final Duration LEASE_OVER = Duration.ofSeconds(9);
  private static final int AT_ONCE = 100;

  @Inject EngineFixture engine;
  @Inject Funding funding;
  @Inject LedgerProvider provider;
  @Inject PricedProvider priced;
  @Inject BudgetFixture budget;
  @Inject Acceptance acceptance;
  @Inject Unfunded unfunded;
  @Inject UnreadableEnd unreadable;
  @Inject LateAnswers lateAnswers;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.sfx.limit", "200",
            "generation.account-cap.procedural", "",
            "generation.circuit.failures", "1000000",
            "generation.sfx.providers", "ledger,priced"),
        BudgetIT.class,
        BudgetFixture.class,
        EngineFixture.class,
        FrozenNode.class,
        LedgerProvider.class,
        PricedProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    budget.none(EngineFixture.TENANT);
    provider.begin(SubmissionGuarantee.NONE);
    priced.begin(cost("0.060000"));
  }

  @AfterEach
  void the_counters_are_what_the_jobs_add_up_to() {
    assertThat(budget.differences(EngineFixture.TENANT)).isEmpty();
    budget.none(EngineFixture.TENANT); // others' tests have the same tenant
  }

  @Test
  void a_hundred_at_once_do_not_pass_a_hard_limit() throws Exception {
    hard("1.00");

    List<Boolean> accepted =
        together(
            i ->
                i % 2 == 0
                    ? () -> engine.accept()
                    // Each a transaction of its own, as if every one came to another node.
                    : () ->
                        acceptance.commit(
                            List.of(
                                acceptance.prepare(EngineFixture.order(EngineFixture.TENANT)))));

    assertThat(accepted).hasSize(AT_ONCE);
    assertThat(accepted.stream().filter(Boolean::booleanValue)).hasSize(25);
    assertThat(engine.count("generation_job")).isEqualTo(25);
    assertStands("1.000000", "0.000000", "0.000000");
  }

  @Test
  void what_is_refused_says_what_is_left() {
    hard("0.05");
    engine.accept();

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(engine::accept)
        .satisfies(
            e -> {
              Problem problem = e.problem();
              assertThat(problem.status()).isEqualTo(402);
              assertThat(problem.code()).isEqualTo("BUDGET_EXHAUSTED");
              assertThat(problem.budget())
                  .containsEntry("period", month(engine.clock.now()))
                  .containsEntry("currency", "USD")
                  .containsEntry("limit", "0.050000")
                  .containsEntry("spent", "0.000000")
                  .containsEntry("reserved", "0.040000")
                  .containsEntry("left", "0.010000")
                  .containsEntry("needed", "0.040000");
            });
  }

  @Test
  void a_batch_is_paid_for_as_a_whole_or_not_at_all() throws Exception {
    hard("0.16");
    List<JobOrder> five =
        Stream.generate(() -> EngineFixture.order(EngineFixture.TENANT)).limit(5).toList();

    refused(ErrorCode.BUDGET_EXHAUSTED, () -> engine.intake.accept(five));
    assertThat(engine.count("generation_job")).isZero();
    assertThat(engine.count("budget_period")).isZero();

    engine.intake.accept(five.subList(0, 4));
    assertStands("0.160000", "0.000000", "0.000000");
  }

  @Test
  void what_was_kept_back_is_spent_when_the_job_is_done() throws Exception {
    hard("1.00");
    UUID id = engine.begun();
    assertStands("0.040000", "0.000000", "0.960000");
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertStands("0.000000", "0.040000", "0.960000");
  }

  @Test
  void without_a_budget_nothing_is_counted_and_no_row_is_locked() throws Exception {
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(engine.count("budget_period")).isZero();
    assertThat(engine.count("generation_job WHERE held IS NOT NULL")).isZero();
  }

  @Test
  void FR_022_the_next_provider_is_paid_for_before_its_create_is_sent() throws Exception {
    hard("0.10");
    UUID id = lostAtTheFirst();

    assertStands("0.000000", "0.040000", "0.060000");
    assertThat(engine.admission.admit(PRICED)).as("there is no money for it yet").isEmpty();
    assertThat(unfunded.settle()).containsExactly(PRICED);
    assertStands("0.060000", "0.040000", "0.000000");
    engine.worker.perform(engine.admission.admit(PRICED).get(0));

    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
    assertStands("0.060000", "0.040000", "0.000000");
  }

  @Test
  void FR_022_a_job_whose_next_provider_cannot_be_paid_fails_with_BUDGET_EXHAUSTED()
      throws Exception {
    hard("0.09");
    UUID id = lostAtTheFirst();
    assertThat(engine.admission.admit(PRICED)).isEmpty();
    unfunded.settle();

    JobView failed = engine.view(id);
    assertThat(failed.status()).isEqualTo("FAILED");
    assertThat(failed.error()).isNotNull();
    assertThat(failed.error().code()).isEqualTo("BUDGET_EXHAUSTED");
    assertThat(failed.error().message()).contains("0.060000 USD", "0.050000");
    assertThat(priced.creates()).isZero();
    assertThat(engine.count("event WHERE type = 'job.failed'")).isPositive();
    assertStands("0.000000", "0.040000", "0.050000");
  }

  // A raised limit holds at once: also for a job that was found too dear just before.
  @Test
  void FR_022_a_job_is_not_ended_for_want_of_money_that_there_is_by_now() throws Exception {
    hard("0.09");
    UUID id = lostAtTheFirst();
    ProblemException reason = unaffordable(id);
    hard("0.10");

    assertThat(funding.refuse(EngineFixture.TENANT, id, reason)).isEmpty();
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.admission.admit(PRICED)).isEmpty();
    assertThat(unfunded.settle()).containsExactly(PRICED);
    assertStands("0.060000", "0.040000", "0.000000");
  }

  @Test
  void FR_022_what_another_job_gave_back_is_there_for_one_that_was_found_too_dear()
      throws Exception {
    hard("0.13");
    UUID id = lostAtTheFirst();
    UUID other = engine.accept();
    ProblemException reason = unaffordable(id);
    assertThat(funding.refuse(EngineFixture.TENANT, UUID.randomUUID(), reason))
        .as("no job")
        .isEmpty();
    engine.cancellation.cancel(EngineFixture.TENANT, other);
    assertThat(funding.refuse(EngineFixture.TENANT, id, reason)).isEmpty();

    budget.none(EngineFixture.TENANT);
    assertThat(funding.refuse(EngineFixture.TENANT, id, reason)).as("no budget").isEmpty();
    hard("0.04");
    assertThat(funding.refuse(EngineFixture.TENANT, id, reason)).contains(PRICED);
    assertThat(engine.view(id).status()).isEqualTo("FAILED");
  }

  @Test
  void FR_022_a_job_of_before_the_first_budget_ends_for_want_of_money_too() throws Exception {
    UUID id = lostAtTheFirst();
    hard("0.09");
    ProblemException reason = unaffordable(id);
    assertThat(funding.refuse(EngineFixture.TENANT, id, reason)).contains(PRICED);
    assertThat(engine.view(id).status()).isEqualTo("FAILED");
    assertStands("0.000000", "0.040000", "0.050000");
  }

  private ProblemException unaffordable(UUID job) {
    return catchThrowableOfType(
        ProblemException.class, () -> funding.fund(EngineFixture.TENANT, job));
  }

  @Test
  void SC_012_a_job_that_is_throttled_keeps_its_money() throws Exception {
    hard("0.04");
    provider.next(Fault.THROTTLED);
    UUID id = engine.begun();

    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertStands("0.040000", "0.000000", "0.000000");
    refused(ErrorCode.BUDGET_EXHAUSTED, engine::accept);
    engine.clock.advance(LATER);
    engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
  }

  @Test
  void a_cancelled_job_gives_back_what_was_not_spent() throws Exception {
    hard("1.00");
    UUID waiting = engine.accept();
    engine.cancellation.cancel(EngineFixture.TENANT, waiting);
    assertStands("0.000000", "0.000000", "1.000000");

    UUID stopped = engine.begun();
    provider.answerCancels(new Cancellation.Stopped(cost("0.010000")));
    engine.cancellation.cancel(EngineFixture.TENANT, stopped);
    assertStands("0.040000", "0.000000", "0.960000");
    engine.after(Duration.ZERO);
    assertThat(engine.view(stopped).status()).isEqualTo("CANCELLED");
    assertStands("0.000000", "0.010000", "0.990000");
  }

  @Test
  void promise_3_what_may_still_be_charged_is_kept_back_until_nobody_looks_any_more()
      throws Exception {
    hard("1.00");
    UUID id = engine.begun();
    engine.after(LATER);
    assertThat(engine.view(id).status()).isEqualTo("TIMED_OUT");
    assertStands("0.040000", "0.000000", "0.960000");

    engine.after(Duration.ofMinutes(61));
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertStands("0.000000", "0.040000", "0.960000");
  }

  @Test
  void promise_3_a_late_result_is_paid_for_once() throws Exception {
    hard("1.00");
    engine.begun();
    engine.after(LATER);
    provider.endAll(State.DONE);
    engine.after(LATER);

    assertStands("0.000000", "0.040000", "0.960000");
  }

  @Test
  void a_crash_releases_nothing_twice_and_leaks_nothing() throws Exception {
    provider.begin(SubmissionGuarantee.REPLAY);
    hard("1.00");
    UUID id = engine.accept();
    Work sent = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    assertStands("0.040000", "0.000000", "0.960000");
    provider.receiveUnheard(sent);

    engine.after(LEASE_OVER);
    assertStands("0.040000", "0.000000", "0.960000");
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertStands("0.000000", "0.040000", "0.960000");
  }

  @Test
  void a_handle_that_is_recorded_after_its_job_went_on_is_kept_back_again() throws Exception {
    hard("1.00");
    engine.accept();
    Work work = engine.admission.admit(EngineFixture.SOUNDS).get(0);
    engine.sentUnheard(work);
    engine.clock.advance(LEASE_OVER);
    engine.inHand.takeDue().forEach(engine.worker::perform);
    assertStands("0.000000", "0.040000", "0.960000");

    lateAnswers.accepted(PaidTask.of(work, new ProviderHandle(provider.tasks().get(0).id, "")));
    assertStands("0.040000", "0.000000", "0.960000");
    provider.endAll(State.DONE);
    engine.after(LATER);
    assertStands("0.000000", "0.040000", "0.960000");
  }

  @Test
  void a_second_create_is_paid_for_before_it_is_sent_or_not_sent() throws Exception {
    hard("0.07");
    UUID id = secondPrepared();
    engine.after(Duration.ZERO);

    assertThat(engine.view(id).status()).isEqualTo("FAILED");
    assertThat(engine.view(id).error()).isNotNull();
    assertThat(engine.view(id).error().code()).isEqualTo("BUDGET_EXHAUSTED");
    assertThat(provider.received()).hasSize(1);
    assertStands("0.000000", "0.040000", "0.030000");
  }

  @Test
  void a_second_create_that_there_is_money_for_goes_on() throws Exception {
    hard("0.08");
    UUID id = secondPrepared();
    engine.after(Duration.ZERO);
    assertStands("0.040000", "0.040000", "0.000000");
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertStands("0.000000", "0.080000", "0.000000");
  }

  @Test
  void a_second_create_that_became_dearer_while_it_waited_is_paid_for_or_not_sent()
      throws Exception {
    hard("0.11");
    UUID id = secondPrepared();
    provider.sells("dearer", "0.08");
    engine.after(Duration.ZERO);

    assertThat(engine.view(id).error()).isNotNull();
    assertThat(engine.view(id).error().code()).isEqualTo("BUDGET_EXHAUSTED");
    assertThat(provider.received()).hasSize(1);
    assertStands("0.000000", "0.040000", "0.070000");
  }

  @Test
  void a_second_create_that_became_dearer_takes_what_it_costs_when_it_is_sent() throws Exception {
    hard("0.12");
    secondPrepared();
    provider.sells("dearer", "0.08");
    engine.after(Duration.ZERO);

    assertThat(provider.received()).hasSize(2);
    assertStands("0.080000", "0.040000", "0.000000");
  }

  @Test
  void a_first_budget_counts_a_second_create_that_is_just_about_to_be_sent() throws Exception {
    engine.begun();
    provider.stages(2);
    provider.endAll(State.DONE);
    engine.after(POLL);
    Work funded = funding.fundStage(engine.inHand.takeDue().get(0));

    hard("1.00");
    assertThat(engine.laterCreates.begin(funded)).isPresent();

    assertStands("0.040000", "0.040000", "0.920000");
  }

  @Test
  void both_creates_are_kept_back_when_both_are_expected() throws Exception {
    hard("0.11");
    provider.stages(2);
    engine.begun();
    assertStands("0.080000", "0.000000", "0.030000");
    refused(ErrorCode.BUDGET_EXHAUSTED, engine::accept);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertStands("0.040000", "0.040000", "0.030000");
    engine.after(Duration.ZERO);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertStands("0.000000", "0.080000", "0.030000");
  }

  @Test
  void a_retry_is_paid_for_as_any_other_job() throws Exception {
    hard("0.08");
    UUID id = engine.accept();
    engine.cancellation.cancel(EngineFixture.TENANT, id);
    JobView again = engine.intake.retry(EngineFixture.TENANT, id, false);
    assertStands("0.040000", "0.000000", "0.040000");
    engine.cancellation.cancel(EngineFixture.TENANT, again.id());
    engine.accept();
    engine.accept();
    refused(
        ErrorCode.BUDGET_EXHAUSTED,
        () -> engine.intake.retry(EngineFixture.TENANT, again.id(), false));
  }

  @Test
  void a_job_belongs_to_the_month_and_day_of_its_acceptance_whenever_it_ends() throws Exception {
    hard("0.05");
    Instant now = engine.clock.now();
    Instant edge =
        YearMonth.from(now.atOffset(ZoneOffset.UTC))
            .plusMonths(1)
            .atDay(1)
            .atStartOfDay()
            .toInstant(ZoneOffset.UTC);
    engine.clock.advance(Duration.between(now, edge.minusMillis(500)));
    String before = month(engine.clock.now());
    UUID old = engine.begun();
    refused(ErrorCode.BUDGET_EXHAUSTED, engine::accept);
    engine.clock.advance(Duration.ofSeconds(1));
    String after = month(engine.clock.now());
    assertThat(after).isNotEqualTo(before);
    engine.accept();
    provider.endAll(State.DONE);
    engine.after(POLL);

    assertThat(engine.view(old).status()).isEqualTo("COMPLETED");
    assertThat(counted(before)).isEqualTo("0.000000 0.040000");
    assertThat(counted(after)).isEqualTo("0.040000 0.000000");
    assertThat(
            engine.count(
                "cost_entry WHERE job_id = '%s' AND to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM') = '%s'"
                    .formatted(old, before)))
        .as("the ledger's line")
        .isOne();
    assertThat(counted(before + "-" + edge.minusMillis(1).atOffset(ZoneOffset.UTC).getDayOfMonth()))
        .isEqualTo("0.000000 0.040000");
  }

  @Test
  void a_daily_limit_is_of_the_utc_day() {
    budget.setDaily(EngineFixture.TENANT, "0.04");
    engine.accept();
    refused(ErrorCode.BUDGET_EXHAUSTED, engine::accept);
    assertThat(budget.day(EngineFixture.TENANT).left()).isEqualTo("0.000000");
    engine.clock.advance(Duration.ofDays(1));
    engine.accept();
  }

  @Test
  void a_budget_that_is_set_later_counts_what_the_month_has_spent_and_what_is_under_way()
      throws Exception {
    engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL);
    UUID waiting = engine.accept();
    engine.cancellation.cancel(EngineFixture.TENANT, waiting);
    engine.begun();
    UUID third = engine.accept();
    hard("0.10");
    assertStands("0.040000", "0.040000", "0.020000");

    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).isEmpty();
    unfunded.settle();
    assertThat(engine.view(third).error()).isNotNull();
    assertThat(engine.view(third).error().code()).isEqualTo("BUDGET_EXHAUSTED");
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertStands("0.000000", "0.080000", "0.020000");
  }

  @Test
  void a_budget_that_another_node_froze_with_keeps_no_other_tenants_jobs_from_their_money()
      throws Exception {
    TenantId other = new TenantId("fixture-other");
    QueueKey others = new QueueKey(other, LedgerProvider.NAME, MediaKind.SFX);
    engine.begun();
    engine.accept();
    engine.accept();
    engine.intake.accept(EngineFixture.order(other));
    hard("0.12");
    budget.set(other, null, "0.08");
    try (FrozenNode frozen =
        new FrozenNode(
            work -> engine.inTransaction(work::get),
            () ->
                engine
                    .entities
                    .createNativeQuery(
                        "SELECT 1 FROM budget_period WHERE tenant_id = ?1 FOR UPDATE")
                    .setParameter(1, EngineFixture.TENANT.value())
                    .getResultList())) {
      for (int tick = 0; tick < 3; tick++) {
        assertThat(engine.admission.admit(EngineFixture.SOUNDS)).isEmpty();
        engine.admission.admit(others);
        assertThat(executor().submit(() -> unfunded.settle()).get(30, TimeUnit.SECONDS))
            .as("it waits for a moment, not for the other node")
            .isEqualTo(tick == 0 ? List.of(others) : List.of());
      }
      assertThat(frozen.isFrozen()).isTrue();
    } finally {
      budget.none(other);
    }
    engine.admission.admit(EngineFixture.SOUNDS);
    assertThat(unfunded.settle()).containsExactly(EngineFixture.SOUNDS);
    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).hasSize(2);
  }

  // Issue 7: nobody overshoots, from the first moment on.
  @Test
  void a_job_that_is_being_accepted_while_the_first_budget_is_set_is_counted() throws Exception {
    Future<?> set;
    engine.transaction.begin();
    try {
      acceptance.commit(List.of(acceptance.prepare(EngineFixture.order(EngineFixture.TENANT))));
      set = executor().submit(() -> hard("0.04"));
      while (engine.waitingForSettings() == 0) {
        assertThat(set.isDone()).as("set beside a job that it may not have seen").isFalse();
      }
    } finally {
      engine.transaction.commit();
    }
    set.get(60, TimeUnit.SECONDS);
    assertThat(engine.count("generation_job WHERE held IS NULL")).isZero();
    assertThat(engine.admission.admit(EngineFixture.SOUNDS)).isEmpty();
    unfunded.settle();

    assertStands("0.040000", "0.000000", "0.000000");
    refused(ErrorCode.BUDGET_EXHAUSTED, engine::accept);
  }

  @Test
  void a_job_that_comes_while_the_first_budget_is_being_set_waits_and_is_counted()
      throws Exception {
    Future<UUID> accepted;
    engine.transaction.begin();
    try {
      hard("0.04");
      accepted = executor().submit(engine::accept);
      while (engine.waitingForSettings() == 0) {
        assertThat(accepted.isDone()).as("accepted beside it").isFalse();
      }
    } finally {
      engine.transaction.commit();
    }
    accepted.get(60, TimeUnit.SECONDS);

    assertThat(engine.count("generation_job WHERE held IS NULL")).isZero();
    engine.admission.admit(EngineFixture.SOUNDS);
    unfunded.settle();
    // By its rows: what is shown of a budget may be of a second ago.
    assertThat(counted(month(engine.clock.now()))).isEqualTo("0.040000 0.000000");
  }

  @Test
  void of_a_hundred_accepted_while_a_budget_is_set_and_taken_away_each_is_counted()
      throws Exception {
    together(
        i ->
            i % 20 != 10
                ? engine::accept
                : () -> {
                  budget.none(EngineFixture.TENANT);
                  hard("100");
                  return i;
                });

    assertThat(engine.count("generation_job")).isEqualTo(95);
    assertThat(engine.count("generation_job WHERE held IS NULL")).isZero();
    assertThat(budget.differences(EngineFixture.TENANT)).isEmpty();
  }

  @Test
  void a_first_budget_counts_this_month_and_of_older_jobs_what_they_still_take_is_not_counted()
      throws Exception {
    hard("1.00");
    engine.begun();
    engine.clock.advance(Duration.ofDays(40));
    UUID ended = engine.accept();
    engine.cancellation.cancel(EngineFixture.TENANT, ended);
    engine.begun();
    budget.none(EngineFixture.TENANT);
    hard("1.00");

    assertStands("0.040000", "0.000000", "0.960000");
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertStands("0.000000", "0.040000", "0.960000");
    assertThat(engine.count("budget_period")).as("a day and a month").isEqualTo(2);
  }

  @Test
  void a_budget_that_is_taken_away_lets_go_of_what_waits() throws Exception {
    hard("0.04");
    UUID id = engine.accept();
    budget.none(EngineFixture.TENANT);
    engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    engine.accept();
    assertThat(engine.view(id).status()).isEqualTo("PROCESSING");
  }

  @Test
  void what_nobody_knows_the_price_of_is_refused_below_a_hard_limit_only() throws Exception {
    provider.next(Fault.LOST_BEFORE);
    priced.begin(ProviderCost.unknown("USD"));
    hard("5");
    JobOrder order = orderAt(PricedProvider.NAME);
    refused(ErrorCode.PRICE_UNKNOWN, () -> engine.intake.accept(order));

    budget.set(EngineFixture.TENANT, "5", null);
    UUID id = engine.intake.accept(order).id();
    engine.worker.perform(engine.admission.admit(PRICED).get(0));
    assertThat(engine.view(id).attempts().get(0).estimatedCost()).isNull();
    assertStands("0.000000", "0.000000", null);
  }

  @Test
  void what_is_known_of_a_price_is_kept_back_where_the_rest_is_not() throws Exception {
    priced.begin(ProviderCost.unknown("USD"), cost("0.060000"));
    budget.set(EngineFixture.TENANT, "5", null);
    engine.intake.accept(orderAt(PricedProvider.NAME));
    assertStands("0.060000", "0.000000", null);
    engine.worker.perform(engine.admission.admit(PRICED).get(0));
    assertStands("0.060000", "0.000000", null);
  }

  @Test
  void FR_022_a_job_fails_with_PRICE_UNKNOWN_where_its_next_provider_has_no_price()
      throws Exception {
    hard("5");
    priced.begin(ProviderCost.unknown("USD"));
    UUID id = lostAtTheFirst();
    assertThat(engine.admission.admit(PRICED)).isEmpty();
    unfunded.settle();
    assertThat(engine.view(id).error()).isNotNull();
    assertThat(engine.view(id).error().code()).isEqualTo("PRICE_UNKNOWN");
    assertThat(priced.creates()).isZero();
  }

  @Test
  void prices_in_another_currency_are_refused() {
    budget.setIn("EUR", EngineFixture.TENANT, "5");
    refused(ErrorCode.CURRENCY_MISMATCH, engine::accept);
  }

  @Test
  void what_costs_nothing_is_made_also_where_nothing_is_left() throws Exception {
    hard("0");
    priced.begin(ProviderCost.free("USD"));
    engine.intake.accept(orderAt(PricedProvider.NAME));
    assertThat(engine.admission.admit(PRICED)).hasSize(1);
  }

  @Test
  void a_soft_limit_is_told_of_once() throws Exception {
    long before = engine.count("event WHERE type = 'budget.soft_limit_reached'");
    budget.set(EngineFixture.TENANT, "0.08", "1.00");
    engine.accept();
    assertThat(engine.count("event WHERE type = 'budget.soft_limit_reached'")).isEqualTo(before);
    engine.accept();
    engine.accept();

    assertThat(engine.count("event WHERE type = 'budget.soft_limit_reached'"))
        .isEqualTo(before + 1);
    assertThat(
            engine.count(
                "event WHERE type = 'budget.soft_limit_reached' AND data ->> 'reserved' ="
                    + " '0.080000' AND data ->> 'soft' = '0.080000' AND data ->> 'period' = '"
                    + month(engine.clock.now())
                    + "'"))
        .isPositive();
  }

  // Issue 7, bounded cardinality: of more tenants than there are names, those nearest to a limit.
  @Test
  void of_more_tenants_than_are_shown_the_nearest_to_its_limit_is_shown_alone() {
    TenantId far = new TenantId("gauges-far");
    TenantId near = new TenantId("gauges-near");
    budget.set(far, null, "1000.00");
    budget.set(near, null, "0");
    try {
      assertThat(budget.shown(1000)).contains(far.value(), near.value());
      assertThat(budget.shown(1)).as("what is shown no more is gone").hasSize(1);
      assertThat(budget.shown(1)).doesNotContain(far.value());
    } finally {
      budget.none(far);
      budget.none(near);
    }
    assertThat(budget.shown(1000)).doesNotContain(far.value(), near.value());
  }

  @Test
  void a_job_that_cannot_be_read_any_more_keeps_no_money_back() throws Exception {
    hard("1.00");
    UUID waiting = engine.accept();
    unreadable.end(waiting);
    assertStands("0.000000", "0.000000", "1.000000");

    UUID sent = engine.begun();
    unreadable.end(sent);
    assertStands("0.000000", "0.040000", "0.960000");
  }

  private void hard(String limit) {
    budget.set(EngineFixture.TENANT, null, limit);
  }

  private UUID lostAtTheFirst() throws Exception {
    provider.next(Fault.LOST_BEFORE);
    UUID id = engine.begun();
    assertThat(engine.view(id).status()).isEqualTo("PENDING");
    assertThat(engine.view(id).provider()).isEqualTo(PricedProvider.NAME);
    return id;
  }

  /** A job whose first create is done, and which turns out to need a second one. */
  private UUID secondPrepared() throws Exception {
    UUID id = engine.begun();
    provider.stages(2);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(provider.tasks()).hasSize(1);
    assertStands("0.000000", "0.040000", null, false);
    return id;
  }

  private static JobOrder orderAt(String provider) {
    JobOrder order = EngineFixture.order(EngineFixture.TENANT);
    return new JobOrder(
        order.tenant(),
        order.run(),
        order.step(),
        order.skill(),
        order.request(),
        order.priority(),
        null,
        List.of(provider),
        null);
  }

  private static ProviderCost cost(String amount) {
    return new ProviderCost(new BigDecimal(amount), CostBasis.ASSUMED, "USD");
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private void assertStands(String reserved, String spent, String left) {
    assertStands(reserved, spent, left, true);
  }

  private void assertStands(String reserved, String spent, String left, boolean checksLeft) {
    BudgetUse use = budget.month(EngineFixture.TENANT);
    assertThat(use.reserved()).as("reserved").isEqualTo(reserved);
    assertThat(use.spent()).as("spent").isEqualTo(spent);
    if (checksLeft) {
      assertThat(use.left()).as("left").isEqualTo(left);
    }
    assertThat(budget.differences(EngineFixture.TENANT)).isEmpty();
  }

  private static String month(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC)).toString();
  }

  private String counted(String period) throws Exception {
    return engine.inTransaction(
        () ->
            (String)
                engine
                    .entities
                    .createNativeQuery(
                        "SELECT reserved || ' ' || spent FROM budget_period WHERE period = ?1")
                    .setParameter(1, period)
                    .getSingleResult());
  }

  private static ManagedExecutorService executor() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
  }

  /** What each came to: whether it was accepted, or refused for want of money. */
  private static List<Boolean> together(IntFunction<Callable<?>> call) throws Exception {
    ManagedExecutorService executor = executor();
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      Callable<?> one = call.apply(i);
      all.add(
          executor.submit(
              () -> {
                start.await();
                try {
                  one.call();
                  return true;
                } catch (ProblemException e) {
                  assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXHAUSTED);
                  return false;
                }
              }));
    }
    start.countDown();
    List<Boolean> outcomes = new ArrayList<>();
    for (Future<Boolean> one : all) {
      outcomes.add(one.get(60, TimeUnit.SECONDS));
    }
    return outcomes;
  }
}
