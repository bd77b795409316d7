package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeriodicNoiseTest {
  private final PeriodicNoise noise = new PeriodicNoise(42, 1024);

  @Test
  void it_repeats_at_every_whole_number() {
    for (int i = 0; i < 500; i++) {
      float u = i / 512f;
      float v = i * 7 % 512 / 512f;
      float here = noise.fbm(u, v, 3, 5, 5);
      assertThat(noise.fbm(u + 1, v, 3, 5, 5)).isEqualTo(here, within(1e-3f));
      assertThat(noise.fbm(u - 1, v + 2, 3, 5, 5)).isEqualTo(here, within(1e-3f));
    }
  }

  @Test
  void it_stays_in_range_and_uses_it() {
    float least = 0;
    float most = 0;
    for (int i = 0; i < 20_000; i++) {
      float value = noise.at(i * 0.00137f, i * 0.00071f, 16, 16);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    assertThat(least).isBetween(-1.01f, -0.5f);
    assertThat(most).isBetween(0.5f, 1.01f);
  }

  @Test
  void layers_finer_than_two_pixels_are_left_out() {
    PeriodicNoise coarse = new PeriodicNoise(42, 16);
    assertThat(coarse.fbm(0.3f, 0.7f, 4, 4, 9)).isEqualTo(coarse.fbm(0.3f, 0.7f, 4, 4, 2));
  }
}
