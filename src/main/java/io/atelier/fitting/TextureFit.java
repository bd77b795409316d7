package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.SeamMetric;
import io.atelier.media.SeamlessImage;
import io.atelier.provider.GenerationRequest.Texture;
import java.awt.image.BufferedImage;
import java.io.IOException;

/** Brings textures to their size, and has them tile where that was asked for (FR-014, US4.3). */
record TextureFit(Bench bench) {

  Fitted fit(InspectedFile file, Texture asked) throws IOException {
    ImageFit images = new ImageFit(bench);
    if (!asked.seamless()) {
      return images.fit(file, asked.size(), asked.size());
    }
    Fitted sized = images.sized(file, asked.size(), asked.size());
    FileFormat format = sized.file().format();
    if (format == FileFormat.KTX2 || format == FileFormat.AVIF) {
      return sized.flagged(Flag.PIXELS_UNSEEN);
    }
    BufferedImage picture = ImageDecoder.read(sized.file().path(), ImageFit.MOST_PIXELS);
    SeamMetric seam = SeamMetric.of(picture);
    if (seam.seamless(
        format == FileFormat.PNG ? SeamMetric.LOSSLESS_TOLERANCE : SeamMetric.LOSSY_TOLERANCE)) {
      return sized.measured("seam_score", score(seam));
    }
    BufferedImage tiling = SeamlessImage.of(picture);
    return new Fitted(images.written(tiling), sized.flags(), sized.facts())
        .flagged(Flag.MADE_SEAMLESS)
        .measured("seam_score", score(SeamMetric.of(tiling)));
  }

  // Of the worse axis, to a hundredth.
  private static double score(SeamMetric seam) {
    return Math.round(Math.max(seam.horizontal().wrap(), seam.vertical().wrap()) * 100) / 100.0;
  }
}
