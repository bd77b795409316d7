package io.atelier.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file being made, on the store's own file system; closed without having been published, it is
 * gone.
 *
 * <p>Owned by one thread at a time.
 */
public final class StagingFile implements AutoCloseable {
  private final Path path;
  private final Force force;
  private boolean synced;
  private @Nullable StorageKey published;
  private boolean entered;
  private @Nullable IOException doubt;

  /** A staging file at that path, which exists and is empty. */
  StagingFile(Path path) {
    this(path, channel -> channel.force(true));
  }

  /** The same, whose bytes are brought to the disk in that way. */
  StagingFile(Path path, Force force) {
    this.path = path;
    this.force = force;
  }

  /** Where to write it; valid until it is published or closed. */
  public Path path() {
    return path;
  }

  /**
   * Whether its bytes failed to reach the disk once: it can never be published then, because the
   * system reports such a failure once, and a success after it would mean nothing. Whoever knows
   * what the bytes should be may write them to a new file.
   */
  public boolean doubtful() {
    return doubt != null;
  }

  /**
   * Brings its bytes to the disk, once; nobody may write to it any more. Publishing does so too,
   * but a file may be large, and whoever publishes it may hold a lock.
   *
   * @throws IOException also, for the same reason, if an earlier call could not
   */
  public void sync() throws IOException {
    if (doubt != null) {
      throw new IOException(doubt.getMessage(), doubt);
    }
    if (!synced) {
      try (FileChannel written = FileChannel.open(path, StandardOpenOption.WRITE)) {
        force(written);
      }
      synced = true;
    }
  }

  private void force(FileChannel written) throws IOException {
    try {
      force.bytesOf(written);
    } catch (IOException e) {
      doubt(e);
      throw e;
    }
  }

  /** Its bytes failed to reach the disk. */
  void doubt(IOException reason) {
    doubt = reason;
  }

  /** How bytes are brought to the disk. */
  @FunctionalInterface
  interface Force {
    void bytesOf(FileChannel file) throws IOException;
  }

  /** The key it was published under, once it was. */
  Optional<StorageKey> published() {
    return Optional.ofNullable(published);
  }

  /**
   * It was published under that key: it can never be under another.
   *
   * @param there whether what is under the key is still there
   * @throws IOException unless it was under this one, and is
   */
  void requirePublished(StorageKey key, boolean there) throws IOException {
    if (!key.equals(published)) {
      throw new IOException("a file that was kept once is to be kept as another");
    }
    if (!there) {
      throw new IOException("a file that was kept once is gone");
    }
  }

  void markPublished(StorageKey key) {
    published = key;
  }

  /** Whether it is known that its place is on the disk. */
  boolean isEntered() {
    return entered;
  }

  void markEntered() {
    entered = true;
  }

  @Override
  public void close() throws IOException {
    if (published == null) {
      Files.deleteIfExists(path);
    }
  }
}
