package io.atelier.provider.procedural.video;

import java.awt.image.BufferedImage;

/**
 * A camera that moves over a picture and closer to it, as if its middle and its lower part were
 * nearer than the rest.
 */
final class Pan implements Layer {
  /** How much larger than the frame the picture is, so that its edges never show. */
  private static final float MARGIN = 1.14f;

  private static final float ZOOM = 0.06f;
  private static final float NEARNESS = 0.022f;

  private final int width;
  private final int height;
  private final float[] rgb;
  private final float[] nearness;
  private final Beat beat;
  private final float slope;

  /** Shows the part of the picture that fills the frame. */
  Pan(Setting setting, BufferedImage image) {
    beat = setting.beat();
    slope = setting.between(-0.5f, 0.5f);
    width = Math.round(setting.width() * MARGIN);
    height = Math.round(setting.height() * MARGIN);
    double scale = Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
    int wide = Math.max(width, (int) Math.ceil(image.getWidth() * scale));
    int high = Math.max(height, (int) Math.ceil(image.getHeight() * scale));
    BufferedImage cover = ReferencePicture.scaled(image, wide, high);
    rgb = new float[width * height * 3];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      cover.getRGB((wide - width) / 2, (high - height) / 2 + y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        rgb[at] = (row[x] >> 16 & 0xff) / 255f;
        rgb[at + 1] = (row[x] >> 8 & 0xff) / 255f;
        rgb[at + 2] = (row[x] & 0xff) / 255f;
      }
    }
    nearness = new float[setting.width() * setting.height()];
    for (int i = 0; i < nearness.length; i++) {
      float x = 2 * (i % setting.width() + 0.5f) / setting.width() - 1;
      float y = 2 * (i / setting.width() + 0.5f) / setting.height() - 1;
      float middle = Math.max(0, 1 - (x * x + y * y) * 0.8f);
      nearness[i] = NEARNESS * setting.height() * (middle * middle + 0.35f * y);
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.sharp;
    float zoom = 1 / (1 + ZOOM * beat.approach(phase));
    float sway = beat.camera(phase);
    float turn = beat.loop() ? beat.wave(phase, 0, 0.25f) : 0;
    float moveX = sway * 0.016f * on.width;
    float moveY = sway * slope * 0.016f * on.height;
    for (int y = 0; y < on.height; y++) {
      float v = height / 2f + (y + 0.5f - on.height / 2f) * zoom - 0.5f + moveY;
      int at = y * on.width;
      for (int x = 0; x < on.width; x++) {
        float near = nearness[at + x];
        float u = width / 2f + (x + 0.5f - on.width / 2f) * zoom - 0.5f + moveX + near * sway;
        sample(on, at + x, u, v + near * 0.5f * turn);
      }
    }
  }

  private void sample(Raster on, int at, float u, float v) {
    int left = Math.clamp((int) u, 0, width - 2);
    int top = Math.clamp((int) v, 0, height - 2);
    float fu = u - left;
    float fv = v - top;
    int p = 3 * (top * width + left);
    int q = p + 3 * width;
    float a = (1 - fu) * (1 - fv);
    float b = fu * (1 - fv);
    float c = (1 - fu) * fv;
    float d = fu * fv;
    on.red[at] = a * rgb[p] + b * rgb[p + 3] + c * rgb[q] + d * rgb[q + 3];
    on.green[at] = a * rgb[p + 1] + b * rgb[p + 4] + c * rgb[q + 1] + d * rgb[q + 4];
    on.blue[at] = a * rgb[p + 2] + b * rgb[p + 5] + c * rgb[q + 2] + d * rgb[q + 5];
  }
}
