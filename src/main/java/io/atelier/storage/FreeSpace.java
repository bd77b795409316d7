package io.atelier.storage;

import java.io.IOException;
import java.util.Optional;

/**
 * The room that is to be left on a local store's disk, so that what is under way when it gets
 * scarce can still be kept. A store without a disk of its own, such as an object store, has none of
 * this.
 *
 * <p>Only bytes: Java cannot ask for free inodes, so a store out of those is found by the probe's
 * own file.
 */
public final class FreeSpace {
  private static final long MEBIBYTE = 1024 * 1024;

  private final Measure measure;
  private final long minimum;
  private volatile double last = Double.NaN;

  /** Room of at least so many bytes, by that measure. */
  FreeSpace(Measure measure, long minimum) {
    this.measure = measure;
    this.minimum = minimum;
  }

  /** Measures, and says why nothing new should be begun, if so. */
  Optional<StorageFailure> objection() throws IOException {
    long free = measure.bytes();
    last = free;
    return free >= minimum
        ? Optional.empty()
        : Optional.of(
            StorageFailure.full(
                "The asset store has %d MiB left, less than storage.min-free-bytes (%d MiB); free some disk space."
                    .formatted(free / MEBIBYTE, minimum / MEBIBYTE)));
  }

  /** The bytes last measured; not a number before, so that asking never waits for a disk. */
  public double last() {
    return last;
  }

  /** How many bytes are free. */
  @FunctionalInterface
  interface Measure {
    long bytes() throws IOException;
  }
}
