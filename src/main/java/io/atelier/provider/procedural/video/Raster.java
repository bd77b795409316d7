package io.atelier.provider.procedural.video;

/**
 * Pixels as floats, a plane a channel, and what is drawn on them: places and sizes in picture
 * heights, from the upper left corner.
 *
 * <p>Not thread-safe.
 */
final class Raster {
  final int width;
  final int height;
  final float[] red;
  final float[] green;
  final float[] blue;

  Raster(int width, int height) {
    this.width = width;
    this.height = height;
    red = new float[width * height];
    green = new float[width * height];
    blue = new float[width * height];
  }

  float aspect() {
    return (float) width / height;
  }

  /** Adds a disc of light that fades to nothing at its radius. */
  void glow(float x, float y, float radius, Colour colour, float strength) {
    float cx = x * height;
    float cy = y * height;
    float r = Math.max(1, radius * height);
    // A light smaller than a pixel is as much weaker.
    float power = strength * Math.min(1, square(radius * height));
    float scale = 1 / (r * r);
    int left = Math.max(0, (int) (cx - r));
    int right = Math.min(width, (int) (cx + r) + 2);
    int top = Math.max(0, (int) (cy - r));
    int bottom = Math.min(height, (int) (cy + r) + 2);
    float toRed = colour.red() * power;
    float toGreen = colour.green() * power;
    float toBlue = colour.blue() * power;
    for (int py = top; py < bottom; py++) {
      float dy = square(py + 0.5f - cy);
      int row = py * width;
      for (int px = left; px < right; px++) {
        float dx = px + 0.5f - cx;
        float near = Math.max(0, 1 - (dx * dx + dy) * scale);
        float light = near * near;
        red[row + px] += toRed * light;
        green[row + px] += toGreen * light;
        blue[row + px] += toBlue * light;
      }
    }
  }

  /** Paints an upright rectangle, its edges to the fraction of a pixel. */
  void box(float x, float y, float boxWidth, float boxHeight, Colour colour, float opacity) {
    float left = x * height;
    float right = left + boxWidth * height;
    float top = y * height;
    float bottom = top + boxHeight * height;
    for (int py = Math.max(0, (int) top); py < Math.min(height, bottom); py++) {
      float rows = Math.min(py + 1, bottom) - Math.max(py, top);
      for (int px = Math.max(0, (int) left); px < Math.min(width, right); px++) {
        float cover = opacity * rows * (Math.min(px + 1, right) - Math.max(px, left));
        blend(py * width + px, colour, cover);
      }
    }
  }

  void dim(float factor) {
    for (int i = 0; i < red.length; i++) {
      red[i] *= factor;
      green[i] *= factor;
      blue[i] *= factor;
    }
  }

  void blend(int at, Colour colour, float opacity) {
    red[at] += (colour.red() - red[at]) * opacity;
    green[at] += (colour.green() - green[at]) * opacity;
    blue[at] += (colour.blue() - blue[at]) * opacity;
  }

  private static float square(float x) {
    return x * x;
  }
}
