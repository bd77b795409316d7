package io.atelier.media.measure;

import io.atelier.media.DynamicRange;
import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.SeamMetric;
import io.atelier.media.UndecodableMediaException;
import io.atelier.media.UnusableMediaException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/**
 * What is measured on all pixels of an intact file: a full decode, within declared limits.
 *
 * <p>Pictures and maps of light have 2²⁶ pixels at most; films 1,800 pictures, which have 1,800
 * times 1920 x 1080 pixels together, and a minute of time. Of what is over a limit, or of a kind
 * that is not decoded here, the reason is told instead. Memory: that of {@link ImageDecoder} for a
 * picture, one scanline of a map, two small pictures of a film. Stateless and thread-safe.
 */
public enum Measure {
  /** How well the opposite edges of a picture meet. */
  SEAM {
    @Override
    Measured decoded(Path file, FileFormat format) throws IOException {
      return new Measured.Tiling(SeamMetric.of(ImageDecoder.read(file, MOST_PIXELS)));
    }
  },
  /** How far the light of an environment map reaches. */
  RANGE {
    @Override
    Measured decoded(Path file, FileFormat format) throws IOException {
      return format == FileFormat.HDR
          ? new Measured.Lighting(DynamicRange.of(file, MOST_PIXELS))
          : new Measured.Unmeasured("range of " + format + " is not measured here");
    }
  },
  /** How well the end of a film leads to its beginning. */
  LOOP {
    @Override
    Measured decoded(Path file, FileFormat format) throws IOException {
      return FilmLoop.of(file);
    }
  };

  private static final Logger LOG = System.getLogger(Measure.class.getName());

  /** 8192 x 8192. */
  static final long MOST_PIXELS = 1L << 26;

  abstract Measured decoded(Path file, FileFormat format) throws IOException;

  /**
   * Decodes a file, which was found intact, and measures it.
   *
   * @param format what the file is
   * @throws UndecodableMediaException if it is a picture whose pixels are damaged
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  public Measured of(Path file, FileFormat format) throws IOException {
    return measured(() -> decoded(file, format));
  }

  /** What decodes and measures. */
  interface Decoding {
    Measured measured() throws IOException;
  }

  /** An error of it is none of who wants the file kept, with or without a measure. */
  static Measured measured(Decoding decoding) throws IOException {
    try {
      return decoding.measured();
    } catch (UndecodableMediaException e) {
      throw e;
    } catch (UnusableMediaException e) {
      return new Measured.Unmeasured(e.reason());
    } catch (LinkageError | VirtualMachineError e) {
      LOG.log(Level.WARNING, "A file is kept unmeasured", e);
      return new Measured.Unmeasured("decoding it ended with " + e.getClass().getSimpleName());
    }
  }
}
