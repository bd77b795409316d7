package io.atelier.provider.procedural.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.provider.procedural.sky.Radiance;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A large picture is looked at where there is something to see. */
class SparingTest {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 42;

  private final AtomicInteger looks = new AtomicInteger();

  private interface Light {
    float at(int x, int y);
  }

  @Test
  void a_gradient_is_seen_at_a_quarter_of_its_pixels_and_is_right_at_all() {
    Light gradient = (x, y) -> 0.2f + 0.001f * x + 0.0005f * y;
    float[][] picture = sparing(gradient, 0, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      float exact = gradient.at(i % WIDTH, i / WIDTH);
      assertThat(picture[i / WIDTH][i % WIDTH]).isCloseTo(exact, within(1e-5f));
    }
    assertThat(looks.get()).isLessThan(WIDTH * HEIGHT * 3 / 10);
  }

  @Test
  void an_edge_is_seen_pixel_by_pixel() {
    Light edge = (x, y) -> 3 * x + y < 90 ? 0.05f : 0.6f;
    float[][] picture = sparing(edge, 0, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      assertThat(picture[i / WIDTH][i % WIDTH]).isEqualTo(edge.at(i % WIDTH, i / WIDTH));
    }
  }

  @Test
  void a_spot_of_two_pixels_is_never_missed() {
    for (int shift = 0; shift < 4; shift++) {
      int left = 30 + shift % 2;
      int top = 20 + shift / 2;
      Light spot = (x, y) -> x - left >> 1 == 0 && y - top >> 1 == 0 ? 1 : 0;
      float[][] picture = sparing(spot, 0, HEIGHT);
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        assertThat(picture[i / WIDTH][i % WIDTH]).isEqualTo(spot.at(i % WIDTH, i / WIDTH));
      }
    }
  }

  /** Bands are made by threads that do not know of each other. */
  @Test
  void a_band_is_the_same_by_itself() {
    Light waves = (x, y) -> 0.3f + 0.02f * (float) Math.sin(x * 0.3) * (float) Math.cos(y * 0.2);
    float[][] whole = sparing(waves, 0, HEIGHT);
    float[][] band = sparing(waves, 16, 32);
    for (int y = 16; y < 32; y++) {
      assertThat(band[y]).isEqualTo(whole[y]);
    }
  }

  private float[][] sparing(Light scene, int from, int to) {
    Shot.Pixels pixels =
        new Sparing((first, last) -> new Seen(scene), WIDTH, HEIGHT).rows(from, to);
    float[][] picture = new float[HEIGHT][WIDTH];
    Radiance light = new Radiance();
    for (int y = from; y < to; y++) {
      for (int x = 0; x < WIDTH; x++) {
        pixels.at(x, y, light);
        picture[y][x] = light.red;
      }
    }
    return picture;
  }

  /** Things, to be seen pixel by pixel where they differ. */
  private final class Seen implements Sparing.Glimpses {
    private final Light scene;

    Seen(Light scene) {
      this.scene = scene;
    }

    @Override
    public boolean glance(int x, int y, Radiance light) {
      at(x, y, light);
      return true;
    }

    @Override
    public void at(int x, int y, Radiance light) {
      looks.incrementAndGet();
      float here = scene.at(x, y);
      light.set(here, here, here);
    }
  }
}
