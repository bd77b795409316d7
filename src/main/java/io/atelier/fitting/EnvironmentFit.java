package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.PanoramaLighting;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Makes a Radiance map of high dynamic range of a panorama that has none (FR-015). */
record EnvironmentFit(Bench bench) {

  Fitted fit(InspectedFile file, EnvironmentMap asked) throws IOException {
    Facts facts = new Facts(file);
    if (file.format() == FileFormat.HDR
        || file.format() == FileFormat.EXR
        || file.format() == FileFormat.KTX2) {
      return facts.hasSize(asked.width(), asked.height())
          ? Fitted.asItIs(file)
          : Fitted.asItIs(file, Flag.RESOLUTION_DIFFERS);
    }
    BufferedImage panorama = ImageDecoder.read(file.path(), ImageFit.MOST_PIXELS);
    InspectedFile lit = bench.written(out -> PanoramaLighting.write(panorama, asked.width(), out));
    return Fitted.asItIs(lit, Flag.LIGHT_GUESSED);
  }
}
