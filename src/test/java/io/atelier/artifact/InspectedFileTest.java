package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectedFileTest {
  @TempDir Path directory;

  @Test
  void its_metadata_are_the_facts_of_the_file_and_of_the_request() throws IOException {
    try (StagingFile staged = new InMemoryStorage(directory).stage()) {
      InspectedFile file =
          new InspectedFile(
              staged,
              FileFormat.WAV,
              new ContentHash("0".repeat(64)),
              7,
              Map.of("duration_seconds", 1.5, "channels", 1));
      assertThat(file.metadata(Map.of("seamless", true, "note", "\"\u0000\n😀")))
          .isEqualTo(
              "{\"channels\":1,\"duration_seconds\":1.5,\"note\":\"\\\"\\u0000\\n😀\","
                  + "\"seamless\":true}");
    }
  }
}
