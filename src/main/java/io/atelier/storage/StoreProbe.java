package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Tries whether a store can be written, by writing: a file of 4 KiB goes the whole way that an
 * asset goes, to the disk and to a key of its own, and is removed again.
 *
 * <p>The key is no asset's, nor any tenant's, and another for each store that is opened. One who
 * dies on the way leaves a file there, which is cleared away when nobody has touched it for an
 * hour.
 */
final class StoreProbe {
  /** What the keys begin with: no tenant has a name with an underscore. */
  static final String PREFIX = "_probe/";

  private static final int BYTES = 4096;
  private static final Duration LEFT = Duration.ofHours(1);

  private final AssetStorage storage;
  private final FreeSpace space;
  private final StorageKey key = new StorageKey(PREFIX + UUID.randomUUID());

  StoreProbe(AssetStorage storage, FreeSpace space) {
    this.storage = storage;
    this.space = space;
  }

  /** Why it cannot be written, or empty if it can. May take as long as a dead disk lets it. */
  Optional<StorageFailure> look() {
    try {
      // First the writing: what fails there is the truth, whatever the file system counts.
      write();
      return space.objection();
    } catch (IOException e) {
      return Optional.of(StorageFailure.of(e));
    }
  }

  private void write() throws IOException {
    // Random, since some file systems keep no block for what they can make up.
    byte[] bytes = new byte[BYTES];
    new Random().nextBytes(bytes);
    try (StagingFile file = storage.stage()) {
      Files.write(file.path(), bytes);
      storage.publish(file, key);
    }
    remove(key);
  }

  private void remove(StorageKey probe) throws IOException {
    Optional<WithdrawnAsset> written = storage.withdraw(probe);
    if (written.isPresent()) {
      storage.discard(written.get());
    }
  }

  /** Removes what probes left that came to no end. */
  void clear(Instant now) throws IOException {
    try (Stream<StorageEntry> left = storage.list(PREFIX)) {
      for (StorageEntry entry : left.toList()) {
        if (entry instanceof StoredAsset file && file.publishedAt().isBefore(now.minus(LEFT))) {
          remove(file.key());
        }
      }
    }
  }
}
