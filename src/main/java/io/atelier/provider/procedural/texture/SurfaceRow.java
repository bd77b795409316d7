package io.atelier.provider.procedural.texture;

/** One row of a surface, sampled. */
public final class SurfaceRow {
  public final float[] height;
  public final float[] gloss;
  public final float[] metal;
  public final float[] roughness;
  public final float[] colour;
  public final float[] glow;

  public SurfaceRow(int size) {
    height = new float[size];
    gloss = new float[size];
    metal = new float[size];
    roughness = new float[size];
    colour = new float[size * 3];
    glow = new float[size * 3];
  }

  /** Samples row y of a picture as high as wide; rows above and below it wrap. */
  public void sample(Pattern pattern, int y, Texel texel) {
    int size = height.length;
    float v = (Math.floorMod(y, size) + 0.5f) / size;
    for (int x = 0; x < size; x++) {
      texel.clear();
      pattern.at((x + 0.5f) / size, v, texel);
      height[x] = texel.height;
      gloss[x] = texel.gloss;
      metal[x] = texel.metal;
      roughness[x] = texel.roughness;
      int i = x * 3;
      colour[i] = texel.red;
      colour[i + 1] = texel.green;
      colour[i + 2] = texel.blue;
      glow[i] = texel.glowRed;
      glow[i + 1] = texel.glowGreen;
      glow[i + 2] = texel.glowBlue;
    }
  }
}
