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
    Fitted sized = images.fit(file, asked.size(), asked.size());
    if (!asked.seamless() || sized.file().format() == FileFormat.KTX2) {
      return sized;
    }
    BufferedImage picture = ImageDecoder.read(sized.file().path(), ImageFit.MOST_PIXELS);
    SeamMetric seam = SeamMetric.of(picture);
    if (tiles(seam, sized.file().format())) {
      return sized.measured("seam_score", score(seam));
    }
    BufferedImage tiling = SeamlessImage.of(picture);
    SeamMetric after = SeamMetric.of(tiling);
    Fitted made =
        new Fitted(images.written(tiling), sized.flags(), sized.facts())
            .flagged(Flag.MADE_SEAMLESS)
            .measured("seam_score", score(after));
    return tiles(after, FileFormat.PNG) ? made : made.flagged(Flag.SEAM_VISIBLE);
  }

  private static boolean tiles(SeamMetric seam, FileFormat format) {
    return seam.seamless(
        format == FileFormat.PNG ? SeamMetric.LOSSLESS_TOLERANCE : SeamMetric.LOSSY_TOLERANCE);
  }

  // Of the worse axis, to a hundredth.
  private static double score(SeamMetric seam) {
    return Math.round(Math.max(seam.horizontal().wrap(), seam.vertical().wrap()) * 100) / 100.0;
  }
}
