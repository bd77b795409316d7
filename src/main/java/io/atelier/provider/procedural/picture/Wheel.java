package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A prize wheel: coloured sectors with dividers, a rim of gold with bulbs, a hub. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Wheel(float[][] sectors, float[] gold, int count, Emblem emblem, float turned)
    implements Disk.Face {
  private static final float[] BULB = {1, 0.9f, 0.6f};

  @Override
  public void face(float x, float y, float r, boolean front, Ray hit) {
    float turns = (float) (StrictMath.atan2(x, y) / (2 * Math.PI)) + turned + 1;
    float at = turns * count;
    int sector = Math.floorMod(Curve.floor(at), count);
    float inside = Curve.fract(at) - 0.5f;
    float fromLine = (0.5f - Math.abs(inside)) / count * 6.2832f * r;
    if (r < 0.16f) {
      float figure = Curve.smoothstep(0.03f, -0.03f, emblem.distance(x / 0.13f, y / 0.13f));
      hit.paint(gold, 1, 0.15f + 0.2f * figure);
      dome(x, y, r / 0.16f, 0.9f, hit);
    } else if (r < 0.83f) {
      float[] colour = sectors[sector % sectors.length];
      hit.paint(colour, 0, 0.22f);
      float shade = 0.72f + 0.45f * r - 0.9f * Math.abs(inside) * Math.abs(inside);
      hit.red *= shade;
      hit.green *= shade;
      hit.blue *= shade;
      pip(x, y, at, hit);
      float line = Curve.smoothstep(0.014f, 0.008f, fromLine);
      if (line > 0) {
        hit.blend(gold, line);
        hit.metal = line;
        hit.nx = line * inside * -0.6f;
      }
    } else {
      hit.paint(gold, 1, 0.14f);
      float across = (r - 0.915f) / 0.085f;
      dome(x, y, Math.abs(across), 1.1f * Math.signum(across), hit);
      bulb(turns, r, hit);
    }
  }

  /** An emblem in each sector, upright to the middle. */
  private void pip(float x, float y, float at, Ray hit) {
    float middle = (Curve.floor(at) + 0.5f) / count - turned;
    float s = (float) StrictMath.sin(2 * Math.PI * middle);
    float c = (float) StrictMath.cos(2 * Math.PI * middle);
    float px = (x * c - y * s) / 0.12f;
    float py = (x * s + y * c - 0.62f) / 0.12f;
    float figure = Curve.smoothstep(0.03f, -0.03f, emblem.distance(px, py));
    hit.blend(new float[] {1, 0.97f, 0.88f}, figure * 0.92f);
  }

  private void bulb(float turns, float r, Ray hit) {
    int bulbs = 2 * count;
    float along = (Curve.fract(turns * bulbs) - 0.5f) / bulbs * 6.2832f * r;
    float away = (float) Math.sqrt(along * along + (r - 0.915f) * (r - 0.915f));
    float lit = Curve.smoothstep(0.034f, 0.028f, away);
    if (lit > 0) {
      hit.blend(BULB, lit);
      boolean bright = (Curve.floor(turns * bulbs) & 1) == 0;
      hit.glow = lit * (bright ? 5 : 1.6f) * (1 - away / 0.05f);
      hit.metal *= 1 - lit;
    }
  }

  private static void dome(float x, float y, float r, float steep, Ray hit) {
    float length = Math.max(1e-4f, (float) Math.sqrt(x * x + y * y));
    float slope = steep * r * r * (Math.abs(r) < 1 ? 1 : 0.5f);
    hit.nx = slope * x / length;
    hit.ny = slope * y / length;
  }

  @Override
  public void rim(float x, float y, float z, Ray hit) {
    hit.paint(gold, 1, 0.2f);
  }
}
