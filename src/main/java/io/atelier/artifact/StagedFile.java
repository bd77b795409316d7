package io.atelier.artifact;

import io.atelier.storage.StagingFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A staging file with its hash, which was taken while it was written, or is when it is asked for.
 */
final class StagedFile {
  private final StagingFile file;
  private @Nullable ContentHash known;

  StagedFile(StagingFile file) {
    this.file = file;
  }

  /** Nobody writes it any more, and this is its hash. */
  void know(ContentHash hash) {
    known = hash;
  }

  ContentHash hash() throws IOException {
    return known == null ? ContentHash.of(path()) : known;
  }

  StagingFile file() {
    return file;
  }

  Path path() {
    return file.path();
  }
}
