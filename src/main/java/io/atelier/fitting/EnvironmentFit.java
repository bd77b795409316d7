package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.ImageDecoder;
import io.atelier.media.PanoramaLighting;
import io.atelier.media.measure.Measure;
import io.atelier.media.measure.Measured;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import java.awt.image.BufferedImage;
import java.io.IOException;

/**
 * Makes a Radiance map of high dynamic range of a panorama that has none, and measures the range of
 * what is kept (FR-015).
 */
record EnvironmentFit(Bench bench) {
  /** How much brighter than its median a sun or a lamp is at least; white on grey is 5. */
  private static final double LEAST_RANGE = 50;

  Fitted fit(InspectedFile file, EnvironmentMap asked) throws IOException {
    return switch (file.format()) {
      case HDR, EXR, KTX2 -> ranged(sized(file, asked));
      default -> {
        BufferedImage panorama = ImageDecoder.read(file.path(), ImageFit.MOST_PIXELS);
        InspectedFile lit =
            bench.written(out -> PanoramaLighting.write(panorama, asked.width(), out));
        yield ranged(Fitted.asItIs(lit, Flag.LIGHT_GUESSED));
      }
    };
  }

  private static Fitted sized(InspectedFile file, EnvironmentMap asked) {
    return new Facts(file).hasSize(asked.width(), asked.height())
        ? Fitted.asItIs(file)
        : Fitted.asItIs(file, Flag.RESOLUTION_DIFFERS);
  }

  private static Fitted ranged(Fitted map) throws IOException {
    Measured found = map.measure(Measure.RANGE);
    Fitted measured = map.measured(found);
    if (!(found instanceof Measured.Lighting light)) {
      return measured.flagged(Flag.PIXELS_UNSEEN);
    }
    return light.range().ratio() >= LEAST_RANGE
        ? measured
        : measured.flagged(Flag.LOW_DYNAMIC_RANGE);
  }
}
