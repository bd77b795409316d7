package io.atelier.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.ArquillianWar;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactView;
import io.atelier.problem.ErrorCode;
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
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StorageKey;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The job engine in its container, on a real database, its worker moved by hand. */
@ExtendWith(ArquillianExtension.class)
class JobEngineIT {
  private static final int THREADS = 24;
  private static final TenantId TENANT = new TenantId("engine");
  private static final QueueKey IMAGES = new QueueKey(TENANT, "procedural", MediaKind.IMAGE);
  private static final ProviderCost PRICE =
      new ProviderCost(new BigDecimal("0.250000"), CostBasis.REPORTED, "USD");
  private static final QueueKey SOUNDS = new QueueKey(TENANT, ScriptedProvider.NAME, MediaKind.SFX);

  @Inject JobIntake intake;
  @Inject JobStore jobs;
  @Inject JobQueues queues;
  @Inject TaskHandles handles;
  @Inject JobViews views;
  @Inject JobReader reader;
  @Inject Admission admission;
  @Inject WorkInHand inHand;
  @Inject JobWorker worker;
  @Inject BegunCreates begun;
  @Inject ChangeWriter changes;
  @Inject AssetStorage storage;
  @Inject Leases leases;
  @Inject ArtifactStore artifacts;
  @Inject ScriptedProvider scripted;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.account-cap.procedural", "",
            "generation.sfx.providers", "scripted,procedural"),
        ArquillianWar.class,
        JobEngineIT.class,
        ScriptedProvider.class);
  }

  @BeforeEach
  void empty() {
    sql(
        "TRUNCATE run, step, generation_job, attempt, stage, content, artifact, provider_account"
            + " CASCADE");
    scripted.script(SubmissionGuarantee.NONE);
  }

  @Test
  void no_job_is_taken_twice_however_many_take_at_once() throws Exception {
    int queues = 30;
    int slots = 5;
    for (int i = 0; i < queues; i++) {
      QueueKey queue = new QueueKey(new TenantId("t" + i), "procedural", MediaKind.IMAGE);
      for (int j = 0; j < slots; j++) {
        accept(queue.tenant(), texture());
      }
      assertThat(admission.admit(queue)).hasSize(slots);
    }
    expireLeases();

    List<UUID> taken =
        together(() -> inHand.takeDue().stream().map(Work::job).toList()).stream()
            .flatMap(List::stream)
            .toList();

    assertThat(taken).hasSize(queues * slots).doesNotHaveDuplicates();
  }

  @Test
  void FR_019_the_limit_of_a_queue_holds_however_many_admit_at_once() throws Exception {
    for (int i = 0; i < 40; i++) {
      accept(TENANT, texture());
    }

    List<Work> admitted =
        together(() -> admission.admit(IMAGES)).stream().flatMap(List::stream).toList();

    assertThat(admitted).hasSize(5);
    assertThat(inTransaction(() -> queues.running(IMAGES))).isEqualTo(5);
  }

  @Test
  void FR_019_a_freed_slot_goes_to_the_oldest_that_waits_and_higher_priority_first() {
    List<UUID> normal = IntStream.range(0, 7).mapToObj(i -> accept(TENANT, texture())).toList();
    UUID high = accept(TENANT, texture(), Priority.HIGH);

    List<Work> first = admission.admit(IMAGES);
    worker.perform(first.get(0));
    List<Work> second = admission.admit(IMAGES);

    assertThat(first)
        .extracting(Work::job)
        .containsExactlyInAnyOrder(
            high, normal.get(0), normal.get(1), normal.get(2), normal.get(3));
    assertThat(second).extracting(Work::job).containsExactly(normal.get(4));
  }

  @Test
  void a_waiting_queue_is_found_once_however_many_jobs_wait_in_it() {
    for (int i = 0; i < 9; i++) {
      accept(TENANT, texture());
      accept(new TenantId("other"), texture());
    }

    assertThat(admission.openQueues())
        .containsExactlyInAnyOrder(
            IMAGES, new QueueKey(new TenantId("other"), "procedural", MediaKind.IMAGE));
  }

  @Test
  void a_full_queue_is_not_visited() {
    for (int i = 0; i < 6; i++) {
      accept(TENANT, texture());
    }
    admission.admit(IMAGES);

    assertThat(admission.openQueues()).isEmpty();
  }

  @Test
  void a_job_in_hand_is_not_taken_until_its_lease_runs_out() throws Exception {
    accept(TENANT, texture());
    Work work = admission.admit(IMAGES).get(0);

    assertThat(inHand.takeDue()).isEmpty();
    expireLeases();
    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(work.job());
  }

  @Test
  void what_a_node_has_in_hand_it_does_not_take_again_even_if_it_could_not_renew_the_lease() {
    accept(TENANT, texture());
    Work work = admission.admit(IMAGES).get(0);
    leases.hold(work);
    expireLeases();

    assertThat(inHand.takeDue()).isEmpty();

    leases.letGo(work);
    assertThat(inHand.takeDue()).hasSize(1);
  }

  @Test
  void a_handle_is_recorded_even_when_the_job_was_lost_meanwhile() {
    ProviderHandle handle = new ProviderHandle("paid-1", "");
    scripted.thenAnswer(new ProviderSnapshot.Running(handle), this::loseTheLease);
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);

    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);

    assertThat(view(id).attempts().get(0).providerJobId()).isEqualTo("paid-1");
  }

  @Test
  void promise_2_a_handle_is_recorded_although_the_database_fails_for_a_moment() {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("paid-3", "")));
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    failNextWritesOfStages(3);
    try {
      assertThatThrownBy(() -> worker.perform(work)).hasMessageContaining("away for a moment");
    } finally {
      sql("DROP FUNCTION away_for_a_moment CASCADE");
      sql("DROP SEQUENCE writes_of_stages");
    }

    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::providerJobId)
        .containsExactly(tuple("RUNNING", "paid-3"));
    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(id);
  }

  // A sequence counts on although its transaction is rolled back.
  private void failNextWritesOfStages(int times) {
    sql("CREATE SEQUENCE writes_of_stages");
    sql(
        """
        CREATE FUNCTION away_for_a_moment() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('writes_of_stages') <= %d THEN
            RAISE EXCEPTION 'away for a moment';
          END IF;
          RETURN NEW;
        END $$
        """
            .formatted(times));
    sql(
        "CREATE TRIGGER away BEFORE UPDATE OF handle_id ON stage FOR EACH ROW"
            + " EXECUTE FUNCTION away_for_a_moment()");
  }

  @Test
  void a_task_whose_handle_alone_was_recorded_ends_its_attempt_when_it_fails() {
    ProviderSnapshot running = new ProviderSnapshot.Running(new ProviderHandle("paid-2", ""));
    scripted.thenAnswer(running, this::loseTheLease);
    scripted.thenAnswer(running, () -> {});
    scripted.thenAnswer(
        new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, "501", "no luck"), () -> {});
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);
    assertThat(view(id).attempts()).extracting(AttemptView::status).containsExactly("RUNNING");

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PROCESSING);
    makeDue();
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PENDING);

    assertThat(view(id).provider()).as("the next of its route").isEqualTo("procedural");
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::failureClass, AttemptView::actualCost)
        .containsExactly(tuple("FAILED", "INVALID_OUTPUT", null));
  }

  @Test
  void a_task_that_is_named_like_another_never_delivers_for_it() {
    ProviderHandle handle = new ProviderHandle("twin", "");
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Running(handle),
        new ProviderSnapshot.Running(handle));
    UUID first = accept(TENANT, sound());
    UUID second = accept(new TenantId("other"), sound());
    worker.perform(admission.admit(SOUNDS).get(0));
    worker.perform(
        admission
            .admit(new QueueKey(new TenantId("other"), ScriptedProvider.NAME, MediaKind.SFX))
            .get(0));

    assertThat(view(first).attempts().get(0).providerJobId()).isEqualTo("twin");
    assertThat(view(second).attempts().get(0).providerJobId()).isNull();
    assertThat(view(second).attempts().get(0).costBasis()).isEqualTo("possible");
    assertThat(view(second).provider()).as("the next of its route").isEqualTo("procedural");
  }

  @Test
  void promise_4_of_many_creates_that_are_named_alike_at_once_one_has_the_task() throws Exception {
    ProviderSnapshot twin = new ProviderSnapshot.Running(new ProviderHandle("twin", ""));
    scripted.script(
        SubmissionGuarantee.NONE,
        Collections.nCopies(THREADS, twin).toArray(ProviderSnapshot[]::new));
    Queue<Work> admitted = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < THREADS; i++) {
      TenantId tenant = new TenantId("t" + i);
      accept(tenant, sound());
      admitted.addAll(admission.admit(new QueueKey(tenant, ScriptedProvider.NAME, MediaKind.SFX)));
    }

    together(() -> worker.perform(admitted.remove()));

    assertThat(inTransaction(() -> count("stage WHERE handle_id = 'twin'"))).isOne();
    assertThat(inTransaction(() -> count("attempt WHERE status = 'RUNNING'"))).isOne();
    assertThat(inTransaction(() -> count("attempt WHERE status = 'UNKNOWN'")))
        .isEqualTo(THREADS - 1L);
  }

  @Test
  void promise_4_a_task_is_claimed_for_one_create_at_a_time() throws Exception {
    ProviderHandle twin = new ProviderHandle("twin", "");
    accept(TENANT, sound());
    accept(TENANT, sound());
    List<Work> work = admission.admit(SOUNDS);
    Future<Boolean> second;
    transaction.begin();
    try {
      assertThat(handles.claim(twin, work.get(0).stage(), ScriptedProvider.NAME)).isTrue();
      second =
          pool()
              .submit(
                  () ->
                      inTransaction(
                          () -> handles.claim(twin, work.get(1).stage(), ScriptedProvider.NAME)));
      assertThatThrownBy(() -> second.get(500, TimeUnit.MILLISECONDS))
          .as("it waits for the first")
          .isInstanceOf(TimeoutException.class);
    } finally {
      transaction.commit();
    }

    assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void what_ends_its_node_again_and_again_is_quarantined() {
    UUID id = accept(TENANT, texture());
    admission.admit(IMAGES).forEach(inHand::beginMaking);
    for (int i = 0; i < 2; i++) {
      expireLeases();
      inHand.takeDue().forEach(inHand::beginMaking);
    }
    expireLeases();

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.FAILED);
    assertThat(view(id).error())
        .satisfies(error -> assertThat(error.code()).isEqualTo("QUARANTINED"));
  }

  @Test
  void a_create_that_is_made_again_and_again_ends_at_the_deadline() {
    UUID id = accept(TENANT, texture());
    admission.admit(IMAGES);
    sql("UPDATE generation_job SET deadline_at = now() - interval '1 s'");
    expireLeases();

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.TIMED_OUT);
    assertThat(view(id).status()).isEqualTo("TIMED_OUT");
  }

  @Test
  void renewing_extends_the_leases_of_what_is_in_hand_and_no_others() throws Exception {
    accept(TENANT, texture());
    accept(TENANT, texture());
    List<Work> work = admission.admit(IMAGES);
    expireLeases();
    leases.hold(work.get(0));

    inHand.renewLeases();

    leases.letGo(work.get(0));
    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(work.get(1).job());
  }

  @Test
  void leases_are_renewed_without_waiting_for_a_job_that_is_being_written() throws Exception {
    accept(TENANT, texture());
    accept(TENANT, texture());
    List<Work> work = admission.admit(IMAGES);
    expireLeases();
    work.forEach(leases::hold);
    transaction.begin();
    try {
      entities
          .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1 FOR UPDATE")
          .setParameter(1, work.get(0).job())
          .getSingleResult();
      pool().submit(() -> inHand.renewLeases()).get(10, TimeUnit.SECONDS);
    } finally {
      transaction.rollback();
      work.forEach(leases::letGo);
    }

    assertThat(inHand.takeDue())
        .as("only the one that was locked may be taken")
        .extracting(Work::job)
        .containsExactly(work.get(0).job());
  }

  @Test
  void a_node_that_stops_hands_back_what_no_thread_works_on() {
    accept(TENANT, texture());
    accept(TENANT, texture());
    List<Work> work = admission.admit(IMAGES);
    work.forEach(leases::hold);
    leases.begin(work.get(0));

    inHand.handBack();
    work.forEach(leases::letGo);

    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(work.get(1).job());
    assertThatThrownBy(() -> worker.perform(work.get(1))).isInstanceOf(LostLeaseException.class);
  }

  @Test
  void a_node_that_stops_hands_back_creates_that_it_did_not_come_to_send_and_another_sends_them() {
    ProviderHandle handle = new ProviderHandle("task-8", "");
    scripted.script(SubmissionGuarantee.NONE, new ProviderSnapshot.Running(handle));
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    leases.hold(work);

    inHand.handBack();
    leases.letGo(work);
    Work taken = inHand.takeDue().get(0);
    assertThat(worker.perform(taken)).isEqualTo(JobStatus.PROCESSING);

    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(LostLeaseException.class);
    assertThat(scripted.creates()).containsExactly(work.stage().toString());
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::providerJobId)
        .containsExactly(tuple("RUNNING", "task-8"));
  }

  @Test
  void whoever_lost_his_lease_is_told_so_and_the_others_changes_are_kept() {
    accept(TENANT, texture());
    accept(TENANT, texture());
    List<Work> work = admission.admit(IMAGES);
    sql("UPDATE generation_job SET version = version + 1 WHERE id = '" + work.get(0).job() + "'");
    List<Change> group =
        work.stream()
            .map(
                one ->
                    new Change(
                        one,
                        (job, now) -> {
                          job.processing().pollAgain(now);
                          return true;
                        }))
            .toList();

    List<GroupCommit.Outcome<JobStatus>> outcomes = changes.write(group);

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            GroupCommit.Outcome.Failed.class,
            failed -> assertThat(failed.cause()).isInstanceOf(LostLeaseException.class));
    assertThat(outcomes.get(1)).isEqualTo(new GroupCommit.Outcome.Done<>(JobStatus.PROCESSING));
    assertThat(inTransaction(() -> count("generation_job WHERE lease_owner IS NULL")))
        .as("the one that is still held is changed, the other is not")
        .isOne();
  }

  @Test
  void a_result_that_ends_the_nodes_that_decode_it_is_quarantined_with_its_bytes_and_paid()
      throws Exception {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("poison", "")));
    UUID id = accept(TENANT, sound());
    worker.perform(admission.admit(SOUNDS).get(0));
    byte[] poison = "not to be looked into".getBytes(UTF_8);
    for (int death = 0; death < 3; death++) {
      makeDue();
      inHand.takeDue().forEach(inHand::beginMaking);
      expireLeases();
    }
    scripted.thenDeliver(poison, PRICE);

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.FAILED);

    JobView view = view(id);
    assertThat(view.error().code()).isEqualTo("QUARANTINED");
    assertThat(view.attempts())
        .extracting(AttemptView::status, AttemptView::actualCost)
        .containsExactly(tuple("FAILED", "0.250000"));
    assertThat(view.artifact()).isNull();
    assertKept(view, poison);
    assertThat(inTransaction(() -> count("cost_entry WHERE amount = 0.25"))).isOne();
  }

  @Test
  void what_a_node_decoded_without_harm_is_no_fault_of_the_jobs() {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("fine", "")));
    UUID id = accept(TENANT, sound());
    worker.perform(admission.admit(SOUNDS).get(0));
    makeDue();
    inHand.takeDue().forEach(inHand::beginMaking);
    expireLeases();
    scripted.thenDeliver("nothing of a sound".getBytes(UTF_8), PRICE);

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PENDING);
    assertThat(view(id).provider()).as("decoded, and found to be broken").isEqualTo("procedural");
    assertThat(inTransaction(() -> count("generation_job WHERE faults = 0"))).isOne();
  }

  private void assertKept(JobView view, byte[] bytes) throws Exception {
    assertThat(view.artifacts())
        .extracting(ArtifactView::role, ArtifactView::mimeType)
        .containsExactly(tuple("quarantined", "application/octet-stream"));
    String path = view.artifacts().get(0).uri().getPath().replace("/assets/", "");
    try (InputStream kept = storage.read(new StorageKey(path), 0)) {
      assertThat(kept.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void a_job_whose_node_died_is_made_again_and_completed_once() throws Exception {
    UUID id = accept(TENANT, texture());
    Work lost = admission.admit(IMAGES).get(0);
    expireLeases();

    Work taken = inHand.takeDue().get(0);
    assertThat(taken.repeated()).isTrue();
    assertThat(worker.perform(taken)).isEqualTo(JobStatus.COMPLETED);

    // The dead node comes back to life: it is fenced, and changes nothing.
    assertThatThrownBy(() -> worker.perform(lost)).isInstanceOf(LostLeaseException.class);
    JobView view = view(id);
    assertThat(view.status()).isEqualTo("COMPLETED");
    assertThat(view.attempts()).hasSize(1);
    assertThat(inTransaction(() -> artifacts.madeBy(id))).hasSize(1);
  }

  @Test
  void a_create_whose_outcome_is_unknown_is_never_sent_again_and_the_next_provider_takes_over()
      throws Exception {
    UUID id = accept(TENANT, sound());
    admission.admit(SOUNDS).forEach(begun::begin);
    expireLeases();

    Work taken = inHand.takeDue().get(0);
    assertThat(worker.perform(taken)).isEqualTo(JobStatus.PENDING);

    assertThat(scripted.creates()).isEmpty();
    JobView view = view(id);
    assertThat(view.provider()).isEqualTo("procedural");
    assertThat(view.attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("UNKNOWN", "possible"));
  }

  @Test
  void a_create_of_unknown_outcome_stays_a_possible_charge_however_late_it_is_found() {
    UUID id = accept(TENANT, sound());
    admission.admit(SOUNDS).forEach(begun::begin);
    sql("UPDATE generation_job SET deadline_at = now() - interval '1 h'");
    expireLeases();

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PENDING);

    assertThat(scripted.creates()).isEmpty();
    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::costBasis)
        .containsExactly(tuple("UNKNOWN", "possible"));
  }

  @Test
  void FR_017_an_accepted_job_is_polled_by_its_handle_after_the_interval_until_it_is_done()
      throws Exception {
    ProviderHandle handle = new ProviderHandle("task-1", "stage=preview");
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Running(handle),
        new ProviderSnapshot.Running(handle),
        new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, "501", "no luck"));
    UUID id = accept(TENANT, sound());

    assertThat(worker.perform(admission.admit(SOUNDS).get(0))).isEqualTo(JobStatus.PROCESSING);
    assertThat(view(id).attempts().get(0).providerJobId()).isEqualTo("task-1");
    assertThat(inHand.takeDue()).as("not due yet").isEmpty();
    assertThat(duePollIn(id)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));

    makeDue();
    Work poll = inHand.takeDue().get(0);
    assertThat(poll.handle()).contains(handle);
    assertThat(worker.perform(poll)).isEqualTo(JobStatus.PROCESSING);
    makeDue();
    // FR-022: the failure's class sends it to the next provider on the route.
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PENDING);
    Work second = admission.admit(new QueueKey(TENANT, "procedural", MediaKind.SFX)).get(0);
    assertThat(worker.perform(second)).isEqualTo(JobStatus.COMPLETED);

    JobView done = view(id);
    assertThat(done.attempts())
        .extracting(AttemptView::provider, AttemptView::status, AttemptView::failureClass)
        .containsExactly(
            tuple("scripted", "FAILED", "INVALID_OUTPUT"), tuple("procedural", "SUCCEEDED", null));
    assertThat(scripted.creates()).hasSize(1);
  }

  @Test
  void FR_017_past_its_deadline_a_job_is_polled_once_more_and_then_times_out() throws Exception {
    ProviderHandle handle = new ProviderHandle("task-2", "");
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Running(handle),
        new ProviderSnapshot.Running(handle));
    UUID id = accept(TENANT, sound());
    worker.perform(admission.admit(SOUNDS).get(0));
    sql(
        "UPDATE generation_job SET deadline_at = now() - interval '1 s', due_at = now() - interval"
            + " '1 s'");

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.TIMED_OUT);

    JobView view = view(id);
    assertThat(view.error()).isNotNull();
    assertThat(view.error().code()).isEqualTo(ErrorCode.PROVIDER_TIMEOUT.name());
    assertThat(view.attempts().get(0).status()).isEqualTo("TIMED_OUT");
  }

  @Test
  void a_polls_own_trouble_is_not_the_jobs_until_the_deadline() {
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Running(new ProviderHandle("task-3", "")),
        new ProviderSnapshot.Failed(FailureClass.TRANSIENT, "502", "bad gateway"),
        new ProviderSnapshot.Failed(FailureClass.RATE_LIMITED, "429", "slow down"));
    accept(TENANT, sound());
    worker.perform(admission.admit(SOUNDS).get(0));

    makeDue();
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PROCESSING);
    sql(
        "UPDATE generation_job SET deadline_at = now() - interval '1 s',"
            + " due_at = now() - interval '1 s'");
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.TIMED_OUT);
  }

  @Test
  void bad_input_does_not_fall_back() {
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Failed(FailureClass.CONTENT_POLICY, "400", "refused"));
    UUID id = accept(TENANT, sound());

    assertThat(worker.perform(admission.admit(SOUNDS).get(0))).isEqualTo(JobStatus.FAILED);

    assertThat(view(id).error().code()).isEqualTo(ErrorCode.CONTENT_REFUSED.name());
  }

  @Test
  void SC_012_a_providers_throttling_fails_no_job() throws Exception {
    scripted.script(
        SubmissionGuarantee.NONE,
        new ProviderSnapshot.Failed(FailureClass.RATE_LIMITED, "429", "slow down"));
    UUID id = accept(TENANT, sound());

    assertThat(worker.perform(admission.admit(SOUNDS).get(0))).isEqualTo(JobStatus.PENDING);

    JobView view = view(id);
    assertThat(view.provider()).isEqualTo("scripted");
    assertThat(admission.admit(SOUNDS)).as("not before the interval").isEmpty();
    sql("UPDATE generation_job SET due_at = now() - interval '1 s'");
    assertThat(admission.admit(SOUNDS)).hasSize(1);
  }

  @Test
  void tenants_whose_keys_are_not_known_yet_are_read_beside_each_other() throws Exception {
    int readers = 80; // more than there are connections
    Queue<UUID> ids = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < readers; i++) {
      ids.add(accept(new TenantId("cold-" + i), texture()));
    }
    sql(
        """
        WITH saved AS (
          INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at)
          SELECT tenant_id, repeat('0', 64), tenant_id || '/run/texture/0.png', 1, now()
          FROM generation_job RETURNING tenant_id, sha256, path)
        INSERT INTO artifact (id, tenant_id, run_id, job_id, type, role, uri, sha256, mime_type,
          size_bytes, metadata, created_at)
        SELECT gen_random_uuid(), tenant_id, 'run', job.id, 'TEXTURE', 'MAIN', '/assets/' || path,
          sha256, 'image/png', 1, '{}', now()
        FROM saved JOIN generation_job job USING (tenant_id)
        """);
    sql("UPDATE generation_job SET status = 'COMPLETED', due_at = NULL, settled_at = now()");

    List<JobView> read =
        together(
            readers,
            () -> {
              UUID id = ids.remove();
              return reader.read(id, tenant(id), true).orElseThrow();
            });

    assertThat(read)
        .hasSize(readers)
        .allSatisfy(job -> assertThat(job.artifact().signedUri()).isNotNull());
  }

  @Test
  void US2_3_a_job_says_its_place_what_it_waits_for_and_when_it_may_be_done() {
    List<UUID> ids = IntStream.range(0, 4).mapToObj(i -> accept(TENANT, sound())).toList();
    accept(new TenantId("other"), sound());
    assertThat(ids.stream().map(this::view))
        .extracting(JobView::queuePosition, JobView::waitingFor)
        .containsExactly(tuple(1, "slot"), tuple(2, "slot"), tuple(3, "slot"), tuple(4, "slot"));

    List<UUID> running = admission.admit(SOUNDS).stream().map(Work::job).toList();
    List<UUID> waiting = ids.stream().filter(id -> !running.contains(id)).toList();

    // Two at a time, five seconds each, for want of experience.
    assertThat(running.stream().map(this::view))
        .hasSize(2)
        .allSatisfy(job -> assertExpected(job, null, null, 5));
    assertExpected(view(waiting.get(0)), 1, "slot", 10);
    assertExpected(view(waiting.get(1)), 2, "slot", 10);

    sql(
        "UPDATE generation_job SET status = 'COMPLETED', due_at = NULL, started_at ="
            + " now() - interval '40 s', settled_at = now() WHERE status = 'PROCESSING'");
    assertExpected(view(waiting.get(0)), 1, "slot", 40);
    sql("UPDATE generation_job SET due_at = now() + interval '9 s' WHERE status = 'PENDING'");
    assertExpected(view(waiting.get(1)), 2, "provider", 40);
    assertThat(view(running.get(0)).eta()).as("it is done").isNull();
  }

  private static void assertExpected(
      JobView job, Integer position, String waitingFor, int secondsFromNow) {
    assertThat(job.queuePosition()).isEqualTo(position);
    assertThat(job.waitingFor()).isEqualTo(waitingFor);
    assertThat(job.eta())
        .isBetween(
            Instant.now().plusSeconds(secondsFromNow - 3),
            Instant.now().plusSeconds(secondsFromNow + 2));
  }

  @Test
  void FR_004_the_same_content_from_two_runs_is_stored_once() {
    UUID one = accept(TENANT, texture());
    UUID two = accept(TENANT, texture());
    admission.admit(IMAGES).forEach(worker::perform);

    assertThat(uri(two)).isEqualTo(uri(one));
    assertThat(inTransaction(() -> count("content"))).isEqualTo(1);
    assertThat(inTransaction(() -> count("artifact"))).isEqualTo(2);
  }

  @Test
  void FR_020_the_steps_debug_output_has_every_attempt_with_its_cost() {
    UUID id = accept(TENANT, texture());
    worker.perform(admission.admit(IMAGES).get(0));

    String debug =
        inTransaction(
            () ->
                (String)
                    entities
                        .createNativeQuery("SELECT CAST(debug_output AS text) FROM step")
                        .getSingleResult());
    assertThat(debug)
        .contains(id.toString(), "\"provider\": \"procedural\"", "\"actual_cost\": \"0.000000\"")
        .contains("\"outcome\": \"ACCEPTED\"", "\"role\": \"main\"", "\"stored_at\": ");
  }

  @Test
  void a_step_has_one_job_at_a_time() {
    JobOrder order = order(TENANT, new StepId("intro"), texture(), Priority.NORMAL);
    intake.accept(order);

    assertThatThrownBy(() -> intake.accept(order))
        .hasMessageContaining("has a job that is not settled");
    worker.perform(admission.admit(IMAGES).get(0));
    intake.accept(order);
  }

  private TenantId tenant(UUID job) {
    return inTransaction(() -> jobs.find(job).orElseThrow().tenant());
  }

  private String uri(UUID job) {
    return inTransaction(() -> artifacts.madeBy(job).get(0).uri());
  }

  private long count(String table) {
    return ((Number) entities.createNativeQuery("SELECT count(*) FROM " + table).getSingleResult())
        .longValue();
  }

  private Duration duePollIn(UUID id) {
    return inTransaction(
        () ->
            Duration.ofMillis(
                ((Number)
                        entities
                            .createNativeQuery(
                                "SELECT extract(epoch FROM due_at - now()) * 1000"
                                    + " FROM generation_job WHERE id = CAST(?1 AS uuid)")
                            .setParameter(1, id.toString())
                            .getSingleResult())
                    .longValue()));
  }

  private JobView view(UUID id) {
    return inTransaction(() -> views.of(jobs.find(id).orElseThrow()));
  }

  private UUID accept(TenantId tenant, GenerationRequest request) {
    return accept(tenant, request, Priority.NORMAL);
  }

  private UUID accept(TenantId tenant, GenerationRequest request, Priority priority) {
    return intake.accept(order(tenant, StepId.generated(), request, priority)).id();
  }

  private static JobOrder order(
      TenantId tenant, StepId step, GenerationRequest request, Priority priority) {
    return new JobOrder(
        tenant, new RunId("run"), step, "test", request, priority, null, List.of(), null);
  }

  private static GenerationRequest texture() {
    return GenerationRequest.Texture.of("brushed gold", 512, true);
  }

  private static GenerationRequest sound() {
    return new GenerationRequest.SoundEffect(null, Interaction.CLICK, new BigDecimal("0.5"));
  }

  private void loseTheLease() {
    sql("UPDATE generation_job SET version = version + 1");
  }

  private void expireLeases() {
    sql(
        "UPDATE generation_job SET lease_until = now() - interval '1 s' WHERE lease_until IS NOT"
            + " NULL");
  }

  private void makeDue() {
    sql("UPDATE generation_job SET due_at = now() - interval '1 s' WHERE status = 'PROCESSING'");
  }

  private void sql(String statement) {
    inTransaction(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  private <T> T inTransaction(Supplier<T> work) {
    try {
      transaction.begin();
      try {
        T result = work.get();
        transaction.commit();
        return result;
      } catch (RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ManagedExecutorService pool() throws NamingException {
    return InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
  }

  private <T> List<T> together(Callable<T> task) throws Exception {
    return together(THREADS, task);
  }

  private <T> List<T> together(int threads, Callable<T> task) throws Exception {
    ManagedExecutorService pool = pool();
    List<Future<T>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(task));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> result : running) {
      results.add(result.get());
    }
    return results;
  }
}
