package io.atelier.provider.procedural.video;

/**
 * A silhouette in front of the sky, hills or roofs, that shifts as the camera moves: the nearer,
 * the more.
 *
 * @param tops its upper edge for every pixel across, in picture heights from above, wider than the
 *     frame by what it shifts
 * @param high its colour at its highest place, low the one at the bottom of the frame
 * @param shift how far the camera's way moves it, in picture heights
 */
record Ridge(float[] tops, float highest, Colour high, Colour low, float shift, Beat beat)
    implements Layer {

  /** The height of an outline at a place, in picture heights from above. */
  interface Outline {
    float at(float x);
  }

  static Ridge of(Setting setting, Outline outline, Colour high, Colour low, float shift) {
    int margin = (int) Math.ceil(shift * setting.height()) + 2;
    float[] tops = new float[setting.width() + 2 * margin];
    float highest = 1;
    for (int i = 0; i < tops.length; i++) {
      tops[i] = outline.at((float) (i - margin) / setting.height());
      highest = Math.min(highest, tops[i]);
    }
    return new Ridge(tops, highest, high, low, shift, setting.beat());
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    paint(canvas.sharp, phase, 1, high, low);
    // What shines behind it is hidden, too.
    paint(canvas.light, phase, 2, Colour.BLACK, Colour.BLACK);
  }

  private void paint(Raster on, double phase, int step, Colour top, Colour bottom) {
    int width = on.width * step;
    int height = on.height * step;
    int margin = (tops.length - width) / 2;
    float from = margin + shift * height * beat.camera(phase);
    int first = (int) from;
    float part = from - first;
    float[] edge = new float[on.width];
    for (int x = 0; x < on.width; x++) {
      edge[x] =
          (tops[first + step * x] * (1 - part) + tops[first + step * x + 1] * part) * on.height
              - 0.5f;
    }
    for (int y = Math.max(0, (int) (highest * on.height)); y < on.height; y++) {
      float t = ((float) y / on.height - highest) / Math.max(0.01f, 1 - highest);
      row(on, y, edge, top.mix(bottom, Math.max(0, t)));
    }
  }

  private static void row(Raster on, int y, float[] edge, Colour colour) {
    float toRed = colour.red();
    float toGreen = colour.green();
    float toBlue = colour.blue();
    int at = y * on.width;
    for (int x = 0; x < on.width; x++) {
      float cover = Math.max(0, Math.min(1, y - edge[x]));
      on.red[at + x] += (toRed - on.red[at + x]) * cover;
      on.green[at + x] += (toGreen - on.green[at + x]) * cover;
      on.blue[at + x] += (toBlue - on.blue[at + x]) * cover;
    }
  }
}
