package io.atelier.artifact;

import io.atelier.media.UndecodableMediaException;
import io.atelier.media.Workroom;
import io.atelier.media.measure.Measure;
import io.atelier.media.measure.Measured;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Measures what clients bring as what is generated is measured: two files at a time, in the order
 * they came, in the room that all decoding has of the heap. What would wait too long is kept
 * unmeasured, and says so. Thread-safe.
 */
@ApplicationScoped
class UploadMeasures {
  /** Each takes a processor: others serve. */
  private static final int AT_A_TIME = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Decoded, as 8-bit sRGB, and what the decoder has beside that. */
  private static final double BYTES_PER_PIXEL = 12;

  /** Of a film, two small pictures and what is between here and its decoder. */
  private static final long FILM = 16 << 20;

  private final Semaphore turns = new Semaphore(AT_A_TIME, true);

  /**
   * The file with what its pixels say, as far as a file of that type is measured.
   *
   * @throws BrokenMediaException if its pixels are damaged, which nobody saw until then
   * @throws StorageException if it cannot be read back
   */
  InspectedFile measured(ArtifactType type, InspectedFile file) {
    Optional<Measure> measure = type.measure();
    return measure.isEmpty() ? file : file.with(inTurn(measure.get(), file).facts());
  }

  private Measured inTurn(Measure measure, InspectedFile file) {
    if (!admitted()) {
      return new Measured.Unmeasured("too many files were being decoded");
    }
    try {
      return Workroom.OF_NODE.with(bytes(measure, file), () -> found(measure, file));
    } catch (UndecodableMediaException e) {
      throw new BrokenMediaException(e.reason());
    } finally {
      turns.release();
    }
  }

  private boolean admitted() {
    try {
      return turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Measured found(Measure measure, InspectedFile file) {
    try {
      return measure.of(file.path(), file.format());
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private static long bytes(Measure measure, InspectedFile file) {
    return switch (measure) {
      case SEAM -> (long) (BYTES_PER_PIXEL * side(file, "width") * side(file, "height"));
      case RANGE -> 0;
      case LOOP -> FILM;
    };
  }

  private static double side(InspectedFile file, String name) {
    return file.facts().get(name) instanceof Number number ? number.doubleValue() : 0;
  }
}
