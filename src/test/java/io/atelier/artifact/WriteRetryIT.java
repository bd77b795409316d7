package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.atelier.ArquillianWar;
import io.atelier.Tone;
import io.atelier.problem.ErrorCode;
import io.atelier.run.RunId;
import io.atelier.run.Runs;
import io.atelier.storage.FaultyStorage;
import io.atelier.storage.FaultyStorage.Step;
import io.atelier.storage.StorageEntry;
import io.atelier.storage.StorageKey;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * FR-021: a write that fails is tried again three times, each after a while, and then fails with
 * words for the operator; what was written before it is no loss.
 */
@ExtendWith(ArquillianExtension.class)
class WriteRetryIT {
  private static final byte[] CHUNK = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final RunId RUN = new RunId("run");
  private static final String EIO = "Input/output error";
  private static final String ENOSPC = "No space left on device";
  private static final List<Step> WRITING = List.of(Step.STAGE, Step.SYNC, Step.PUBLISH);
  // Three delays of 100 ms, each up to 50 ms shorter or longer.
  private static final Duration THREE_DELAYS = Duration.ofMillis(150);

  @Inject DurableChunks chunks;
  @Inject FaultyStorage disk;
  @Inject ArtifactStore artifacts;
  @Inject Deletions deletions;
  @Inject RemovedAssets removed;
  @Inject Runs runs;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private final TenantId tenant = new TenantId("retry-" + UUID.randomUUID());

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of("generation.worker-enabled", "false"),
        FailingChannel.class,
        FaultyStorage.class,
        FaultyStorage.Step.class,
        Tone.class,
        WriteRetryIT.class);
  }

  @Test
  void a_medium_that_recovers_within_three_retries_has_the_whole_chunk() throws IOException {
    for (int failures = 0; failures <= 3; failures++) {
      FailingChannel file = new FailingChannel(failures);
      chunks.write(file, ByteBuffer.wrap(CHUNK), 0);
      assertThat(file.tries()).isEqualTo(failures + 1);
      assertThat(file.text(CHUNK.length)).isEqualTo("0123456789");
    }
  }

  @Test
  void one_that_does_not_is_given_up_with_its_own_words() {
    FailingChannel file = new FailingChannel(Integer.MAX_VALUE);
    long since = System.nanoTime();
    assertThatIOException()
        .isThrownBy(() -> chunks.write(file, ByteBuffer.wrap(CHUNK), 0))
        .withMessage(EIO);
    assertThat(file.tries()).isEqualTo(4);
    assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(THREE_DELAYS.toNanos());
  }

  @Test
  void a_file_that_cannot_be_opened_is_tried_as_often() throws IOException {
    Path file = Files.createTempDirectory("opened").resolve("staged");
    long since = System.nanoTime();
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> chunks.open(file));
    assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(THREE_DELAYS.toNanos());
    Files.createFile(file);
    try (FileChannel opened = chunks.open(file)) {
      chunks.write(opened, ByteBuffer.wrap(CHUNK), 0);
    }
    assertThat(file).hasBinaryContent(CHUNK);
  }

  @Test
  void a_store_that_recovers_within_three_retries_keeps_the_asset() throws Exception {
    int seed = 0;
    for (Step step : WRITING) {
      for (int failures = 1; failures <= 3; failures++) {
        disk.fail(step, failures, EIO);
        Artifact kept = save(++seed);
        assertThat(disk.tries(step)).as("%s", step).isGreaterThan(failures);
        try (InputStream bytes = disk.read(key(kept), 0)) {
          assertThat(bytes.readAllBytes()).isEqualTo(Tone.wav(seed));
        }
      }
    }
    assertThat(count("artifact")).isEqualTo(seed);
  }

  @Test
  void one_that_does_not_fails_the_save_with_its_code_and_leaves_nothing_half() throws Exception {
    for (Step step : WRITING) {
      assertFails(step, EIO, ErrorCode.STORAGE_ERROR);
      assertFails(step, ENOSPC, ErrorCode.STORAGE_FULL);
    }
  }

  private void assertFails(Step step, String words, ErrorCode code) throws Exception {
    disk.fail(step, Integer.MAX_VALUE, words);
    long since = System.nanoTime();
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> save(1))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageNotContaining("/tmp");
    assertThat(disk.tries(step)).as("one try and three retries").isEqualTo(4);
    assertThat(System.nanoTime() - since).isGreaterThanOrEqualTo(THREE_DELAYS.toNanos());
    assertThat(count("artifact") + count("content")).isZero();
    disk.recover();
    try (Stream<StorageEntry> all = disk.list("")) {
      assertThat(all.filter(entry -> entry.toString().contains(tenant.value()))).isEmpty();
    }
  }

  /** The file goes in its time; what was asked for is done, and nobody is served it meanwhile. */
  @Test
  void a_deletion_is_tried_again_as_often_and_then_finished_by_a_later_sweep() throws Exception {
    Artifact first = save(1);
    disk.fail(Step.WITHDRAW, 3, EIO);
    assertThat(deletions.delete(caller(), first.id())).isTrue();
    assertThat(disk.find(key(first))).isEmpty();

    Artifact second = save(2);
    disk.fail(Step.WITHDRAW, Integer.MAX_VALUE, EIO);
    assertThat(deletions.delete(caller(), second.id())).isTrue();
    assertThat(disk.tries(Step.WITHDRAW)).isGreaterThanOrEqualTo(4);
    assertThat(disk.find(key(second))).isPresent();
    assertThat(removed.contains(path(second))).isTrue();
    assertThat(count("artifact")).isZero();
    disk.recover();
    deletions.sweep();
    assertThat(disk.find(key(second))).isEmpty();
    assertThat(count("content")).isZero();
  }

  /** Whoever saved it again may read it at once, while its deletion is still what is known. */
  @Test
  void what_was_deleted_and_is_saved_again_before_its_file_went_is_there() throws Exception {
    Artifact first = save(1);
    disk.fail(Step.WITHDRAW, Integer.MAX_VALUE, EIO);
    assertThat(deletions.delete(caller(), first.id())).isTrue();
    assertThat(removed.contains(path(first))).isTrue();
    Artifact again = save(1);
    assertThat(again.uri()).isEqualTo(first.uri());
    assertThat(removed.contains(path(first))).isFalse();
    disk.recover();
    deletions.sweep();
    assertThat(disk.find(key(again))).isPresent();
  }

  /**
   * Several jobs' results are kept in one transaction, and each in one of its own where that fails:
   * those that were at their places already are, and stay.
   */
  @Test
  void of_a_group_that_was_rolled_back_after_publication_each_is_kept_but_the_one_that_failed()
      throws Exception {
    try (StagedFiles files = artifacts.stage()) {
      List<ArtifactStore.Saving> group = new ArrayList<>();
      for (int seed = 0; seed < 5; seed++) {
        group.add(saving(files, seed));
      }
      ArtifactStore.Saving bad = group.get(2);
      disk.fail(Step.PUBLISH, Integer.MAX_VALUE, ENOSPC, bad.path().key()::equals);
      assertThatExceptionOfType(StorageException.class).isThrownBy(() -> save(group));
      assertThat(count("artifact") + count("content")).isZero();

      for (ArtifactStore.Saving one : group) {
        if (one.equals(bad)) {
          assertThat(disk.find(one.path().key())).isEmpty();
          assertThatExceptionOfType(StorageException.class)
              .isThrownBy(() -> save(List.of(one)))
              .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
        } else {
          assertThat(disk.find(one.path().key())).as("published before it failed").isPresent();
          save(List.of(one));
        }
      }
      assertThat(count("artifact")).isEqualTo(4);
      assertThat(count("content")).isEqualTo(4);
      disk.recover();
      save(List.of(bad));
    }
    assertThat(count("content")).isEqualTo(5);
    try (Stream<StorageEntry> all = disk.list(tenant + "/")) {
      assertThat(all).hasSize(5);
    }
  }

  private Artifact save(int seed) throws Exception {
    try (StagedFiles files = artifacts.stage()) {
      return save(List.of(saving(files, seed))).get(0);
    }
  }

  private ArtifactStore.Saving saving(StagedFiles files, int seed) {
    InspectedFile file =
        artifacts.inspect(
            files, files.receive(new ByteArrayInputStream(Tone.wav(seed)), 1_000_000));
    return new ArtifactStore.Saving(
        new Upload(caller(), RUN, ArtifactType.AUDIO, null).artifact(), file);
  }

  private List<Artifact> save(List<ArtifactStore.Saving> savings) throws Exception {
    transaction.begin();
    try {
      runs.open(tenant, RUN);
      List<Artifact> saved = artifacts.save(savings);
      transaction.commit();
      return saved;
    } catch (RuntimeException e) {
      transaction.rollback();
      throw e;
    }
  }

  private static StorageKey key(Artifact artifact) {
    return new StorageKey(artifact.uri().substring(AssetPath.PREFIX.length()));
  }

  private static AssetPath path(Artifact artifact) {
    return AssetPath.parse(key(artifact).value()).orElseThrow();
  }

  private Caller caller() {
    return new Caller(
        tenant, Set.of(Group.CREATOR), "retry", Instant.parse("2100-01-01T00:00:00Z"));
  }

  private long count(String table) throws Exception {
    transaction.begin();
    try {
      return ((Number)
              entities
                  .createNativeQuery("SELECT count(*) FROM " + table + " WHERE tenant_id = ?1")
                  .setParameter(1, tenant.value())
                  .getSingleResult())
          .longValue();
    } finally {
      transaction.commit();
    }
  }
}
