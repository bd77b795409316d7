package io.atelier.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.artifact.ArtifactView;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.storage.StorageKey;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One node at a time works on a job, also when nodes die, stop or come back. */
@ExtendWith(ArquillianExtension.class)
class LeasesIT extends ScriptedEngine {
  @Inject Dispatcher dispatcher;
  @Inject LeaseRenewal renewal;
  @Inject Survived survived;

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
  void what_a_node_was_making_when_it_stopped_is_not_blamed_and_what_ended_it_before_is() {
    accept(TENANT, texture());
    List<Work> taken = admission.admit(IMAGES);
    for (int stop = 0; stop < 4; stop++) {
      taken.forEach(inHand::beginMaking);
      cleanStop.forgive(clock.instant());
      taken.forEach(leases::letGo);
      expireLeases();
      taken = inHand.takeDue();
    }
    for (int death = 0; death < 2; death++) {
      taken.forEach(inHand::beginMaking);
      taken.forEach(leases::letGo);
      expireLeases();
      taken = inHand.takeDue();
    }
    taken.forEach(inHand::beginMaking);
    cleanStop.forgive(clock.instant());
    taken.forEach(leases::letGo);

    assertThat(inTransaction(() -> count("generation_job WHERE faults = 2"))).isOne();
  }

  // A decoder that hangs is why whoever looks after the node tells it to stop.
  @Test
  void what_goes_on_for_long_when_its_node_is_told_to_stop_is_blamed() {
    UUID id = accept(TENANT, texture());
    List<Work> taken = admission.admit(IMAGES);
    for (int stop = 0; stop < 3; stop++) {
      taken.forEach(inHand::beginMaking);
      cleanStop.forgive(clock.instant().plus(settings.drainTime()));
      taken.forEach(leases::letGo);
      expireLeases();
      taken = inHand.takeDue();
    }

    assertThat(worker.perform(taken.get(0))).isEqualTo(JobStatus.FAILED);
    assertThat(view(id).error())
        .satisfies(error -> assertThat(error.code()).isEqualTo("QUARANTINED"));
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
  void what_was_made_and_could_not_be_written_ended_no_node_and_is_not_quarantined() {
    UUID id = accept(TENANT, texture());
    sql(
        """
        CREATE FUNCTION no_artifact() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'away for a moment'; END $$
        """);
    sql(
        "CREATE TRIGGER away BEFORE INSERT ON artifact FOR EACH ROW EXECUTE FUNCTION no_artifact()");
    try {
      for (int pass = 0; pass < 4; pass++) {
        tickUntilDone();
        assertThat(view(id).status()).isEqualTo("PROCESSING");
        assertThat(jobs("faults = 1")).as("counted before it").isOne();
        expireLeases();
        sql("UPDATE generation_job SET deadline_at = now() + interval '1 h'");
      }
    } finally {
      sql("DROP FUNCTION no_artifact CASCADE");
    }

    tickUntilDone();
    assertThat(view(id).status()).isEqualTo("COMPLETED");
  }

  @Test
  void what_lost_its_lease_ended_no_node() {
    scripted.thenAnswer(
        new ProviderSnapshot.Running(new ProviderHandle("task-9", "")),
        () -> sql("UPDATE generation_job SET version = version + 1"));
    accept(TENANT, sound());

    tickUntilDone();
    assertThat(jobs("faults = 1")).as("counted before it").isOne();
    survived.takeBack();
    survived.takeBack();

    assertThat(jobs("faults = 0")).isOne();
  }

  @Test
  void what_another_writes_right_now_is_not_waited_for_and_taken_back_later() throws Exception {
    accept(TENANT, texture());
    Work work = admission.admit(IMAGES).get(0);
    inHand.beginMaking(work);
    survived.see(work);
    leases.letGo(work);
    transaction.begin();
    try {
      jobs.lock(work.job());
      pool().submit(survived::takeBack).get(60, TimeUnit.SECONDS);
    } finally {
      transaction.rollback();
    }
    assertThat(jobs("faults = 1")).isOne();

    survived.takeBack();
    assertThat(jobs("faults = 0")).isOne();
  }

  @Test
  void what_finds_no_thread_for_want_of_memory_is_let_go_and_made_later() {
    UUID id = accept(TENANT, texture());
    ErrorAtThreads.next();

    dispatcher.tick();
    assertThat(leases.inHand()).isEmpty();

    expireLeases();
    tickUntilDone();
    assertThat(view(id).status()).isEqualTo("COMPLETED");
  }

  private long jobs(String condition) {
    return inTransaction(() -> count("generation_job WHERE " + condition));
  }

  private void tickUntilDone() {
    dispatcher.tick();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (leases.count() > 0) {
      assertThat(System.nanoTime()).as("it is still at work").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void a_node_that_does_not_renew_its_leases_takes_nothing() {
    accept(TENANT, texture());
    admission.admit(IMAGES);
    expireLeases();
    accept(TENANT, sound());
    renewal.expect();
    try {
      dispatcher.tick();
      assertThat(jobs("lease_until > now()")).isZero();
      assertThat(jobs("status = 'PENDING'")).isOne();
    } finally {
      // Nothing of this deployment renews any.
      renewal.renewed(clock.instant().plus(Duration.ofHours(1)));
    }
    assertThat(renewal.lapsed()).isFalse();
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

    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PROCESSING);
    assertThat(view(id).attempts().get(0).message()).as("decoded, and broken").isNotBlank();
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
}
