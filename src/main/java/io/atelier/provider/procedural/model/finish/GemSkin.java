package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/**
 * A clear stone, which shows the facets behind its facets: they are painted, as splinters that are
 * lit or dark, over a depth that glows. Each point is the mean of some around it: a splinter's edge
 * that is sharp glitters in whatever shows the stone small.
 */
record GemSkin(float[] colour, PeriodicNoise noise) implements Skin {
  private static final int LARGE = 6;
  private static final int SMALL = 14;

  /** Points to a side that are taken together, and how far they are apart. */
  private static final int POINTS = 4;

  private static final float APART = 1 / (512f * POINTS);

  static GemSkin of(float[] colour, SplitMix64 random) {
    return new GemSkin(colour, new PeriodicNoise(random.nextLong(), 512));
  }

  @Override
  public void at(float u, float v, Grain grain) {
    float glow = 0.25f * noise.fbm(u, v, 2, 2, 2);
    float depth = 0;
    float spark = 0;
    for (int i = 0; i < POINTS * POINTS; i++) {
      float x = u + (i % POINTS - (POINTS - 1) / 2f) * APART;
      float y = v + (i / POINTS - (POINTS - 1) / 2f) * APART;
      float large = splinter(x, y, LARGE, 0);
      float tone = large * 0.62f + splinter(y, x, SMALL, 5000) * 0.38f;
      depth += Math.max(0.12f, 0.22f + 1.3f * tone * tone + glow);
      spark += Curve.smoothstep(0.72f, 0.98f, tone);
    }
    depth /= POINTS * POINTS;
    spark *= 0.6f / (POINTS * POINTS);
    grain.red = lit(colour[0], depth, spark);
    grain.green = lit(colour[1], depth, spark);
    grain.blue = lit(colour[2], depth, spark);
    grain.rough = 0.05f;
    grain.metal = 0.7f;
    grain.height = 0.0001f * noise.fbm(u, v, 24, 24, 2);
  }

  /** A flash is of the stone's own colour, and pale. */
  private static float lit(float colour, float depth, float spark) {
    return Curve.mix(Math.min(1, colour * depth), 0.35f * colour + 0.65f, spark);
  }

  /**
   * The brightness of one of the triangles of a lattice, 0 to 1, brighter towards one of its
   * corners.
   */
  private float splinter(float u, float v, int cells, int set) {
    // Every row leans by half a cell, to and fro, so that the triangles have equal sides and an
    // even
    // number of rows comes round.
    float y = v * cells;
    int row = Curve.floor(y);
    float fy = (row & 1) == 0 ? y - row : row + 1 - y;
    float x = u * cells + fy / 2;
    int column = Curve.floor(x);
    float fx = x - column;
    boolean upper = fx + fy > 1;
    int id =
        2 * (Math.floorMod(column, cells) * cells + Math.floorMod(row, cells)) + (upper ? 1 : 0);
    float towards = upper ? fx + fy - 1.5f : fx - fy;
    return Curve.clamp(noise.of(set + id) + 0.5f * (noise.of(set + id + 700) - 0.5f) * towards);
  }
}
