package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.media.FileFormat;
import io.atelier.problem.ErrorCode;
import io.atelier.run.RunId;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StoreState;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reference is the store's own: what fails about it is the store, or it was deleted. */
class ReferencesTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + "ab".repeat(32) + ".png").orElseThrow();

  private static final Caller CALLER = new Caller(ACME, Set.of(Group.CREATOR), "anna", Instant.MAX);

  @TempDir Path directory;
  private InMemoryStorage storage;
  private StagedFiles files;
  private Artifact image;

  @BeforeEach
  void anImage() throws IOException {
    storage = new InMemoryStorage(directory);
    StoreState state = new StoreState(Optional::empty, Runnable::run, () -> 0);
    files = new StagedFiles(new DurableWrites(storage, new DurableChunks(), state));
    try (StagingFile file = storage.stage()) {
      Files.writeString(file.path(), "image");
      storage.publish(file, PATH.key());
      image =
          new Artifact(
              new Upload(CALLER, new RunId("r"), ArtifactType.IMAGE, null).artifact(),
              new InspectedFile(file, FileFormat.PNG, PATH.hash(), 5, Map.of()),
              new Content(PATH, 5, Instant.EPOCH),
              Instant.EPOCH);
    }
  }

  @Test
  void a_copy_has_all_its_bytes() {
    assertThat(references(image).stage(ACME, image.id(), files))
        .hasValueSatisfying(copy -> assertThat(copy).hasContent("image"));
  }

  @Test
  void a_disk_that_fails_is_no_malformed_request() {
    storage.failNextRead(new IOException("Input/output error"));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> references(image).stage(ACME, image.id(), files))
        .withMessageContaining("Input/output error")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_ERROR));
  }

  @Test
  void one_that_is_deleted_between_the_look_and_the_read_is_gone() throws IOException {
    storage.discard(storage.withdraw(PATH.key()).orElseThrow());
    assertThat(references(image, null).stage(ACME, image.id(), files)).isEmpty();
  }

  @Test
  void one_whose_file_only_is_missing_is_a_failure_of_the_store() throws IOException {
    storage.discard(storage.withdraw(PATH.key()).orElseThrow());
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> references(image, image).stage(ACME, image.id(), files));
  }

  // Those that are found in turn; null is none.
  private References references(Artifact... found) {
    Deque<Optional<Artifact>> looks = new ArrayDeque<>();
    Arrays.stream(found).map(Optional::ofNullable).forEach(looks::add);
    EntityManager entities =
        (EntityManager)
            Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (self, method, arguments) -> looks.remove().orElse(null));
    return new References(new ArtifactList(entities), storage);
  }
}
