package io.atelier.generation;

import static io.atelier.problem.Problems.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.StepId;
import io.atelier.tenant.Actor;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 7, operations: failed jobs made once more, and live ones cancelled, by filter. */
@ExtendWith(ArquillianExtension.class)
class BulkJobsIT extends LedgerEngine {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Actor OLGA = new Actor("olga", new TenantId("ops"));
  private static final String FIXTURE = "'filter':{'tenant':'fixture'}";

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject BulkJobs bulk;
  @Inject BulkChanges changes;
  @Inject SelectedJobs selected;
  @Inject MetricRegistry metrics;

  @BeforeEach
  void empty() throws Exception {
    engine.empty("audit_entry");
    provider.begin(SubmissionGuarantee.NONE);
    engine.clock.advance(Duration.ofMinutes(2));
  }

  @Test
  void failed_jobs_are_counted_before_anything_is_done() throws Exception {
    failed(3);
    UUID doubtful = doubtful();
    assertThat(engine.view(doubtful).status()).isEqualTo("FAILED");

    BulkOutcome counted = retry("{" + FIXTURE + ",'dry_run':true,'limit':1}");
    assertThat(counted.dryRun()).isTrue();
    assertThat(counted.matching()).isEqualTo(4);
    assertThat(counted.leftOut()).containsExactly(Map.entry("POSSIBLE_CHARGE", 1L));
    assertThat(counted.done()).isZero();
    assertThat(jobs()).isEqualTo(4);
    assertThat(engine.count("audit_entry")).isZero();
  }

  @Test
  void what_a_provider_may_charge_for_is_left_out_and_the_rest_is_made_once_more_in_parts()
      throws Exception {
    List<UUID> failed = failed(3);
    doubtful();

    List<UUID> again = new ArrayList<>();
    BulkOutcome part = retry("{" + FIXTURE + ",'limit':2}");
    again.addAll(part.jobs());
    assertThat(part.done()).isEqualTo(2);
    assertThat(part.matching()).isEqualTo(4);
    while (part.next() != null) {
      part = retry("{" + FIXTURE + ",'limit':2,'cursor':'" + part.next() + "'}");
      again.addAll(part.jobs());
    }
    assertThat(part.leftOut()).containsExactly(Map.entry("POSSIBLE_CHARGE", 1L));
    assertThat(again).hasSize(3).doesNotHaveDuplicates();
    for (int i = 0; i < 3; i++) {
      assertThat(engine.view(again.get(i)).retryOf())
          .as("the earliest ended first")
          .isEqualTo(failed.get(i));
    }
    assertThat(
            engine.count(
                "audit_entry WHERE action = 'job-retry' AND tenant_id = 'fixture'"
                    + " AND actor = 'olga' AND detail -> 'filter' = '{\"tenant\":\"fixture\"}'"))
        .isEqualTo(3);
  }

