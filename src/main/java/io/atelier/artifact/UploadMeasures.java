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
import java.util.function.Supplier;

/**
 * Measures what clients bring as what is generated is measured: two files at a time, in the order
 * they came, in the room that all decoding has of the heap. Uploads wait on threads that requests
 * are answered by, so few may wait and none long: what would is kept unmeasured, and says so.
 * Thread-safe.
 */
@ApplicationScoped
class UploadMeasures {
  /** Each takes a processor: others serve. */
  private static final int AT_A_TIME = 2;

  /** Of some hundred threads that answer. */
  static final int WAITING = 8;

  /** For a turn and for room, together. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Measured NOT_NOW =
      new Measured.Unmeasured("too many files were being decoded");

  /** Decoded, as 8-bit sRGB, and what the decoder has beside that. */
  private static final double BYTES_PER_PIXEL = 12;

  /** Of a film, two small pictures and what is between here and its decoder. */
  private static final long FILM = 16 << 20;

  private final Semaphore here = new Semaphore(AT_A_TIME + WAITING);
  private final Semaphore turns = new Semaphore(AT_A_TIME, true);
  private final Workroom room;
  private final Duration patience;

  UploadMeasures() {
    this(Workroom.OF_NODE, PATIENCE);
  }

  UploadMeasures(Workroom room, Duration patience) {
    this.room = room;
    this.patience = patience;
  }

  /**
   * The file with what its pixels say, as far as a file of that type is measured.
   *
   * @throws BrokenMediaException if its pixels are damaged, which nobody saw until then
   * @throws StorageException if it cannot be read back
   */
  InspectedFile measured(ArtifactType type, InspectedFile file) {
    Optional<Measure> measure = type.measure();
    return measure.isEmpty() ? file : file.with(measured(measure.get(), file).facts());
  }

  private Measured measured(Measure measure, InspectedFile file) {
    try {
      return inTurn(bytes(measure, file), () -> found(measure, file));
    } catch (UndecodableMediaException e) {
      throw new BrokenMediaException(e.reason());
    }
  }

  /** What that finds, which takes so much of the heap; or nothing, if it would wait too long. */
  Measured inTurn(long bytes, Supplier<Measured> work) {
    if (!here.tryAcquire()) {
      return NOT_NOW;
    }
    try {
      return waited(bytes, work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_NOW;
    } finally {
      here.release();
    }
  }

  private Measured waited(long bytes, Supplier<Measured> work) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return NOT_NOW;
    }
    try {
      Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
      return room.with(bytes, left, work).orElse(NOT_NOW);
    } finally {
      turns.release();
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
