package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.ImageResampler;
import io.atelier.media.UndecodableMediaException;
import io.atelier.media.UnusableMediaException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Brings pictures to the exact pixels asked for (FR-014). */
record ImageFit(Bench bench) {
  /** More are not decoded: 8192 by 8192. */
  static final long MOST_PIXELS = 1L << 26;

  /** So many pixels a side are kept of what is only looked at. */
  private static final int GLANCE = 512;

  /** What is not decoded for its size is decoded to be seen: what nobody can decode is refused. */
  Fitted fit(InspectedFile file, int width, int height) throws IOException {
    Fitted sized = sized(file, width, height);
    return sized.file().equals(file) ? seen(file) : sized;
  }

  private static Fitted seen(InspectedFile file) throws IOException {
    if (file.format() == FileFormat.KTX2) {
      return Fitted.asItIs(file);
    }
    try {
      ImageDecoder.readWithin(file.path(), MOST_PIXELS, GLANCE);
      return Fitted.asItIs(file);
    } catch (UndecodableMediaException e) {
      throw e;
    } catch (UnusableMediaException e) {
      return Fitted.asItIs(file, Flag.PIXELS_UNSEEN);
    }
  }

  Fitted sized(InspectedFile file, int width, int height) throws IOException {
    Facts facts = new Facts(file);
    if (facts.hasSize(width, height)) {
      return Fitted.asItIs(file);
    }
    BufferedImage picture =
        ImageResampler.cover(ImageDecoder.read(file.path(), MOST_PIXELS), width, height);
    Fitted fitted = Fitted.asItIs(written(picture), Flag.RESAMPLED);
    return facts.hasShape(width, height) ? fitted : fitted.flagged(Flag.CROPPED);
  }

  InspectedFile written(BufferedImage picture) throws IOException {
    return bench.written(
        out -> {
          if (!ImageIO.write(picture, "png", out)) {
            throw new IOException("no PNG can be written");
          }
        });
  }
}
