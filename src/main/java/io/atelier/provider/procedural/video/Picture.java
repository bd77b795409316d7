package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/**
 * A small picture with transparency that is drawn at any place, size and turn: coins, confetti, a
 * wheel.
 *
 * <p>Its colours are multiplied by its opacity; halved copies keep small ones from flickering.
 * Immutable and thread-safe.
 */
final class Picture {
  private static final int SMALLEST = 8;
  private static final int CHANNELS = 4;

  private final List<Level> levels = new ArrayList<>();

  private record Level(int size, float[] rgba) {}

  /** What is at a place of a picture, -1 to 1 across and down. */
  interface Painter {
    /** Puts red, green, blue (not multiplied) and opacity into the array. */
    void at(float x, float y, float[] rgba);
  }

  private Picture(Level first) {
    Level level = first;
    levels.add(level);
    while (level.size > SMALLEST) {
      level = halved(level);
      levels.add(level);
    }
  }

  /** Paints it, four samples a pixel. */
  static Picture of(int size, Painter painter) {
    float[] pixels = new float[size * size * CHANNELS];
    float[] sample = new float[CHANNELS];
    for (int i = 0; i < size * size * 4; i++) {
      int pixel = i >> 2;
      float x = (pixel % size + 0.25f + 0.5f * (i & 1)) * 2 / size - 1;
      float y = (pixel / size + 0.25f + 0.5f * (i >> 1 & 1)) * 2 / size - 1;
      painter.at(x, y, sample);
      for (int c = 0; c < 3; c++) {
        pixels[pixel * CHANNELS + c] += 0.25f * sample[c] * sample[3];
      }
      pixels[pixel * CHANNELS + 3] += 0.25f * sample[3];
    }
    return new Picture(new Level(size, pixels));
  }

  /** One that has its colours multiplied already. */
  static Picture of(int size, float[] rgba) {
    return new Picture(new Level(size, rgba));
  }

  /**
   * Draws it.
   *
   * @param rx half its width in picture heights, ry half its height
   * @param turns clockwise
   * @param solid 1 covers what is behind it, 0 only adds light
   */
  void draw(
      Raster on,
      float x,
      float y,
      float rx,
      float ry,
      float turns,
      Colour tint,
      float opacity,
      float solid) {
    float cx = x * on.height;
    float cy = y * on.height;
    float w = Math.max(0.3f, rx * on.height);
    float h = Math.max(0.3f, ry * on.height);
    Level level = level(Math.max(w, h) * 2);
    float cos = Sine.ofTurns(turns + 0.25);
    float sin = Sine.ofTurns(turns);
    float reachX = Math.abs(cos) * w + Math.abs(sin) * h + 1;
    float reachY = Math.abs(sin) * w + Math.abs(cos) * h + 1;
    int top = Math.max(0, (int) (cy - reachY));
    int bottom = Math.min(on.height, (int) (cy + reachY) + 2);
    int left = Math.max(0, (int) (cx - reachX));
    int right = Math.min(on.width, (int) (cx + reachX) + 2);
    float half = level.size / 2f;
    float stepU = cos / w * half;
    float stepV = -sin / h * half;
    for (int py = top; py < bottom; py++) {
      float dx = left + 0.5f - cx;
      float dy = py + 0.5f - cy;
      float u = (dx * cos + dy * sin) / w * half + half - 0.5f;
      float v = (dy * cos - dx * sin) / h * half + half - 0.5f;
      for (int px = left; px < right; px++, u += stepU, v += stepV) {
        if (u > -1 && v > -1 && u < level.size && v < level.size) {
          sample(level, u, v, on, py * on.width + px, tint, opacity, solid);
        }
      }
    }
  }

  /** Draws it in its own colours before everything behind it, light included. */
  void stand(Canvas canvas, float x, float y, float rx, float ry, float turns) {
    draw(canvas.sharp, x, y, rx, ry, turns, Colour.WHITE, 1, 1);
    draw(canvas.light, x, y, rx, ry, turns, Colour.BLACK, 1, 1);
  }

  private static void sample(
      Level level, float u, float v, Raster on, int at, Colour tint, float opacity, float solid) {
    int u0 = (int) (u + 1) - 1;
    int v0 = (int) (v + 1) - 1;
    float fu = u - u0;
    float fv = v - v0;
    float a = 0;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int i = 0; i < 4; i++) {
      int pu = u0 + (i & 1);
      int pv = v0 + (i >> 1);
      if (pu >= 0 && pv >= 0 && pu < level.size && pv < level.size) {
        float weight = ((i & 1) == 0 ? 1 - fu : fu) * ((i >> 1) == 0 ? 1 - fv : fv) * opacity;
        int p = (pv * level.size + pu) * CHANNELS;
        r += weight * level.rgba[p];
        g += weight * level.rgba[p + 1];
        b += weight * level.rgba[p + 2];
        a += weight * level.rgba[p + 3];
      }
    }
    float keep = 1 - a * solid;
    on.red[at] = on.red[at] * keep + r * tint.red();
    on.green[at] = on.green[at] * keep + g * tint.green();
    on.blue[at] = on.blue[at] * keep + b * tint.blue();
  }

  private Level level(float pixels) {
    Level best = levels.get(0);
    for (Level level : levels) {
      if (level.size >= pixels) {
        best = level;
      }
    }
    return best;
  }

  private static Level halved(Level from) {
    int size = from.size / 2;
    float[] half = new float[size * size * CHANNELS];
    for (int i = 0; i < half.length; i++) {
      int c = i % CHANNELS;
      int x = i / CHANNELS % size * 2;
      int y = i / CHANNELS / size * 2;
      int p = (y * from.size + x) * CHANNELS + c;
      int below = p + from.size * CHANNELS;
      half[i] =
          0.25f
              * (from.rgba[p]
                  + from.rgba[p + CHANNELS]
                  + from.rgba[below]
                  + from.rgba[below + CHANNELS]);
    }
    return new Level(size, half);
  }
}
