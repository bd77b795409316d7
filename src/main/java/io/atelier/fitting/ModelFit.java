package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.GlbSimplifier;
import io.atelier.media.UnusableMediaException;
import io.atelier.provider.GenerationRequest.Model;
import java.io.IOException;

/** Brings models under their budget of triangles where that does no harm (FR-012). */
record ModelFit(Bench bench) {
  Fitted fit(InspectedFile file, Model asked) throws IOException {
    Fitted fitted = budgeted(file, asked);
    Facts facts = new Facts(fitted.file());
    if (!facts.is("has_pbr_material")) {
      fitted = fitted.flagged(Flag.PBR_MAPS_MISSING);
    }
    return facts.list("extensions_required").isEmpty()
        ? fitted
        : fitted.flagged(Flag.DECODER_NEEDED);
  }

  private Fitted budgeted(InspectedFile file, Model asked) throws IOException {
    if (new Facts(file).number("triangles").orElse(0) <= asked.maxTriangles()) {
      return Fitted.asItIs(file);
    }
    try {
      return Fitted.asItIs(
          bench.written(out -> GlbSimplifier.write(file.path(), asked.maxTriangles(), out)),
          Flag.SIMPLIFIED);
    } catch (UnusableMediaException e) {
      return Fitted.asItIs(file, Flag.OVER_TRIANGLE_BUDGET);
    }
  }
}
