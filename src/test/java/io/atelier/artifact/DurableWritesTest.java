package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.atelier.media.FileFormat;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import io.atelier.storage.StorageKey;
import io.atelier.storage.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One try each; the container repeats them (FR-021). */
class DurableWritesTest {
  private static final StorageKey KEY = new StorageKey("acme/run/audio/0.wav");

  @TempDir Path directory;
  private InMemoryStorage storage;
  private DurableWrites writes;
  private int looks;

  @BeforeEach
  void open() {
    storage = new InMemoryStorage(directory);
    writes =
        new DurableWrites(
            storage,
            new DurableChunks(),
            new StoreState(
                () -> {
                  looks++;
                  return Optional.empty();
                },
                Runnable::run,
                () -> 0));
  }

  @Test
  void after_a_failed_fsync_the_bytes_are_written_again_to_a_new_file() throws IOException {
    try (StagingFile file = storage.stage()) {
      InspectedFile inspected = written(file, "sound");
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException()
          .isThrownBy(() -> writes.publish(inspected, KEY))
          .withMessage("Input/output error");
      assertThat(storage.find(KEY)).isEmpty();

      writes.publish(inspected, KEY);

      assertThat(storage.staged()).isEqualTo(2);
      try (InputStream bytes = storage.read(KEY, 0)) {
        assertThat(bytes).hasContent("sound");
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void bytes_that_did_not_survive_a_failed_fsync_are_not_published() throws IOException {
    try (StagingFile file = storage.stage()) {
      InspectedFile inspected = written(file, "sound");
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException().isThrownBy(() -> writes.publish(inspected, KEY));
      Files.writeString(file.path(), "sou\0d");

      assertThatIOException()
          .isThrownBy(() -> writes.publish(inspected, KEY))
          .withMessageContaining("lost before they reached the disk");
      assertThat(storage.find(KEY)).isEmpty();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void every_failed_write_has_the_store_looked_at() throws IOException {
    try (StagingFile file = storage.stage()) {
      InspectedFile inspected = written(file, "sound");
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException().isThrownBy(() -> writes.publish(inspected, KEY));
      assertThat(looks).isEqualTo(1);
      writes.publish(inspected, KEY);
      assertThat(looks).isEqualTo(1);
    }
    Files.delete(directory);
    assertThatIOException().isThrownBy(() -> writes.stage());
    assertThat(looks).isEqualTo(2);
  }

  private static InspectedFile written(StagingFile file, String text) throws IOException {
    Files.writeString(file.path(), text);
    return new InspectedFile(
        file, FileFormat.WAV, ContentHash.of(file.path()), text.length(), Map.of());
  }
}
