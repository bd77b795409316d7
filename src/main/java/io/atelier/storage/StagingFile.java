package io.atelier.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file being made, on the store's own file system; closed without having been published, it is
 * gone.
 *
 * <p>Owned by one thread at a time.
 */
public final class StagingFile implements AutoCloseable {
  private final Path path;
  private boolean published;
  private boolean doubtful;

  /** A staging file at that path, which exists and is empty. */
  StagingFile(Path path) {
    this.path = path;
  }

  /** Where to write it; valid until it is published or closed. */
  public Path path() {
    return path;
  }

  /**
   * Brings its bytes to the disk.
   *
   * @throws IOException also if an earlier call failed: the system reports a write-back error once,
   *     and a second success would mean nothing
   */
  void sync() throws IOException {
    if (doubtful) {
      throw new IOException("its bytes could not be brought to the disk");
    }
    doubtful = true;
    try (FileChannel written = FileChannel.open(path, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    doubtful = false;
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
