package io.atelier.provider.procedural.video;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** A whole picture that floats before a scene, and comes a little closer. */
record Hover(Picture picture, float x, float y, float half, Beat beat) implements Layer {
  private static final int SIZE = 1024;

  static Hover of(Setting setting, BufferedImage image, float share) {
    double scale = (double) SIZE / Math.max(image.getWidth(), image.getHeight());
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    BufferedImage square = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = square.createGraphics();
    graphics.drawImage(
        ReferencePicture.scaled(image, width, height),
        (SIZE - width) / 2,
        (SIZE - height) / 2,
        null);
    graphics.dispose();
    float[] rgba = new float[SIZE * SIZE * 4];
    int[] row = new int[SIZE];
    for (int y = 0; y < SIZE; y++) {
      square.getRaster().getDataElements(0, y, SIZE, 1, row);
      for (int x = 0; x < SIZE; x++) {
        int at = 4 * (y * SIZE + x);
        rgba[at] = (row[x] >> 16 & 0xff) / 255f;
        rgba[at + 1] = (row[x] >> 8 & 0xff) / 255f;
        rgba[at + 2] = (row[x] & 0xff) / 255f;
        rgba[at + 3] = (row[x] >>> 24) / 255f;
      }
    }
    // As large as fits, whichever side is the longer.
    float fit =
        (float)
            Math.min(
                setting.aspect() * SIZE / Math.max(1, width), (double) SIZE / Math.max(1, height));
    return new Hover(
        Picture.of(SIZE, rgba), setting.aspect() / 2, 0.5f, share * fit / 2, setting.beat());
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    float close = half * (0.97f + 0.06f * beat.approach(phase));
    float sway = beat.camera(phase);
    picture.stand(
        canvas,
        x + 0.014f * sway,
        y + 0.008f * beat.wave(phase, 0.2, 0),
        close,
        close,
        0.003f * sway);
  }
}
