package io.atelier.media.measure;

import io.atelier.media.LoopMetric;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.media.codec.CodecException;
import io.atelier.media.codec.VideoDecoder;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The pictures of a film one after the other, small, from which it is told how it loops. */
final class FilmLoop implements Iterator<byte[]> {
  private static final int MOST_PICTURES = 1800;
  private static final long MOST_PIXELS = MOST_PICTURES * 1920L * 1080;
  private static final long PIXELS_OF_A_PICTURE = 3840L * 2160;
  private static final int LOOK_AT = 320;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** What it announces may be wrong: one more tells that there are too many. */
  private static final VideoDecoder.Limits LIMITS =
      new VideoDecoder.Limits(PIXELS_OF_A_PICTURE, LOOK_AT, LOOK_AT, MOST_PICTURES + 1, DEADLINE);

  private final VideoDecoder decoder;
  private @Nullable BufferedImage next;

  private FilmLoop(VideoDecoder decoder) throws IOException {
    this.decoder = decoder;
    this.next = decoder.next();
  }

  static Measured of(Path file) throws IOException {
    if (!(MediaProbe.probe(file) instanceof ProbeResult.Video film)) {
      return new Measured.Unmeasured("it is no film");
    }
    double pictures = Math.max(1, film.seconds() * film.framesPerSecond());
    if (pictures > MOST_PICTURES || pictures * film.width() * film.height() > MOST_PIXELS) {
      return tooLong(Math.round(pictures) + " pictures of " + film.width() + " x " + film.height());
    }
    try {
      return decoded(file);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (CodecException e) {
      return new Measured.Unmeasured(
          switch (e.reason()) {
            case REFUSED -> "its pictures are not decoded here";
            case CRASHED -> "its pictures could not be decoded";
            case TIMED_OUT ->
                "its pictures take over %d s to decode".formatted(DEADLINE.toSeconds());
          });
    }
  }

  private static Measured decoded(Path file) throws IOException {
    try (VideoDecoder decoder = VideoDecoder.open(file, LIMITS)) {
      FilmLoop pictures = new FilmLoop(decoder);
      if (!pictures.hasNext()) {
        return new Measured.Unmeasured("it has no picture");
      }
      LoopMetric loop = LoopMetric.of(pictures);
      return loop.frames() > MOST_PICTURES
          ? tooLong("more than " + MOST_PICTURES + " pictures")
          : new Measured.Looping(loop);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static Measured tooLong(String what) {
    return new Measured.Unmeasured(
        "it has %s, over the limit of %d, or of %d pixels"
            .formatted(what, MOST_PICTURES, MOST_PIXELS));
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public byte[] next() {
    BufferedImage picture = next;
    if (picture == null) {
      throw new NoSuchElementException();
    }
    try {
      next = decoder.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
  }
}
