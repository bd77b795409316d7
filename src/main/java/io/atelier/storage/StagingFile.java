package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file being made, on the store's own file system; closed without having been published, it is
 * gone.
 *
 * <p>Owned by one thread at a time.
 */
public final class StagingFile implements AutoCloseable {
  private final Path path;
  private boolean published;

  /** A staging file at that path, which exists and is empty. */
  StagingFile(Path path) {
    this.path = path;
  }

  /** Where to write it; valid until it is published or closed. */
  public Path path() {
    return path;
  }

  boolean published() {
    return published;
  }

  void markPublished() {
    published = true;
  }

  @Override
  public void close() throws IOException {
    if (!published) {
      Files.deleteIfExists(path);
    }
  }
}
