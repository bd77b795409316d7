package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;
import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.tenant.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a job by what its provider answers. */
@ExtendWith(ArquillianExtension.class)
class JobEngineIT extends ScriptedEngine {
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
        new ProviderSnapshot.Failed(FailureClass.RESULT_EXPIRED, "403", "gone"));
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
    // FR-022: it goes to the next provider on the route, as this one's policy says of such
    // failures.
    assertThat(worker.perform(inHand.takeDue().get(0))).isEqualTo(JobStatus.PENDING);
    Work second = admission.admit(new QueueKey(TENANT, "procedural", MediaKind.SFX)).get(0);
    assertThat(worker.perform(second)).isEqualTo(JobStatus.COMPLETED);

    JobView done = view(id);
    assertThat(done.attempts())
        .extracting(AttemptView::provider, AttemptView::status, AttemptView::failureClass)
        .containsExactly(
            tuple("scripted", "FAILED", "RESULT_EXPIRED"), tuple("procedural", "SUCCEEDED", null));
    assertThat(done.attempts().get(0).message())
        .as("who pays twice is told so")
        .isEqualTo(
            "gone; it is paid, and made anew by procedural, as on-expired-result=next has it");
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

  /** providers.md 2.4: 451 is the request's fault only when a new upload does not help. */
  @Test
  void what_may_pass_when_it_is_prepared_anew_is_tried_once_more_at_its_provider() {
    ProviderSnapshot lost =
        new ProviderSnapshot.Failed(
            FailureClass.INVALID_INPUT, "451", "no image there", null, null, true);
    scripted.script(SubmissionGuarantee.NONE, lost, lost);
    UUID id = accept(TENANT, sound());

    assertThat(worker.perform(admission.admit(SOUNDS).get(0))).isEqualTo(JobStatus.PENDING);
    assertThat(view(id).provider()).isEqualTo(ScriptedProvider.NAME);
    assertThat(worker.perform(admission.admit(SOUNDS).get(0))).isEqualTo(JobStatus.FAILED);

    assertThat(view(id).error().code()).isEqualTo(ErrorCode.INVALID_INPUT.name());
    assertThat(scripted.creates())
        .as("each with a key of its own")
        .hasSize(2)
        .doesNotHaveDuplicates();
    assertThat(view(id).attempts())
        .extracting(AttemptView::actualCost)
        .containsExactly("0.000000", "0.000000");
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
        .contains("\"outcome\": \"ACCEPTED\"", "\"role\": \"main\"", "\"stored_at\": ")
        .contains("\"downloaded_at\": \"");
  }

  private TenantId tenant(UUID job) {
    return inTransaction(() -> jobs.find(job).orElseThrow().tenant());
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
}
