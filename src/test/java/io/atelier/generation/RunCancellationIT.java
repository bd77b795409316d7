package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.Cursor;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.run.RunId;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 4: a whole run is cancelled at once, however many its jobs are. */
@ExtendWith(ArquillianExtension.class)
class RunCancellationIT extends ScriptedEngine {
  private static final RunId RUN = new RunId("run");

  @Inject RunCancellation runs;
  @Inject JobList list;

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
        .as("the newest first, as in every list of jobs")
        .containsExactly(waiting.get(1), waiting.get(0), begun);
    assertThat(cancelled.next()).isNull();
    assertThat(
            rows(
                """
                event WHERE type = 'job.cancelled' AND job_id IN ('%2$s', '%3$s') AND seq < (
                  SELECT seq FROM event WHERE type = 'job.cancelled' AND job_id = '%1$s')
                """
                    .formatted(begun, waiting.get(0), waiting.get(1))))
        .as("or one would have taken the slot")
        .isEqualTo(2);
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
  void a_run_of_two_thousand_jobs_is_cancelled_the_newest_are_shown_and_the_rest_can_be_read() {
    int more = 2_000;
    acceptMany(more + 1);
    long begun = System.nanoTime();

    CancelledRun cancelled = runs.cancel(TENANT, RUN);

    assertThat(cancelled.count()).isEqualTo(more + 1);
    assertThat(cancelled.items()).hasSize(100);
    List<UUID> seen = new ArrayList<>(cancelled.items().stream().map(JobView::id).toList());
    seen.addAll(behind(cancelled.next()));
    assertThat(seen).doesNotHaveDuplicates().hasSize(more + 1);
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

  /** As many of one run. */
  private void acceptMany(int jobs) {
    UUID first = accept(TENANT, sound());
    sql(
        """
        INSERT INTO step
        SELECT (jsonb_populate_record(step, jsonb_build_object('id', 'more-' || n))).*
        FROM generate_series(2, %d) AS n, step JOIN generation_job job
          ON step.tenant_id = job.tenant_id AND step.run_id = job.run_id AND step.id = job.step_id
        WHERE job.id = '%s'
        """
            .formatted(jobs, first));
    sql(
        """
        INSERT INTO generation_job
        SELECT (jsonb_populate_record(job, jsonb_build_object(
          'id', gen_random_uuid(), 'step_id', 'more-' || n))).*
        FROM generation_job job, generate_series(2, %d) AS n WHERE id = '%s'
        """
            .formatted(jobs, first));
    sql("ANALYZE generation_job");
  }

  // As GET /jobs?run=run lists them behind that cursor.
  private List<UUID> behind(@Nullable String next) {
    UUID last = UUID.fromString(Cursor.parse(String.valueOf(next)).orElseThrow().parts().get(0));
    JobList.Filter ofRun = new JobList.Filter(null, null, RUN, null);
    return inTransaction(
        () -> list.page(TENANT, ofRun, last, 10_000).stream().map(GenerationJob::id).toList());
  }

  @Test
  void what_is_left_of_a_run_is_not_read_again_for_each_part_of_it() throws Exception {
    double ofFew = readsOfOne(1_000);
    empty();
    double ofMany = readsOfOne(6_000);
    assertThat(ofMany).isLessThan(2 * ofFew);
  }

  // In one transaction, which alone knows what it read.
  private double readsOfOne(int jobs) {
    acceptMany(jobs);
    return inTransaction(
        () -> {
          long before = reads();
          assertThat(runs.cancel(TENANT, RUN).count()).isEqualTo(jobs);
          return (double) (reads() - before) / jobs;
        });
  }

  private long reads() {
    return ((Number)
            entities
                .createNativeQuery(
                    """
                    SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables
                    WHERE relname = 'generation_job'
                    """)
                .getSingleResult())
        .longValue();
  }

  private long rows(String what) {
    return inTransaction(() -> count(what));
  }
}
