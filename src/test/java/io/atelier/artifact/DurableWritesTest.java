package io.atelier.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.atelier.media.FileFormat;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StorageKey;
import io.atelier.storage.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
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
    try (StagedFiles files = new StagedFiles(writes)) {
      StagedFile file = written(files, "sound");
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException()
          .isThrownBy(() -> writes.sync(file, file.hash()))
          .withMessage("Input/output error");

      writes.sync(file, file.hash());
      assertThat(storage.staged()).isEqualTo(2);
      assertThat(files.at(file.path())).as("it is known by the same path").isSameAs(file);
      storage.failNextSync(new IOException("publishing has nothing left to bring to the disk"));
      writes.publish(inspected(file), KEY);
      try (InputStream bytes = storage.read(KEY, 0)) {
        assertThat(bytes).hasContent("sound");
      }
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void bytes_that_did_not_survive_a_failed_fsync_are_not_published() throws IOException {
    try (StagedFiles files = new StagedFiles(writes)) {
      StagedFile file = written(files, "sound");
      ContentHash hash = file.hash();
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException().isThrownBy(() -> writes.sync(file, hash));
      Files.writeString(file.path(), "sou\0d");

      assertThatIOException()
          .isThrownBy(() -> writes.sync(file, hash))
          .withMessageContaining("lost before they reached the disk");
      assertThatIOException().isThrownBy(() -> writes.publish(inspected(file), KEY));
      assertThat(storage.find(KEY)).isEmpty();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void every_failed_write_has_the_store_looked_at() throws IOException {
    try (StagedFiles files = new StagedFiles(writes)) {
      StagedFile file = written(files, "sound");
      storage.failNextSync(new IOException("Input/output error"));
      assertThatIOException().isThrownBy(() -> writes.sync(file, file.hash()));
      assertThat(looks).isEqualTo(1);
      writes.sync(file, file.hash());
      assertThat(looks).isEqualTo(1);
    }
    Files.delete(directory);
    assertThatIOException().isThrownBy(() -> writes.stage());
    assertThat(looks).isEqualTo(2);
  }

  @Test
  void a_file_that_is_written_piece_by_piece_need_not_be_read_again() throws IOException {
    try (StagedFiles files = new StagedFiles(writes)) {
      StagedWriter writer = files.newWriter(10);
      try (writer) {
        writer.write(ByteBuffer.wrap("so".getBytes(UTF_8)));
        writer.write(ByteBuffer.wrap(" sound".getBytes(UTF_8), 1, 5));
      }
      writer.close();
      assertThat(writer.path()).hasContent("sosound");
      ContentHash hash = ContentHash.of(writer.path());
      Files.writeString(writer.path(), "changed behind its back");
      assertThat(files.at(writer.path()).hash()).isEqualTo(hash);
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_file_that_gets_too_long_is_refused_before_it_is() throws IOException {
    try (StagedFiles files = new StagedFiles(writes);
        StagedWriter writer = files.newWriter(4)) {
      writer.write(ByteBuffer.wrap("four".getBytes(UTF_8)));
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> writer.write(ByteBuffer.wrap("!".getBytes(UTF_8))))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BODY_TOO_LARGE));
      assertThat(writer.path()).hasContent("four");
    }
    assertThat(directory).isEmptyDirectory();
  }

  private static StagedFile written(StagedFiles files, String text) throws IOException {
    return files.at(Files.writeString(files.newFile(), text));
  }

  private static InspectedFile inspected(StagedFile file) throws IOException {
    return new InspectedFile(file.file(), FileFormat.WAV, file.hash(), 5, Map.of());
  }
}
