package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.ContentHash;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.storage.InMemoryStorage;
import io.atelier.storage.StagingFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Works in a directory of the test's. */
record DirectoryBench(Path directory) implements Bench {

  /** One of the tests' own files. */
  InspectedFile resource(String name) throws IOException {
    try (InputStream in = DirectoryBench.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in, name).readAllBytes();
      return written(out -> out.write(bytes));
    }
  }

  @Override
  public InspectedFile written(Writing writing) throws IOException {
    return made(
        path -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            writing.to(out);
          }
        });
  }

  @Override
  public InspectedFile made(Making making) throws IOException {
    StagingFile file = new InMemoryStorage(directory).stage();
    making.at(file.path());
    ProbeResult found = MediaProbe.probe(file.path());
    assertThat(found).isInstanceOf(ProbeResult.Intact.class);
    ProbeResult.Intact intact = (ProbeResult.Intact) found;
    return new InspectedFile(
        file,
        intact.format(),
        new ContentHash("0".repeat(64)),
        Files.size(file.path()),
        intact.facts());
  }
}
