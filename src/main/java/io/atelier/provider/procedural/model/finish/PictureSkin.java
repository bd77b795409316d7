package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import java.awt.image.BufferedImage;
import org.jspecify.annotations.Nullable;

/**
 * A picture stretched over the whole square, its bright places standing out; in its own colours, or
 * beaten in metal.
 */
record PictureSkin(int[] rgb, int width, int height, float relief, float @Nullable [] metal)
    implements Skin {

  static PictureSkin of(BufferedImage image, float relief, float @Nullable [] metal) {
    int width = image.getWidth();
    int height = image.getHeight();
    return new PictureSkin(
        image.getRGB(0, 0, width, height, null, 0, width), width, height, relief, metal);
  }

  @Override
  public void at(float u, float v, Grain grain) {
    float x = u * width - 0.5f;
    float y = v * height - 0.5f;
    int x0 = Curve.floor(x);
    int y0 = Curve.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    grain.red = mixed(x0, y0, fx, fy, 16);
    grain.green = mixed(x0, y0, fx, fy, 8);
    grain.blue = mixed(x0, y0, fx, fy, 0);
    float light = 0.3f * grain.red + 0.59f * grain.green + 0.11f * grain.blue;
    grain.height = relief * (float) Math.sqrt(light);
    grain.rough = 0.34f;
    if (metal != null) {
      grain.colour(metal, 0.72f + 0.28f * (float) Math.sqrt(light));
      grain.metal = 1;
      grain.rough = 0.3f;
    }
  }

  private float mixed(int x, int y, float fx, float fy, int shift) {
    float above = Curve.mix(light(x, y, shift), light(x + 1, y, shift), fx);
    float below = Curve.mix(light(x, y + 1, shift), light(x + 1, y + 1, shift), fx);
    return Curve.mix(above, below, fy);
  }

  private float light(int x, int y, int shift) {
    int column = Math.max(0, Math.min(width - 1, x));
    int row = Math.max(0, Math.min(height - 1, y));
    return Srgb.linearChannel(rgb[row * width + column] >> shift & 255);
  }
}
