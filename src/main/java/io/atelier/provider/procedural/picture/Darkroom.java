package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.sky.Radiance;
import io.atelier.provider.procedural.texture.Bands;
import io.atelier.provider.procedural.texture.Srgb;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.InterruptedIOException;

/**
 * Develops a shot to a picture: exposure, the lens's glow, darker corners, a film's curve.
 *
 * <p>Beside the picture itself it holds a few rows.
 */
final class Darkroom {
  private static final int BAND = 32;
  private static final float CORNERS = 0.34f;

  private Darkroom() {}

  /**
   * The picture.
   *
   * @param gentle how much of the exposure is left as the shot is, 0 to 1
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static BufferedImage develop(Shot shot, int width, int height, float gentle)
      throws InterruptedIOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    Bloom bloom = Bloom.of(shot, width, height);
    float wanted = (float) Math.sqrt(0.24f / Math.max(0.01f, bloom.mean()));
    float gain = Curve.mix(Math.max(0.7f, Math.min(1.35f, wanted)), 1, gentle);
    Bands.inPairs(
        (height + BAND - 1) / BAND,
        band -> {
          int from = band * BAND;
          int to = Math.min(height, from + BAND);
          Shot.Pixels pixels = shot.rows(from, to);
          Radiance light = new Radiance();
          for (int y = from; y < to; y++) {
            for (int x = 0; x < width; x++) {
              pixels.at(x, y, light);
              bloom.add(x, y, light);
              print(light, gain * corner(x, y, width, height), bgr, 3 * (y * width + x));
            }
          }
        });
    return image;
  }

  private static float corner(int x, int y, int width, int height) {
    float u = (2 * x + 1f) / width - 1;
    float v = (2 * y + 1f) / height - 1;
    float r2 = 0.5f * (u * u + v * v);
    return 1 - CORNERS * r2 * (0.4f + 0.6f * r2);
  }

  private static void print(Radiance light, float gain, byte[] bgr, int at) {
    bgr[at] = Srgb.encoded(film(light.blue * gain));
    bgr[at + 1] = Srgb.encoded(film(light.green * gain));
    bgr[at + 2] = Srgb.encoded(film(light.red * gain));
  }

  /** A toe, a straight middle and a long shoulder (Narkowicz, "ACES filmic curve", 2015). */
  static float film(float x) {
    float v = Math.max(0, x);
    return v * (2.51f * v + 0.03f) / (v * (2.43f * v + 0.59f) + 0.14f);
  }
}
