package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;

/** Small things, white where a tint is to colour them. */
final class Shapes {
  private static final int SIZE = 64;
  private static final int LARGE = 128;
  private static final float SOFT = 0.06f;

  private Shapes() {}

  /** How far inside of an outline a place is; negative outside. */
  private interface Outline {
    float inside(float x, float y);
  }

  private static Picture white(Outline outline) {
    return Picture.of(
        SIZE,
        (x, y, rgba) -> {
          rgba[0] = rgba[1] = rgba[2] = 1;
          rgba[3] = Curve.smoothstep(-SOFT, SOFT, outline.inside(x, y));
        });
  }

  static Picture confetti() {
    return white((x, y) -> Math.min(0.9f - Math.abs(x), 0.9f - Math.abs(y)));
  }

  static Picture disc() {
    return white((x, y) -> 0.92f - length(x, y));
  }

  /** Light out of focus: even, with a brighter rim. */
  static Picture bokeh() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          float r = length(x, y);
          rgba[0] = rgba[1] = rgba[2] = 1;
          float rim = Curve.smoothstep(0.55f, 0.9f, r);
          rgba[3] = Curve.smoothstep(0.98f, 0.9f, r) * (0.55f + 0.45f * rim);
        });
  }

  static Picture bubble() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          float r = length(x, y);
          rgba[0] = rgba[1] = rgba[2] = 1;
          float rim = Curve.smoothstep(0.55f, 0.93f, r) * Curve.smoothstep(0.98f, 0.93f, r);
          float shine = Curve.smoothstep(0.26f, 0.05f, length(x + 0.42f, y + 0.42f));
          float back = 0.3f * Curve.smoothstep(0.3f, 0.02f, length(x - 0.4f, y - 0.45f));
          rgba[3] = Math.min(1, 0.75f * rim + shine + back + (r < 0.95f ? 0.06f : 0));
        });
  }

  static Picture heart() {
    return white(
        (x, y) -> {
          float u = Math.abs(x) * 1.15f;
          float v = -y * 1.15f + 0.12f;
          float r = u * u + v * v - 0.62f;
          return -(r * r * r - u * u * v * v * v * 1.6f) * 2.2f;
        });
  }

  static Picture star() {
    return white(Shapes::starInside);
  }

  /** A four-pointed glint. */
  static Picture glint() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          rgba[0] = rgba[1] = rgba[2] = 1;
          float ax = Math.abs(x);
          float ay = Math.abs(y);
          float arms = Math.max(0, 1 - ax) * fade(ay * 26) + Math.max(0, 1 - ay) * fade(ax * 26);
          float core = Math.max(0, 1 - length(x, y) * 3.2f);
          float edge = Math.max(0, 1 - length(x, y));
          rgba[3] = Math.min(1, arms * edge + core * core);
        });
  }

  static Picture flake() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          rgba[0] = rgba[1] = rgba[2] = 1;
          double turn = StrictMath.atan2(y, x) * 6 / (2 * Math.PI);
          double off = (turn - Math.rint(turn)) * 2 * Math.PI / 6;
          float r = length(x, y);
          float along = r * (float) StrictMath.cos(off);
          float across = Math.abs(r * (float) StrictMath.sin(off));
          float arm = Curve.smoothstep(0.09f, 0.05f, across) * (along < 0.92f ? 1 : 0);
          float twigs = 0;
          for (float at : new float[] {0.36f, 0.62f}) {
            float d = Math.abs(along - at - across * 0.6f);
            twigs = Math.max(twigs, Curve.smoothstep(0.08f, 0.04f, d) * (across < 0.26f ? 1 : 0));
          }
          rgba[3] = Math.max(arm, twigs);
        });
  }

  static Picture petal() {
    return white((x, y) -> 0.42f * (1 - y * y) * (1 + 0.35f * y) - Math.abs(x));
  }

  static Picture leaf() {
    return Picture.of(
        SIZE,
        (x, y, rgba) -> {
          float half = 0.5f * (1 - y * y) * (1 - 0.3f * y);
          float vein = Math.abs(x) < 0.05f ? 0.7f : 1;
          rgba[0] = rgba[1] = rgba[2] = vein * (x < 0 ? 1 : 0.85f);
          rgba[3] = Curve.smoothstep(-SOFT, SOFT, half - Math.abs(x));
        });
  }

  static Picture drop() {
    return white((x, y) -> 0.5f * (1 - y * y) - Math.abs(x));
  }

  /** A minted coin, head on. */
  static Picture coin() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          float r = length(x, y);
          float shade = 0.78f - 0.22f * (x + y) / 1.4f;
          if (r > 0.8f) {
            shade = 0.95f - 0.3f * (x + y) / (1.4f * r);
          } else if (r > 0.72f) {
            shade = 0.5f;
          } else if (starInside(x / 0.6f, y / 0.6f) > 0) {
            shade = 1.06f;
          }
          rgba[0] = rgba[1] = rgba[2] = shade;
          rgba[3] = Curve.smoothstep(0.98f, 0.93f, r);
        });
  }

  /** A cut stone from above: facets around a table. */
  static Picture gem() {
    return Picture.of(
        LARGE,
        (x, y, rgba) -> {
          double turn = StrictMath.atan2(y, x) * 8 / (2 * Math.PI);
          double off = (turn - Math.rint(turn)) * 2 * Math.PI / 8;
          float r = length(x, y) * (float) StrictMath.cos(off);
          int facet = Math.floorMod((int) Math.rint(turn), 8);
          float[] light = {0.55f, 0.4f, 0.5f, 0.62f, 0.95f, 1.2f, 1.0f, 0.7f};
          float shade = light[facet];
          if (r < 0.45f) {
            shade = 0.86f - 0.2f * (x + y);
          } else if (Math.abs(off) < 0.02f) {
            shade *= 1.2f;
          } else if (r < 0.7f) {
            shade = 0.5f * shade + 0.5f * light[(facet + (off > 0 ? 1 : 7)) % 8];
          }
          float white = Curve.smoothstep(0.14f, 0.02f, length(x + 0.2f, y + 0.2f));
          rgba[0] = rgba[1] = rgba[2] = shade + white;
          rgba[3] = Curve.smoothstep(0.94f, 0.88f, r);
        });
  }

  private static float starInside(float x, float y) {
    float sector = (float) (2 * Math.PI / 5);
    float angle = (float) StrictMath.atan2(x, -y);
    float a = Math.abs(angle - sector * (float) Math.rint(angle / sector));
    return 0.34f
        - length(x, y) * ((float) StrictMath.cos(a) * 0.36f + (float) StrictMath.sin(a) * 0.93f);
  }

  static float length(float x, float y) {
    return (float) Math.sqrt(x * x + y * y);
  }

  private static float fade(float x) {
    return 1 / (1 + x * x);
  }
}
