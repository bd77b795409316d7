package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.DeployedProduct;
import io.atelier.Tone;
import io.atelier.run.RunId;
import io.atelier.run.Runs;
import io.atelier.storage.AssetStorage;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A job may make several files, which are saved in one transaction, or none of them is. */
@ExtendWith(ArquillianExtension.class)
class SeveralSavesIT extends DeployedProduct {
  private static final RunId RUN = new RunId("run");

  @Inject ArtifactStore artifacts;
  @Inject AssetStorage storage;
  @Inject Deletions deletions;
  @Inject Runs runs;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  private final TenantId tenant = new TenantId("several-" + UUID.randomUUID());
  private final Caller caller =
      new Caller(tenant, Set.of(Group.CREATOR), "several", Instant.parse("2100-01-01T00:00:00Z"));

  @Test
  void what_is_saved_comes_back_in_its_order_and_the_same_file_twice_is_two_artifacts()
      throws Exception {
    List<String> hashes = saveNew(List.of(3, 1, 3)).stream().map(Artifact::sha256).toList();
    assertThat(hashes.get(0)).isEqualTo(hashes.get(2)).isNotEqualTo(hashes.get(1));
    assertThat(count("artifact")).isEqualTo(3);
    assertThat(count("content")).isEqualTo(2);
  }

  /** PostgreSQL would end one of two that wait for one another, as an error, after a second. */
  @Test
  void saves_of_the_same_files_in_any_order_and_deletions_of_their_run_never_wait_in_a_circle()
      throws Exception {
    ManagedExecutorService pool =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Random random = new Random(i);
      Callable<Void> saves =
          () -> {
            for (int j = 0; j < 25; j++) {
              List<Integer> seeds = new ArrayList<>(IntStream.range(0, 6).boxed().toList());
              Collections.shuffle(seeds, random);
              saveNew(seeds);
            }
            return null;
          };
      all.add(pool.submit(saves));
    }
    Callable<Void> deletes =
        () -> {
          for (int j = 0; j < 40; j++) {
            deletions.deleteAll(caller, tenant, RUN);
          }
          return null;
        };
    all.add(pool.submit(deletes));
    for (Future<Void> each : all) {
      each.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void what_was_made_may_be_no_larger_than_what_is_brought() throws Exception {
    try (StagedFiles files = artifacts.stage();
        StagedWriter writer = files.newWriter(Long.MAX_VALUE)) {
      writer.write(ByteBuffer.wrap(" ".repeat(1_048_577).getBytes(StandardCharsets.US_ASCII)));
      writer.close();
      assertThatExceptionOfType(BrokenMediaException.class)
          .isThrownBy(() -> artifacts.inspect(files, writer.path(), ArtifactType.SHADER))
          .withMessageContaining("more than the 1048576 bytes that a shader may have");
    }
  }

  /** Nothing is recorded whose file is not there, though it was once. */
  @Test
  void what_was_rolled_back_may_be_saved_again_while_its_file_is_there() throws Exception {
    try (StagedFiles files = artifacts.stage()) {
      List<ArtifactStore.Saving> savings = savings(files, List.of(7));
      AssetPath path = savings.get(0).path();
      rollBack(savings);
      assertThat(count("content")).isZero();
      save(savings);
      assertThat(storage.find(path.key())).isPresent();
    }
    deletions.deleteAll(caller, tenant, RUN);
    try (StagedFiles files = artifacts.stage()) {
      List<ArtifactStore.Saving> savings = savings(files, List.of(7));
      AssetPath path = savings.get(0).path();
      rollBack(savings);
      storage.discard(storage.withdraw(path.key()).orElseThrow());
      assertThatExceptionOfType(StorageException.class).isThrownBy(() -> save(savings));
      assertThat(count("artifact") + count("content")).isZero();
    }
  }

  private void rollBack(List<ArtifactStore.Saving> savings) throws Exception {
    transaction.begin();
    try {
      runs.open(tenant, RUN);
      artifacts.save(savings);
    } finally {
      transaction.rollback();
    }
  }

  private List<Artifact> saveNew(List<Integer> seeds) throws Exception {
    try (StagedFiles files = artifacts.stage()) {
      return save(savings(files, seeds));
    }
  }

  private List<ArtifactStore.Saving> savings(StagedFiles files, List<Integer> seeds) {
    List<ArtifactStore.Saving> savings = new ArrayList<>();
    for (int seed : seeds) {
      InspectedFile file =
          artifacts.inspect(
              files, files.receive(new ByteArrayInputStream(Tone.wav(seed)), 1_000_000));
      savings.add(
          new ArtifactStore.Saving(
              new Upload(caller, RUN, ArtifactType.AUDIO, null).artifact(), file));
    }
    return savings;
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
