package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: a whole run is cancelled at once, however many its jobs are. */
@ExtendWith(ArquillianExtension.class)
class RunCancellationIT extends ScriptedEngine {
  private static final RunId RUN = new RunId("run");

  @Inject RunCancellation runs;

  @Test
  void a_whole_run_is_cancelled_those_that_wait_first_and_it_is_done_once() {
    scripted.script(
        SubmissionGuarantee.NONE, new ProviderSnapshot.Running(new ProviderHandle("task", "{}")));
    UUID begun = accept(TENANT, sound());
    worker.perform(admission.admit(SOUNDS).get(0));
    List<UUID> waiting = List.of(accept(TENANT, sound()), accept(TENANT, sound()));

    CancelledRun cancelled = runs.cancel(TENANT, RUN);

    assertThat(cancelled.count()).isEqualTo(3);
    assertThat(cancelled.items())
        .extracting(JobView::id)
        .containsExactly(waiting.get(0), waiting.get(1), begun);
    assertThat(cancelled.items()).extracting(JobView::status).containsOnly("CANCELLED");
    assertThat(rows("generation_job WHERE status = 'CANCELLED'")).isEqualTo(3);
    assertThat(rows("event WHERE type = 'job.cancelled' AND job_id = '" + begun + "'")).isOne();
    assertThat(rows("step WHERE CAST(debug_output AS text) LIKE '%CANCELLED%'"))
        .as("FR-020: also in the steps' debug output")
        .isEqualTo(3);
    assertThat(rows("attempt WHERE status = 'CANCELLED' AND watch_due_at IS NOT NULL"))
        .as("what its provider has of it is watched")
        .isOne();
    assertThat(admission.admit(SOUNDS)).isEmpty();

    CancelledRun again = runs.cancel(TENANT, RUN);
    assertThat(again.count()).isZero();
    assertThat(again.items()).isEmpty();
  }

  @Test
  void a_run_of_two_thousand_jobs_is_cancelled_and_the_first_hundred_are_shown() {
    int more = 2_000;
    UUID first = accept(TENANT, sound());
    sql(
        """
        INSERT INTO step
        SELECT (jsonb_populate_record(step, jsonb_build_object('id', 'more-' || n))).*
        FROM generate_series(1, %d) AS n, step JOIN generation_job job
          ON step.tenant_id = job.tenant_id AND step.run_id = job.run_id AND step.id = job.step_id
        WHERE job.id = '%s'
        """
            .formatted(more, first));
    sql(
        """
        INSERT INTO generation_job
        SELECT (jsonb_populate_record(job, jsonb_build_object(
          'id', gen_random_uuid(), 'step_id', 'more-' || n))).*
        FROM generation_job job, generate_series(1, %d) AS n WHERE id = '%s'
        """
            .formatted(more, first));
    long begun = System.nanoTime();

    CancelledRun cancelled = runs.cancel(TENANT, RUN);

    System.out.println(
        "%d jobs of a run were cancelled in %d ms"
            .formatted(cancelled.count(), Duration.ofNanos(System.nanoTime() - begun).toMillis()));
    assertThat(cancelled.count()).isEqualTo(more + 1);
    assertThat(cancelled.items()).hasSize(100);
    assertThat(rows("generation_job WHERE status = 'CANCELLED'")).isEqualTo(more + 1);
    assertThat(
            rows("event JOIN generation_job job ON job.id = job_id WHERE type = 'job.cancelled'"))
        .isEqualTo(more + 1);
    assertThat(
            rows(
                "(SELECT xmin FROM generation_job GROUP BY xmin HAVING count(*) > 200) AS too_many"))
        .as("each part is a transaction of its own")
        .isZero();
    assertThat(runs.cancel(TENANT, RUN).count()).isZero();
  }

  private long rows(String what) {
    return inTransaction(() -> count(what));
  }
}
