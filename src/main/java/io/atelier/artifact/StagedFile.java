package io.atelier.artifact;

import io.atelier.storage.StagingFile;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A staging file with its hash, which was taken while it was written, or is when it is asked for.
 */
final class StagedFile {
  private final Path written;
  private StagingFile file;
  private @Nullable ContentHash known;

  StagedFile(StagingFile file) {
    this.written = file.path();
    this.file = file;
  }

  /** Nobody writes it any more, and this is its hash. */
  void know(ContentHash hash) {
    known = hash;
  }

  ContentHash hash() throws IOException {
    return known == null ? ContentHash.of(file.path()) : known;
  }

  /** Where its bytes are now. */
  StagingFile file() {
    return file;
  }

  /** Puts another file with the same bytes in the place of this one, which goes. */
  void replace(StagingFile copy) throws IOException {
    StagingFile before = file;
    file = copy;
    before.close();
  }

  /** Where its bytes were written, by which it is known. */
  Path path() {
    return written;
  }
}