  // Promise 3: what the ledger calls a possible charge is one for a retry too.
  @Test
  void what_the_books_have_as_a_possible_charge_is_left_out_and_made_by_who_knows()
      throws Exception {
    List<UUID> failed = failed(2);
    engine.sql(
        "UPDATE stage SET cost_basis = 'POSSIBLE' WHERE attempt_id IN"
            + " (SELECT id FROM attempt WHERE job_id = '"
            + failed.get(0)
            + "')");
    engine.forgetEntities();

    assertThat(retry("{" + FIXTURE + ",'dry_run':true}").leftOut())
        .containsExactly(Map.entry("POSSIBLE_CHARGE", 1L));
    BulkOutcome done = retry("{" + FIXTURE + "}");
    assertThat(done.leftOut()).containsExactly(Map.entry("POSSIBLE_CHARGE", 1L));
    assertThat(done.jobs()).hasSize(1);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> engine.intake.retry(EngineFixture.TENANT, failed.get(0), false))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POSSIBLE_CHARGE));
    assertThat(engine.intake.retry(EngineFixture.TENANT, failed.get(0), true).retryOf())
        .isEqualTo(failed.get(0));
  }

  @Test
  void a_request_that_is_repeated_makes_nothing_twice() throws Exception {
    failed(5);
    String order = "{" + FIXTURE + "}";
    assertThat(retry(order).done()).isEqualTo(5);
    BulkOutcome repeated = retry(order);
    assertThat(repeated.matching()).isZero();
    assertThat(repeated.done()).isZero();
    assertThat(jobs()).isEqualTo(10);
  }

  @Test
  void eight_at_once_make_each_job_once_more_once() throws Exception {
    failed(12);
    ManagedExecutorService threads =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    List<Callable<BulkOutcome>> calls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> retry("{" + FIXTURE + "}"));
    }
    long done = 0;
    for (Future<BulkOutcome> one : threads.invokeAll(calls)) {
      done += one.get().done();
    }
    assertThat(done).isEqualTo(12);
    assertThat(jobs()).isEqualTo(24);
    assertThat(engine.count("generation_job WHERE retry_of IS NOT NULL")).isEqualTo(12);
    assertThat(engine.count("audit_entry")).isEqualTo(12);
  }

  @Test
  void a_job_whose_step_went_on_without_it_is_left_out() throws Exception {
    UUID old = failed(1).get(0);
    JobOrder next = EngineFixture.order(EngineFixture.TENANT);
    String step = engine.view(old).step();
    engine.intake.accept(
        new JobOrder(
            next.tenant(),
            next.run(),
            new StepId(step),
            next.skill(),
            next.request(),
            next.priority(),
            null,
            List.of(),
            null));

    BulkOutcome outcome = retry("{" + FIXTURE + "}");
    assertThat(outcome.done()).isZero();
    assertThat(outcome.leftOut()).containsExactly(Map.entry("JOB_NOT_RETRYABLE", 1L));
  }

  @Test
  void each_part_of_a_filter_counts() throws Exception {
    failed(1);
    String between =
        "'settled_after':'%s','settled_before':'%s'"
            .formatted(engine.clock.now().minusSeconds(60), engine.clock.now().plusSeconds(60));
    for (String filter :
        List.of(
            "'tenant':'fixture','status':'FAILED'",
            "'run':'run'",
            "'provider':'ledger'",
            "'kind':'sfx'",
            "'error_code':'PROVIDER_ERROR'",
            between)) {
      assertThat(retry("{'filter':{" + filter + "},'dry_run':true}").matching()).as(filter).isOne();
    }
    for (String filter :
        List.of(
            "'tenant':'other'",
            "'tenant':'fixture','status':'TIMED_OUT'",
            "'run':'else'",
            "'provider':'procedural'",
            "'kind':'bgm'",
            "'error_code':'PROVIDER_TIMEOUT'",
            "'settled_after':'" + engine.clock.now().plusSeconds(60) + "'",
            "'settled_before':'" + engine.clock.now().minusSeconds(60) + "'")) {
      assertThat(retry("{'filter':{" + filter + "}}").matching()).as(filter).isZero();
    }
    assertThat(jobs()).isOne();
  }

  @Test
  void live_jobs_are_cancelled_those_that_wait_first_and_nobody_takes_their_slots()
      throws Exception {
    UUID begun = engine.begun();
    List<UUID> waiting = List.of(engine.accept(), engine.accept(), engine.accept());
    engine.intake.accept(EngineFixture.order(new TenantId("other")));
    assertThat(cancel("{" + FIXTURE + ",'dry_run':true}").matching()).isEqualTo(4);
    assertThat(engine.count("generation_job WHERE status = 'CANCELLED'")).isZero();

    BulkOutcome part = cancel("{" + FIXTURE + ",'limit':3}");
    assertThat(part.jobs()).containsExactlyElementsOf(waiting);
    assertThat(engine.view(begun).status()).isEqualTo("PROCESSING");
    assertThat(cancel("{" + FIXTURE + "}").jobs()).containsExactly(begun);
    assertThat(engine.view(begun).status()).as("its provider is told").isEqualTo("CANCELLING");
    engine.after(Duration.ZERO);
    assertThat(engine.view(begun).status()).isEqualTo("CANCELLED");

    BulkOutcome nothing = cancel("{" + FIXTURE + "}");
    assertThat(nothing.matching()).isZero();
    assertThat(engine.count("generation_job WHERE status = 'PENDING'")).as("another's").isOne();
    assertThat(engine.count("audit_entry WHERE action = 'job-cancel'")).isEqualTo(4);
  }

  @Test
  void jobs_that_cannot_be_cancelled_do_not_keep_the_rest_from_it() throws Exception {
    UUID begun = engine.begun();
    List<UUID> waiting = List.of(engine.accept(), engine.accept(), engine.accept());
    unreadable(waiting.get(0));
    unreadable(waiting.get(1));

    BulkOutcome part = cancel("{" + FIXTURE + ",'limit':2}");
    assertThat(part.leftOut()).containsExactly(Map.entry("INTERNAL_ERROR", 2L));
    assertThat(part.next()).isNotNull();
    part = cancel("{" + FIXTURE + ",'limit':2,'cursor':'" + part.next() + "'}");
    assertThat(part.jobs()).containsExactly(waiting.get(2), begun);
    assertThat(part.next()).isNull();
  }

  @Test
  void a_cursor_of_the_other_order_is_refused() {
    String ended =
        BulkOrder.next(new SelectedJobs.Position("2026-11-28T18:00:00Z", new UUID(0, 1)));
    String live = BulkOrder.next(new SelectedJobs.Position("false", new UUID(0, 1)));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> cancel("{" + FIXTURE + ",'cursor':'" + ended + "'}"))
        .satisfies(e -> assertThat(e.problem().field()).isEqualTo("cursor"));
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> retry("{" + FIXTURE + ",'cursor':'" + live + "'}"))
        .satisfies(e -> assertThat(e.problem().field()).isEqualTo("cursor"));
  }

  // Audited: who did it. Two may have chosen the same jobs before either came to them.
  @Test
  void what_somebody_else_cancelled_meanwhile_is_neither_counted_nor_audited() throws Exception {
    UUID begun = engine.begun();
    UUID waiting = engine.accept();
    JobSelection meant = BulkOrder.toCancel(body("{" + FIXTURE + "}")).selection();
    List<SelectedJobs.Selected> chosen = selected.live(meant, Optional.empty(), 2);
    assertThat(chosen).extracting(SelectedJobs.Selected::job).containsExactly(waiting, begun);
    assertThat(cancel("{" + FIXTURE + "}").done()).isEqualTo(2);

    for (SelectedJobs.Selected one : chosen) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> changes.cancel(OLGA, one, meant.json()))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_SETTLED));
    }
    assertThat(engine.count("audit_entry WHERE action = 'job-cancel'")).isEqualTo(2);
  }

  @Test
  void eight_at_once_cancel_each_job_once() throws Exception {
    for (int i = 0; i < 12; i++) {
      engine.accept();
    }
    ManagedExecutorService threads =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    long done = 0;
    for (Future<BulkOutcome> one :
        threads.invokeAll(
            Collections.<Callable<BulkOutcome>>nCopies(8, () -> cancel("{" + FIXTURE + "}")))) {
      done += one.get().done();
    }
    assertThat(done).isEqualTo(12);
    assertThat(engine.count("audit_entry")).isEqualTo(12);
  }

  @Test
  void what_is_made_once_more_is_counted_as_accepted() throws Exception {
    failed(3);
    long before = accepted();
    assertThat(retry("{" + FIXTURE + ",'dry_run':true}").matching()).isEqualTo(3);
    assertThat(accepted()).isEqualTo(before);
    assertThat(retry("{" + FIXTURE + "}").done()).isEqualTo(3);
    assertThat(accepted()).isEqualTo(before + 3);
  }

  @Test
  void what_a_cancel_ends_is_counted_as_settled_and_what_its_provider_is_told_of_is_not_yet()
      throws Exception {
    engine.begun();
    UUID unheard = engine.accept();
    engine.sentUnheard(engine.admission.admit(EngineFixture.SOUNDS).get(0));
    engine.accept();
    long before = cancelled();

    assertThat(cancel("{" + FIXTURE + "}").done()).isEqualTo(3);
    assertThat(engine.view(unheard).status()).as("nothing to cancel it by").isEqualTo("CANCELLED");
    assertThat(engine.count("generation_job WHERE status = 'CANCELLING'")).isOne();
    assertThat(cancelled()).isEqualTo(before + 2);
  }

  @Test
  void a_job_that_cannot_be_read_is_left_out_and_the_rest_is_done() throws Exception {
    List<UUID> failed = failed(3);
    unreadable(failed.get(1));
    BulkOutcome again = retry("{" + FIXTURE + "}");
    assertThat(again.done()).isEqualTo(2);
    assertThat(again.leftOut()).containsExactly(Map.entry("INTERNAL_ERROR", 1L));
    assertThat(engine.count("audit_entry WHERE action = 'job-retry'")).isEqualTo(2);

    unreadable(again.jobs().get(0));
    BulkOutcome ended = cancel("{" + FIXTURE + "}");
    assertThat(ended.jobs()).containsExactly(again.jobs().get(1));
    assertThat(ended.leftOut()).containsExactly(Map.entry("INTERNAL_ERROR", 1L));
  }

  @Test
  void possible_charges_are_counted_for_a_dry_run_alone() throws Exception {
    failed(2);
    SelectedJobs.Position end =
        new SelectedJobs.Position(engine.clock.now().plusSeconds(60).toString(), new UUID(0, 0));
    String order = "{" + FIXTURE + ",'cursor':'" + BulkOrder.next(end) + "'";
    assertThat(looksAtAttempts(order + ",'dry_run':true}")).isPositive();
    assertThat(looksAtAttempts(order + "}")).isZero();
  }

  private long looksAtAttempts(String order) throws Exception {
    return engine.inTransaction(
        () -> {
          long before = attemptScans(); // may hold what this connection did a moment ago
          assertThat(retry(order).matching()).isEqualTo(2);
          return attemptScans() - before;
        });
  }

  private long attemptScans() {
    return ((Number)
            engine
                .entities
                .createNativeQuery(
                    "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_xact_user_tables"
                        + " WHERE relname = 'attempt'")
                .getSingleResult())
        .longValue();
  }

  private void unreadable(UUID job) throws Exception {
    engine.sql(
        "UPDATE generation_job SET request = '{\"request\":\"poem\"}' WHERE id = '" + job + "'");
    engine.forgetEntities();
  }

  private long accepted() {
    return metrics.counter("atelier_jobs_accepted", new Tag("kind", "sfx")).getCount();
  }

  private long cancelled() {
    return metrics
        .counter(
            "atelier_jobs_settled",
            new Tag("kind", "sfx"),
            new Tag("provider", LedgerProvider.NAME),
            new Tag("status", "CANCELLED"))
        .getCount();
  }

  private BulkOutcome retry(String order) throws IOException {
    return bulk.retry(OLGA, BulkOrder.toRetry(body(order)));
  }

  private BulkOutcome cancel(String order) throws IOException {
    return bulk.cancel(OLGA, BulkOrder.toCancel(body(order)));
  }

  private static ByteArrayInputStream body(String order) {
    return new ByteArrayInputStream(object(order).toString().getBytes(StandardCharsets.UTF_8));
  }

  private List<UUID> failed(int count) {
    List<UUID> failed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      failed.add(engine.begun());
      breakAll();
      engine.worker.perform(engine.admission.admit(EngineFixture.SOUNDS).get(0)); // once more
      breakAll();
    }
    return failed;
  }

  private void breakAll() {
    provider.endAll(State.BROKEN);
    engine.after(POLL);
  }

  // Nobody knows whether its create was received, and no other provider is on its route.
  private UUID doubtful() {
    provider.next(Fault.LOST_BEFORE);
    return engine.begun();
  }

  private long jobs() throws Exception {
    return engine.count("generation_job");
  }
}
