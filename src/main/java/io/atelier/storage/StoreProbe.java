package io.atelier.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Random;

/**
 * Tries whether a store can be written, by writing: a file of 4 KiB goes through the seam to the
 * disk and is removed again.
 */
final class StoreProbe {
  private static final int BYTES = 4096;

  private final AssetStorage storage;
  private final FreeSpace space;

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
      file.sync();
    }
  }
}
