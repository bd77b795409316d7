package io.atelier.generation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.ArquillianWar;
import io.atelier.EmptyTables;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactView;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.Interaction;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promise 3, a paid result is never thrown away: what was given up is watched. */
@ExtendWith(ArquillianExtension.class)
class WatchIT {
  private static final TenantId TENANT = new TenantId("watch");
  private static final QueueKey SOUNDS = new QueueKey(TENANT, ScriptedProvider.NAME, MediaKind.SFX);
  private static final ProviderHandle HANDLE = new ProviderHandle("paid-1", "state");
  private static final ProviderSnapshot STILL = new ProviderSnapshot.Running(HANDLE);
  private static final ProviderCost COST =
      new ProviderCost(new BigDecimal("0.250000"), CostBasis.REPORTED, "USD");

  @Inject JobIntake intake;
  @Inject IdempotencyKeys keys;
  @Inject JobStore jobs;
  @Inject JobQueues queues;
  @Inject JobViews views;
  @Inject Admission admission;
  @Inject WorkInHand inHand;
  @Inject Cancellation cancellation;
  @Inject JobWorker worker;
  @Inject Watch watch;
  @Inject WatchStore attempts;
  @Inject WatchTransitions transitions;
  @Inject Survived survived;
  @Inject Leases leases;
  @Inject CleanStop cleanStop;
  @Inject Clock clock;
  @Inject ArtifactStore artifacts;
  @Inject ScriptedProvider scripted;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of("generation.worker-enabled", "false", "generation.sfx.providers", "scripted"),
        WatchIT.class,
        ScriptedProvider.class);
  }

  @BeforeEach
  void empty() throws Exception {
    EmptyTables.ofJobs(transaction, entities, "provider_account");
    scripted.script(SubmissionGuarantee.NONE);
  }

  @Test
  void a_late_result_is_stored_linked_and_billed_and_the_job_stays_timed_out() throws Exception {
    UUID id = timedOut();
    assertThat(watch.takeDue()).as("not due yet").isEmpty();

    makeWatchDue();
    scripted.script(SubmissionGuarantee.NONE, STILL);
    look();
    makeWatchDue();
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(sound(), COST);
    look();

    JobView view = view(id);
    assertThat(view.status()).isEqualTo("TIMED_OUT");
    assertThat(view.artifact()).isNull();
    assertThat(view.artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(view.attempts())
        .extracting(AttemptView::status, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("SUCCEEDED", "0.250000", "reported"));
    makeWatchDue();
    assertThat(watch.takeDue()).as("nothing is left to watch").isEmpty();
  }

  @Test
  void a_watch_ends_when_its_time_is_over() throws Exception {
    timedOut();
    sql(
        "UPDATE attempt SET watch_due_at = now() - interval '5 s', watch_until = now() + interval"
            + " '1 s'");
    scripted.script(SubmissionGuarantee.NONE, STILL);
    look();

    assertThat(count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
  }

  @Test
  void what_was_delivered_and_cannot_be_stored_is_watched_without_end() throws Exception {
    timedOut();
    sql(
        "UPDATE attempt SET watch_due_at = now() - interval '5 s', watch_until = now() + interval"
            + " '1 s'");
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenFailToStore();
    look();

    assertThat(count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NULL")).isOne();
  }

  @Test
  void promise_3_a_disk_that_is_full_when_the_result_comes_costs_the_job_but_not_the_result()
      throws Exception {
    scripted.script(SubmissionGuarantee.NONE, STILL);
    scripted.thenFailToStore();
    UUID id = accept();
    worker.perform(admission.admit(SOUNDS).get(0));
    sql("UPDATE generation_job SET due_at = now() - interval '1 s'");
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.FAILED);

    assertThat(view(id).error().code()).startsWith("STORAGE_");
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .as("not written down as free")
        .containsExactly(tuple("FAILED", null));
    assertThat(count("attempt WHERE watch_due_at IS NOT NULL AND watch_until IS NULL")).isOne();

    makeWatchDue();
    scripted.thenDeliver(sound(), COST);
    look();
    assertThat(view(id).status()).isEqualTo("FAILED");
    assertThat(view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("SUCCEEDED", "0.250000"));
  }

  @Test
  void a_failure_of_the_look_itself_decides_nothing() throws Exception {
    timedOut();
    makeWatchDue();
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Failed(FailureClass.TRANSIENT, "502", "bad gateway"));
    look();

    assertThat(count("attempt WHERE watch_due_at > now()")).isOne();
  }

  @Test
  void what_fails_late_is_recorded_with_what_it_cost() throws Exception {
    UUID id = timedOut();
    makeWatchDue();
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Failed(FailureClass.GENERATION_FAILED, "501", "no luck", COST));
    look();

    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(tuple("FAILED", "GENERATION_FAILED", "0.250000"));
  }

  @Test
  void a_cancelled_job_frees_its_slot_at_once_and_its_result_is_kept() throws Exception {
    scripted.script(SubmissionGuarantee.NONE, STILL);
    UUID id = accept();
    worker.perform(admission.admit(SOUNDS).get(0));

    JobView cancelled = cancellation.cancel(TENANT, id).view();
    assertThat(cancelled.status()).isEqualTo("CANCELLED");
    assertThat(cancelled.error()).isNotNull();
    assertThat(inTransaction(() -> queues.running(SOUNDS))).isZero();
    assertThat(
            inTransaction(
                () -> queues.running(ScriptedProvider.NAME, Instant.now(), Instant.now())))
        .as("it still counts against the account")
        .isOne();

    makeWatchDue();
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(sound(), COST);
    look();
    assertThat(view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(view(id).status()).isEqualTo("CANCELLED");
    assertThat(
            inTransaction(
                () -> queues.running(ScriptedProvider.NAME, Instant.now(), Instant.now())))
        .isZero();
  }

  @Test
  void a_job_cancelled_while_its_create_was_sent_is_watched_by_the_handle_that_came_back()
      throws Exception {
    UUID id = accept();
    Work work = admission.admit(SOUNDS).get(0);
    scripted.thenAnswer(STILL, () -> cancelledWhileItsCreateIsSent(id));
    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(sound(), COST);
    look();

    assertThat(view(id).artifacts()).hasSize(1);
    assertThat(view(id).attempts())
        .extracting(AttemptView::providerJobId, AttemptView::actualCost)
        .containsExactly(tuple("paid-1", "0.250000"));
  }

  @Test
  void what_a_create_is_known_by_too_late_for_its_job_is_in_its_debug_output_at_once()
      throws Exception {
    UUID id = accept();
    Work work = admission.admit(SOUNDS).get(0);
    scripted.thenAnswer(STILL, () -> cancelledWhileItsCreateIsSent(id));
    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);

    assertThat(count("step WHERE CAST(debug_output AS text) LIKE '%paid-1%'")).isOne();
    assertThat(
            count("cost_entry WHERE amount = 0 AND basis <> 'POSSIBLE' AND corrects IS NOT NULL"))
        .as("it is no mere possibility any more")
        .isOne();
    assertThatThrownBy(() -> intake.retry(TENANT, id, false))
        .hasMessageContaining("accept_possible_charge");
  }

  @Test
  void promise_2_a_job_cancelled_while_its_create_is_prepared_sends_nothing_and_costs_nothing()
      throws Exception {
    UUID id = accept();
    Work work = admission.admit(SOUNDS).get(0);
    scripted.script(SubmissionGuarantee.NONE);
    scripted.whilePreparing(() -> cancellation.cancel(TENANT, id));

    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);

    assertThat(scripted.creates()).isEmpty();
    assertThat(view(id).status()).isEqualTo("CANCELLED");
    assertThat(view(id).attempts())
        .extracting(AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("0.000000", "computed"));
  }

  private void cancelledWhileItsCreateIsSent(UUID id) {
    cancellation.cancel(TENANT, id);
    try {
      assertThat(view(id).attempts())
          .extracting(AttemptView::costBasis)
          .containsExactly("possible");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_job_cancelled_while_its_create_was_sent_costs_nothing_if_that_was_refused()
      throws Exception {
    UUID id = accept();
    Work work = admission.admit(SOUNDS).get(0);
    scripted.thenAnswer(
        new ProviderSnapshot.Failed(FailureClass.RATE_LIMITED, "429", "slow down"),
        () -> cancelledWhileItsCreateIsSent(id));
    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);

    assertThat(view(id).status()).isEqualTo("CANCELLED");
    assertThat(view(id).attempts())
        .extracting(AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("0.000000", "computed"));
    assertThat(count("cost_entry WHERE basis = 'POSSIBLE'")).isLessThanOrEqualTo(1);
    assertThat(intake.retry(TENANT, id, false).retryOf()).as("nothing to accept").isEqualTo(id);
  }

  @Test
  void a_late_result_that_ends_the_nodes_that_decode_it_is_kept_as_it_came_and_paid()
      throws Exception {
    UUID id = timedOut();
    for (int death = 0; death < 3; death++) {
      makeWatchDue();
      watch.takeDue().forEach(attempts::beginDecoding);
      sql("UPDATE attempt SET lease_until = now() - interval '1 s'");
    }
    makeWatchDue();
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(new byte[] {1, 2, 3}, COST);
    look();

    assertThat(view(id).status()).isEqualTo("TIMED_OUT");
    assertThat(view(id).artifacts())
        .extracting(ArtifactView::role, ArtifactView::sizeBytes)
        .containsExactly(tuple("quarantined", 3L));
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("FAILED", "0.250000"));
    assertThat(count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
  }

  @Test
  void a_late_result_is_not_blamed_for_nodes_that_stop_while_they_decode_it() throws Exception {
    UUID id = timedOut();
    for (int stop = 0; stop < 4; stop++) {
      makeWatchDue();
      for (Watched watched : watch.takeDue()) {
        attempts.beginDecoding(watched);
        leases.blame(watched);
        cleanStop.forgive(clock.instant());
        leases.letGo(watched);
      }
      sql("UPDATE attempt SET lease_until = now() - interval '1 s'");
    }
    makeWatchDue();
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(sound(), COST);
    look();

    assertThat(view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
  }

  @Test
  void cancelling_twice_is_the_same_and_what_has_ended_otherwise_stays() throws Exception {
    UUID waiting = accept();
    assertThat(cancellation.cancel(TENANT, waiting).view().status()).isEqualTo("CANCELLED");
    assertThat(cancellation.cancel(TENANT, waiting).view().status()).isEqualTo("CANCELLED");
    UUID over = timedOut();
    assertThatThrownBy(() -> cancellation.cancel(TENANT, over))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("TIMED_OUT");
    assertThatThrownBy(() -> cancellation.cancel(new TenantId("other"), waiting))
        .hasMessageContaining("not yours");
  }

  @Test
  void a_node_that_lost_a_watched_attempt_writes_nothing() throws Exception {
    UUID id = timedOut();
    makeWatchDue();
    Watched lost = watch.takeDue().get(0);
    sql("UPDATE attempt SET watch_fence = watch_fence + 1");
    scripted.script(SubmissionGuarantee.NONE);
    scripted.thenDeliver(sound(), COST);

    assertThatThrownBy(() -> watch.look(lost)).isInstanceOf(LostLeaseException.class);
    assertThat(view(id).artifacts()).isEmpty();
  }

  @Test
  void what_is_being_written_is_not_taken_although_its_lease_ran_out_meanwhile() throws Exception {
    timedOut();
    makeWatchDue();
    Watched slow = watch.takeDue().get(0);
    sql("UPDATE attempt SET lease_until = now() - interval '1 s'");
    transaction.begin();
    try {
      attempts.held(slow);
      assertThat(pool().submit(() -> watch.takeDue()).get(60, SECONDS))
          .as("by another node")
          .isEmpty();
    } finally {
      transaction.rollback();
    }

    assertThat(watch.takeDue()).extracting(Watched::attempt).containsExactly(slow.attempt());
    assertThatThrownBy(() -> transitions.nothingYet(slow)).isInstanceOf(LostLeaseException.class);
  }

  @Test
  void who_comes_to_write_while_another_node_takes_it_waits_and_writes_nothing() throws Exception {
    timedOut();
    makeWatchDue();
    Watched slow = watch.takeDue().get(0);
    sql("UPDATE attempt SET lease_until = now() - interval '1 s'");
    Future<?> writing;
    transaction.begin();
    try {
      assertThat(watch.takeDue()).hasSize(1);
      writing = pool().submit(() -> transitions.nothingYet(slow));
      awaitOneThatWaitsForTheAttempt(writing);
    } finally {
      transaction.commit();
    }

    assertThatThrownBy(() -> writing.get(60, SECONDS)).hasCauseInstanceOf(LostLeaseException.class);
  }

  private void awaitOneThatWaitsForTheAttempt(Future<?> writing) {
    long end = System.nanoTime() + SECONDS.toNanos(60);
    while (!writing.isDone() && !isWaitedFor()) {
      assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
      LockSupport.parkNanos(MILLISECONDS.toNanos(20));
    }
  }

  private boolean isWaitedFor() {
    // A transaction sees who is active as it was when it first asked, until told to forget it.
    entities.createNativeQuery("SELECT CAST(pg_stat_clear_snapshot() AS text)").getSingleResult();
    return !entities
        .createNativeQuery(
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                + " AND datname = current_database() AND query LIKE '%watch_fence%'"
                + " AND pid <> pg_backend_pid()")
        .getResultList()
        .isEmpty();
  }

  @Test
  void a_node_that_stops_hands_back_what_no_thread_looks_at() throws Exception {
    timedOut(HANDLE);
    timedOut(new ProviderHandle("paid-2", "state"));
    makeWatchDue();
    List<Watched> taken = watch.takeDue();
    assertThat(taken).hasSize(2);
    taken.forEach(leases::hold);
    leases.begin(taken.get(0));

    watch.handBack();
    taken.forEach(leases::letGo);

    assertThat(watch.takeDue())
        .extracting(Watched::attempt)
        .containsExactly(taken.get(1).attempt());
    assertThatThrownBy(() -> transitions.nothingYet(taken.get(1)))
        .isInstanceOf(LostLeaseException.class);
    transitions.nothingYet(taken.get(0)); // which still has its fence
  }

  @Test
  void a_late_result_that_was_decoded_and_could_not_be_written_is_not_blamed() throws Exception {
    timedOut();
    makeWatchDue();
    Watched watched = watch.takeDue().get(0);
    attempts.beginDecoding(watched);
    leases.blame(watched);
    survived.see(watched);
    leases.letGo(watched);
    assertThat(count("attempt WHERE watch_faults = 1")).isOne();

    survived.takeBack();

    assertThat(count("attempt WHERE watch_faults = 0")).isOne();
  }

  @Test
  void a_retry_is_a_new_job_that_names_the_one_before() throws Exception {
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Failed(FailureClass.INVALID_INPUT, "422", "no such sound"));
    UUID failed = accept();
    worker.perform(admission.admit(SOUNDS).get(0));

    JobView again = intake.retry(TENANT, failed, false);

    assertThat(again.id()).isNotEqualTo(failed);
    assertThat(again.retryOf()).isEqualTo(failed);
    assertThat(again.status()).isEqualTo("PENDING");
    assertThat(again.step()).isEqualTo(view(failed).step());
    assertThatThrownBy(() -> intake.retry(TENANT, again.id(), false))
        .hasMessageContaining("PENDING");
    assertThatThrownBy(() -> intake.retry(TENANT, failed, false))
        .as("a repeated request buys nothing more")
        .hasMessageContaining("newer job");
    assertThatThrownBy(() -> intake.retry(new TenantId("other"), failed, true))
        .hasMessageContaining("not yours");
  }

  @Test
  void what_may_be_charged_already_is_retried_only_by_who_knows() throws Exception {
    UUID late = timedOut();

    assertThatThrownBy(() -> intake.retry(TENANT, late, false))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("accept_possible_charge");
    assertThat(intake.retry(TENANT, late, true).retryOf()).isEqualTo(late);
  }

  @Test
  void a_repeated_request_is_answered_as_the_first_and_makes_nothing_more() throws Exception {
    IdempotencyKey key = IdempotencyKey.of("order-7", "a sound");
    JobIntake.Answer first = intake.accept(order("s-1"), key);
    JobIntake.Answer second = intake.accept(order("s-1"), key);

    assertThat(first.replayed()).isFalse();
    assertThat(second.replayed()).isTrue();
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(count("generation_job")).isOne();
    assertThatThrownBy(
            () -> intake.accept(order("s-2"), IdempotencyKey.of("order-7", "another sound")))
        .hasMessageContaining("another request");
    assertThat(count("generation_job")).isOne();
  }

  @Test
  void a_request_that_is_being_answered_is_not_answered_a_second_time() throws Exception {
    IdempotencyKey key = IdempotencyKey.of("order-9", "a sound");
    transaction.begin();
    try {
      keys.claim(TENANT, key);
      assertThatThrownBy(
              () -> pool().submit(() -> intake.accept(order("s-1"), key)).get(10, SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              ProblemException.class,
              problem -> {
                assertThat(problem.code()).isEqualTo(ErrorCode.REQUEST_IN_PROGRESS);
                assertThat(problem.code().status()).isEqualTo(409);
              });
    } finally {
      transaction.rollback();
    }
    assertThat(count("generation_job")).isZero();
    assertThat(intake.accept(order("s-1"), key).replayed()).isFalse();
  }

  private static ManagedExecutorService pool() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
  }

  @Test
  void a_refusal_is_not_remembered_and_an_old_key_is_free_again() throws Exception {
    IdempotencyKey key = IdempotencyKey.of("order-8", "a sound");
    intake.accept(order("s-1"));
    assertThatThrownBy(() -> intake.accept(order("s-1"), key)).hasMessageContaining("not settled");
    assertThat(intake.accept(order("s-2"), key).replayed()).isFalse();

    sql("UPDATE idempotency_key SET created_at = now() - interval '8 days'");
    assertThat(intake.accept(order("s-3"), key).replayed()).isFalse();
    assertThat(intake.accept(order("s-3"), key).replayed()).isTrue();
  }

  private UUID timedOut() throws Exception {
    return timedOut(HANDLE);
  }

  private UUID timedOut(ProviderHandle handle) throws Exception {
    ProviderSnapshot still = new ProviderSnapshot.Running(handle);
    scripted.script(SubmissionGuarantee.NONE, still, still);
    UUID id = accept();
    worker.perform(admission.admit(SOUNDS).get(0));
    sql(
        "UPDATE generation_job SET deadline_at = now() - interval '1 s',"
            + " due_at = now() - interval '1 s' WHERE status = 'PROCESSING'");
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.TIMED_OUT);
    return id;
  }

  private void look() {
    List<Watched> due = watch.takeDue();
    assertThat(due).hasSize(1);
    watch.look(due.get(0));
  }

  private UUID accept() {
    return intake.accept(order(StepId.generated().value())).id();
  }

  private static JobOrder order(String step) {
    return new JobOrder(
        TENANT,
        new RunId("run"),
        new StepId(step),
        "test",
        new GenerationRequest.SoundEffect(null, Interaction.CLICK, new BigDecimal("0.5")),
        Priority.NORMAL,
        null,
        List.of(),
        null);
  }

  private static byte[] sound() throws IOException {
    AudioFormat format = new AudioFormat(44_100, 16, 1, true, false);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(new byte[44_100]), format, 22_050),
        AudioFileFormat.Type.WAVE,
        out);
    return out.toByteArray();
  }

  private void makeWatchDue() throws Exception {
    sql("UPDATE attempt SET watch_due_at = now() - interval '5 s' WHERE watch_due_at IS NOT NULL");
  }

  private JobView view(UUID id) throws Exception {
    return inTransaction(() -> views.of(jobs.find(id).orElseThrow()));
  }

  private long count(String what) throws Exception {
    return inTransaction(
        () ->
            ((Number) entities.createNativeQuery("SELECT count(*) FROM " + what).getSingleResult())
                .longValue());
  }

  private void sql(String statement) throws Exception {
    inTransaction(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  private <T> T inTransaction(Callable<T> work) throws Exception {
    transaction.begin();
    try {
      T result = work.call();
      transaction.commit();
      return result;
    } catch (Exception e) {
      transaction.rollback();
      throw e;
    }
  }
}
