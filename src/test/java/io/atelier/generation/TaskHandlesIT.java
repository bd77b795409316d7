package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.provider.FailureClass;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.storage.StoreNotes;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The task of a create is known by its handle to its own job and to no other. */
@ExtendWith(ArquillianExtension.class)
class TaskHandlesIT extends ScriptedEngine {
  private static final ProviderHandle STILL = new ProviderHandle("paid-4", "");

  @Inject PaidHandles paid;
  @Inject StoreNotes notes;

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
  void promise_2_a_handle_is_recorded_however_long_the_database_takes_nothing() throws Exception {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("paid-3", "")));
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    failNextWritesOfStages(3);
    try {
      assertThatThrownBy(() -> worker.perform(work)).hasMessageContaining("away for a moment");
      assertThat(notes.read()).as("for whichever node is up then").hasSize(1);
      paid.bringIn();
      assertThat(notes.read()).as("not yet").hasSize(1);
      paid.bringIn();
      assertThat(notes.read()).isEmpty();
    } finally {
      sql("DROP FUNCTION away_for_a_moment CASCADE");
      sql("DROP SEQUENCE writes_of_stages");
    }

    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::providerJobId)
        .containsExactly(tuple("RUNNING", "paid-3"));
    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(id);
  }

  @Test
  void promise_2_a_handle_is_recorded_when_memory_is_short_where_its_job_is_written() {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("paid-5", "")));
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    ErrorAtHandles.next();

    assertThatThrownBy(() -> worker.perform(work)).isInstanceOf(OutOfMemoryError.class);

    assertThat(view(id).attempts())
        .extracting(AttemptView::status, AttemptView::providerJobId)
        .containsExactly(tuple("RUNNING", "paid-5"));
    assertThat(inHand.takeDue()).extracting(Work::job).containsExactly(id);
  }

  @Test
  void promise_2_a_handle_whose_job_another_node_froze_with_keeps_no_other_and_is_not_lost()
      throws Exception {
    TenantId other = new TenantId("other");
    UUID first = accept(TENANT, sound());
    UUID second = accept(other, sound());
    Work one = admission.admit(SOUNDS).get(0);
    Work two = admission.admit(new QueueKey(other, ScriptedProvider.NAME, MediaKind.SFX)).get(0);
    notes.write(one.stage(), PaidTask.of(one, new ProviderHandle("paid-6", "")).text());
    notes.write(two.stage(), PaidTask.of(two, new ProviderHandle("paid-7", "")).text());

    try (FrozenNode frozen = frozenWith(first)) {
      paid.bringIn(); // for a moment in vain, and leaves the other to the next tick
      paid.bringIn();
      assertThat(view(second).attempts().get(0).providerJobId()).isEqualTo("paid-7");
      assertThat(notes.read()).containsOnlyKeys(one.stage());
      assertThat(frozen.isFrozen()).as("it has the lock yet").isTrue();
    }
    paid.bringIn();
    assertThat(view(first).attempts().get(0).providerJobId()).isEqualTo("paid-6");
    assertThat(notes.read()).isEmpty();
  }

  @Test
  void promise_2_who_alone_knows_a_handle_notes_it_and_waits_for_the_job_before_it_is_taken()
      throws Exception {
    UUID id = accept(TENANT, sound());
    Work work = admission.admit(SOUNDS).get(0);
    loseTheLease();
    ProviderHandle handle = new ProviderHandle("paid-8", "");
    Future<?> kept;
    try (FrozenNode frozen = frozenWith(id)) {
      kept = pool().submit(() -> paid.keep(work, handle, new LostLeaseException(id)));
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (notes.read().isEmpty() && System.nanoTime() - end < 0) {
        assertThat(kept).isNotDone();
      }
      assertThat(notes.read()).as("it would be found if this node died").hasSize(1);
      assertThat(frozen.isFrozen()).as("it has the lock yet").isTrue();
      assertThat(kept).as("it is in the queue for the job's row").isNotDone();
    }
    kept.get(30, TimeUnit.SECONDS);
    assertThat(view(id).attempts().get(0).providerJobId()).isEqualTo("paid-8");
    assertThat(notes.read()).isEmpty();
  }

  private FrozenNode frozenWith(UUID job) throws Exception {
    return new FrozenNode(this::inTransaction, () -> jobs.lock(job));
  }

  @Test
  void a_note_that_is_of_no_create_is_set_aside_and_keeps_nobody_waiting() throws Exception {
    UUID odd = UUID.randomUUID();
    notes.write(odd, "{}");
    notes.write(UUID.randomUUID(), new PaidTask(odd, odd, odd, "gone", STILL).text());

    paid.bringIn();

    assertThat(notes.read()).isEmpty();
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
        new ProviderSnapshot.Failed(FailureClass.RESULT_EXPIRED, "403", "gone"), () -> {});
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
        .containsExactly(tuple("FAILED", "RESULT_EXPIRED", null));
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

  private void loseTheLease() {
    sql("UPDATE generation_job SET version = version + 1");
  }
}
