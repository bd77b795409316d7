package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.SeamMetric;
import io.atelier.media.SeamlessImage;
import io.atelier.media.measure.Measure;
import io.atelier.media.measure.Measured;
import io.atelier.provider.GenerationRequest.Texture;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Brings textures to their size, and has them tile where that was asked for (FR-014, US4.3). */
record TextureFit(Bench bench) {

  Fitted fit(InspectedFile file, Texture asked) throws IOException {
    ImageFit images = new ImageFit(bench);
    Fitted sized =
        asked.seamless()
            ? images.sized(file, asked.size(), asked.size())
            : images.fit(file, asked.size(), asked.size());
    Measured found = sized.measure(Measure.SEAM);
    Fitted measured = sized.measured(found);
    if (!asked.seamless()) {
      return measured;
    }
    FileFormat format = sized.file().format();
    boolean unseen = found instanceof Measured.Unmeasured;
    if (unseen && (format == FileFormat.KTX2 || format == FileFormat.AVIF)) {
      return measured.flagged(Flag.PIXELS_UNSEEN);
    }
    if (found instanceof Measured.Tiling tiling && tiling.seam().seamless(tolerance(format))) {
      return measured;
    }
    BufferedImage tiling =
        SeamlessImage.of(ImageDecoder.read(sized.file().path(), ImageFit.MOST_PIXELS));
    return new Fitted(images.written(tiling), sized.flags(), sized.facts())
        .flagged(Flag.MADE_SEAMLESS)
        .measured(new Measured.Tiling(SeamMetric.of(tiling)));
  }

  private static double tolerance(FileFormat format) {
    return format == FileFormat.PNG ? SeamMetric.LOSSLESS_TOLERANCE : SeamMetric.LOSSY_TOLERANCE;
  }
}
