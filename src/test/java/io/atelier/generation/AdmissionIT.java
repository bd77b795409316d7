package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.provider.MediaKind;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whose turn it is for a slot, however many nodes give slots away at once. */
@ExtendWith(ArquillianExtension.class)
class AdmissionIT extends ScriptedEngine {
  @Inject NamedLocks locks;

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
  void a_queue_whose_lock_another_node_froze_with_holds_up_no_other_queue() throws Exception {
    TenantId other = new TenantId("other");
    accept(TENANT, texture());
    accept(other, texture());
    List<QueueKey> both = List.of(IMAGES, new QueueKey(other, "procedural", MediaKind.IMAGE));
    try (FrozenNode frozen =
        new FrozenNode(this::inTransaction, () -> locks.lock(IMAGES.lockName()))) {
      assertThat(admission.admit(both)).extracting(Work::queue).containsExactly(both.get(1));
      assertThat(frozen.isFrozen()).as("it has the lock yet").isTrue();
    }
    assertThat(admission.admit(both)).extracting(Work::queue).containsExactly(IMAGES);
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

  @Test
  void a_job_far_back_says_so_and_not_when_it_may_be_done() {
    UUID last = accept(TENANT, sound());
    sql(
        """
        INSERT INTO step
        SELECT (jsonb_populate_record(step, jsonb_build_object('id', 'ahead-' || n))).*
        FROM generate_series(1, 998) AS n, step JOIN generation_job job
          ON step.tenant_id = job.tenant_id AND step.run_id = job.run_id AND step.id = job.step_id
        WHERE job.id = '%s'
        """
            .formatted(last));
    sql(
        """
        INSERT INTO generation_job
        SELECT (jsonb_populate_record(job, jsonb_build_object(
          'id', gen_random_uuid(), 'step_id', 'ahead-' || n,
          'priority', job.priority + mod(n, 2),
          'created_at', job.created_at - interval '1 s'))).*
        FROM generation_job job, generate_series(1, 998) AS n WHERE id = '%s'
        """
            .formatted(last));
    assertThat(view(last).queuePosition()).isEqualTo(999);
    assertThat(view(last).eta()).isNotNull();

    accept(TENANT, sound());
    accept(TENANT, sound());
    UUID farther = accept(TENANT, sound());
    assertThat(view(farther).queuePosition()).isEqualTo(1_001);
    assertThat(view(farther).eta()).isNull();
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
  void a_step_has_one_job_at_a_time() {
    JobOrder order = order(TENANT, new StepId("intro"), texture(), Priority.NORMAL);
    intake.accept(order);

    assertThatThrownBy(() -> intake.accept(order))
        .hasMessageContaining("has a job that is not settled");
    worker.perform(admission.admit(IMAGES).get(0));
    intake.accept(order);
  }
}
