package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/**
 * A clear stone, which shows the facets behind its facets: they are painted, as splinters that are
 * lit or dark, over a depth that glows.
 */
record GemSkin(float[] colour, PeriodicNoise noise) implements Skin {
  private static final int CELLS = 10;

  static GemSkin of(float[] colour, SplitMix64 random) {
    return new GemSkin(colour, new PeriodicNoise(random.nextLong(), 512));
  }

  @Override
  public void at(float u, float v, Grain grain) {
    float tone = splinter(u, v, CELLS, 0) * 0.65f + splinter(v, u, CELLS * 2, 5000) * 0.35f;
    float depth = 0.3f + 1.15f * tone + 0.25f * noise.fbm(u, v, 2, 2, 2);
    float spark = 0.75f * Curve.smoothstep(0.8f, 0.92f, tone);
    grain.red = Curve.mix(colour[0] * depth, 1, spark);
    grain.green = Curve.mix(colour[1] * depth, 1, spark);
    grain.blue = Curve.mix(colour[2] * depth, 1, spark);
    grain.rough = 0.05f;
    grain.metal = 0.7f;
    grain.height = 0.0001f * noise.fbm(u, v, 24, 24, 2);
  }

  /** The brightness of one of the triangles of a lattice, 0 to 1, falling off a little inside. */
  private float splinter(float u, float v, int cells, int set) {
    float x = u * cells;
    float y = v * cells;
    int column = Curve.floor(x);
    int row = Curve.floor(y);
    float fx = x - column;
    float fy = y - row;
    boolean upper = ((row + column & 1) == 0 ? fx + fy : 1 - fx + fy) < 1;
    int id = 2 * (column * cells + row) + (upper ? 1 : 0);
    return Curve.clamp(noise.of(set + id) + 0.3f * (noise.of(set + id + 700) - 0.5f) * (fx - fy));
  }
}
