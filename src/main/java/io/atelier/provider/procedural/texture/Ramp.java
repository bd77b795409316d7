package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Oklab;
import java.util.List;

/**
 * A colour gradient from 0 to 1 through evenly spaced keys, tabulated.
 *
 * <p>Immutable and thread-safe.
 */
public final class Ramp {
  private static final int STEPS = 1024;

  private final float[] table = new float[(STEPS + 1) * 3];

  public Ramp(List<Oklab> keys) {
    int spans = keys.size() - 1;
    for (int i = 0; i <= STEPS; i++) {
      double at = (double) i * spans / STEPS;
      int key = Math.min((int) at, spans - 1);
      float[] rgb =
          spans == 0
              ? keys.get(0).toLinearRgb()
              : keys.get(key).mix(keys.get(key + 1), at - key).toLinearRgb();
      System.arraycopy(rgb, 0, table, i * 3, 3);
    }
  }

  /** Paints the texel. */
  public void paint(float t, Texel texel) {
    int i = index(t);
    texel.red = table[i];
    texel.green = table[i + 1];
    texel.blue = table[i + 2];
  }

  /** Paints over the texel, as opaque as said, 0 to 1. */
  public void glaze(float t, float opacity, Texel texel) {
    int i = index(t);
    texel.red += (table[i] - texel.red) * opacity;
    texel.green += (table[i + 1] - texel.green) * opacity;
    texel.blue += (table[i + 2] - texel.blue) * opacity;
  }

  /** Adds light of this colour that needs no lamp. */
  public void glow(float t, float strength, Texel texel) {
    int i = index(t);
    texel.glowRed += table[i] * strength;
    texel.glowGreen += table[i + 1] * strength;
    texel.glowBlue += table[i + 2] * strength;
  }

  private static int index(float t) {
    return 3 * (int) (Curve.clamp(t) * STEPS + 0.5f);
  }
}
