package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A struck coin: a raised border with beads, the emblem in relief, a reeded edge. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Coin(float[] metal, Emblem emblem, float scale) implements Disk.Face {
  private static final float STEP = 0.004f;

  @Override
  public void face(float x, float y, float r, boolean front, Ray hit) {
    float here = height(x, y);
    hit.nx = -(height(x + STEP, y) - here) / STEP;
    hit.ny = -(height(x, y + STEP) - here) / STEP;
    hit.paint(
        metal,
        1,
        0.16f + 0.1f * Curve.smoothstep(-0.02f, 0.05f, emblem.distance(x / scale, y / scale)));
    float hollow = Curve.smoothstep(0.035f, 0.0f, Math.abs(emblem.distance(x / scale, y / scale)));
    float dark = 1 - 0.35f * hollow - 0.25f * Curve.smoothstep(0.03f, 0, Math.abs(r - 0.84f));
    hit.red *= dark;
    hit.green *= dark;
    hit.blue *= dark;
  }

  private float height(float x, float y) {
    float r = (float) Math.sqrt(x * x + y * y);
    float border = Curve.smoothstep(0.82f, 0.87f, r) * Curve.smoothstep(1, 0.96f, r);
    float bevel = Curve.smoothstep(1.01f, 0.95f, r);
    float figure = Curve.smoothstep(0.045f, -0.05f, emblem.distance(x / scale, y / scale));
    float dome = 0.05f * (1 - r * r);
    float ring = Curve.smoothstep(0.03f, 0.01f, Math.abs(r - 0.76f));
    return 0.045f * border + 0.03f * bevel + 0.055f * figure + dome + 0.012f * ring;
  }

  @Override
  public void rim(float x, float y, float z, Ray hit) {
    hit.paint(metal, 1, 0.25f);
    float turns = (float) (StrictMath.atan2(y, x) / (2 * Math.PI)) * 90;
    float groove = Curve.fract(turns) - 0.5f;
    hit.nx -= y * groove * 0.9f;
    hit.ny += x * groove * 0.9f;
    hit.nz = 0.5f * z * z * z;
    float length = 1 / (float) Math.sqrt(hit.nx * hit.nx + hit.ny * hit.ny + hit.nz * hit.nz);
    hit.nx *= length;
    hit.ny *= length;
    hit.nz *= length;
  }
}
