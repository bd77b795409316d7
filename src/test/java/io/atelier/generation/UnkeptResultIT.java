package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.ArquillianWar;
import io.atelier.artifact.ArtifactView;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.storage.FaultyStorage;
import io.atelier.storage.FaultyStorage.Step;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * FR-021: a job whose result the store does not take after its retries fails with the store's code;
 * the result is paid for, and is kept as soon as the store takes it.
 */
@ExtendWith(ArquillianExtension.class)
class UnkeptResultIT {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration WATCH = Duration.ofSeconds(31);
  private static final String EIO = "Input/output error";
  private static final String ENOSPC = "No space left on device";

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject FaultyStorage disk;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.sfx.timeout", "PT10M",
            "generation.sfx.providers", "ledger"),
        UnkeptResultIT.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class,
        FaultyStorage.class,
        FaultyStorage.Step.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty();
    provider.begin(SubmissionGuarantee.NONE);
  }

  @AfterEach
  void recover() {
    disk.recover();
  }

  @Test
  void where_the_rename_fails_it_is_kept_later() throws Exception {
    assertKeptLater(Step.PUBLISH, EIO, "STORAGE_ERROR");
  }

  @Test
  void where_there_is_no_room_for_its_entry_it_is_kept_later() throws Exception {
    assertKeptLater(Step.PUBLISH, ENOSPC, "STORAGE_FULL");
  }

  @Test
  void where_its_bytes_do_not_reach_the_disk_it_is_kept_later() throws Exception {
    assertKeptLater(Step.SYNC, EIO, "STORAGE_ERROR");
  }

  @Test
  void one_failure_less_than_there_are_tries_is_none() throws Exception {
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    disk.fail(Step.PUBLISH, 3, EIO);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
    assertThat(disk.tries(Step.PUBLISH)).isEqualTo(4);
  }

  private void assertKeptLater(Step step, String words, String code) throws Exception {
    UUID id = engine.begun();
    provider.endAll(State.DONE);
    disk.fail(step, Integer.MAX_VALUE, words);
    engine.after(POLL);
    assertThat(disk.tries(step)).as("one try and three retries").isGreaterThanOrEqualTo(4);
    assertFailed(id, code);
    assertThat(engine.view(id).artifacts()).isEmpty();

    // More often than a node may die of it (generation.making-tries).
    for (int looks = 0; looks < 5; looks++) {
      engine.after(WATCH);
    }
    assertFailed(id, code);
    assertThat(engine.count("artifact")).isZero();
    assertThat(engine.count("content")).isZero();
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL"))
        .as("it is paid for, however long the store fails")
        .isOne();

    disk.recover();
    engine.after(WATCH);
    assertFailed(id, code);
    assertThat(engine.view(id).artifacts()).extracting(ArtifactView::role).containsExactly("late");
    assertThat(engine.count("attempt WHERE watch_due_at IS NOT NULL")).isZero();
    assertThat(provider.received()).as("it is made once").hasSize(1);
    assertThat(engine.count("cost_entry WHERE amount = 0.04 AND basis = 'REPORTED'")).isOne();
  }

  private void assertFailed(UUID id, String code) throws Exception {
    JobView job = engine.view(id);
    assertThat(job.status()).isEqualTo("FAILED");
    assertThat(job.error().code()).isEqualTo(code);
    assertThat(job.attempts())
        .extracting(AttemptView::status, AttemptView::actualCost, AttemptView::costBasis)
        .containsExactly(tuple("SUCCEEDED", "0.040000", "reported"));
  }
}
