package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In a large picture noise is looked up instead of worked out, and nobody sees it. */
class NoiseTablesTest {
  private static final int LARGE = 2048;

  private final PeriodicNoise exact = new PeriodicNoise(42, LARGE);
  private final PeriodicNoise tabulated = PeriodicNoise.forEveryPixel(42, LARGE);

  @ParameterizedTest
  @CsvSource({"4, 4, 5", "3, 5, 3", "1, 2, 3", "40, 40, 3"})
  void what_is_looked_up_is_what_would_be_worked_out(int fx, int fy, int octaves) {
    double worst = 0;
    double most = 0;
    for (int i = 0; i < 20_000; i++) {
      float u = i * 0.618034f - 3000;
      float v = i * 0.0137f - 100;
      float here = exact.fbm(u, v, fx, fy, octaves);
      worst = Math.max(worst, Math.abs(tabulated.fbm(u, v, fx, fy, octaves) - here));
      most = Math.max(most, Math.abs(here));
    }
    assertThat(most).isGreaterThan(0.3);
    assertThat(worst).isBetween(1e-7, 0.05);
  }

  @Test
  void crests_stay_sharp_and_fibres_fine() {
    for (int i = 0; i < 5_000; i++) {
      float u = i * 0.618034f % 1;
      float v = i * 0.0137f % 1;
      assertThat(tabulated.ridged(u, v, 3, 3, 3))
          .isCloseTo(exact.ridged(u, v, 3, 3, 3), within(0.04f));
      assertThat(tabulated.fibres(u, v, 3, 24, 3))
          .isCloseTo(exact.fibres(u, v, 3, 24, 3), within(0.04f));
    }
  }

  @Test
  void it_repeats_at_every_whole_number_and_has_no_step_there() {
    for (int i = 0; i < 500; i++) {
      float v = i / 500f;
      float border = tabulated.fbm(0, v, 4, 4, 4);
      assertThat(tabulated.fbm(1, v, 4, 4, 4)).isEqualTo(border);
      assertThat(tabulated.fbm(-2, v - 1, 4, 4, 4)).isCloseTo(border, within(1e-4f));
      assertThat(tabulated.fbm(-1e-9f, v, 4, 4, 4)).isCloseTo(border, within(1e-4f));
      assertThat(tabulated.fbm(v, 1 - 1e-7f, 4, 4, 4))
          .isCloseTo(tabulated.fbm(v, 0, 4, 4, 4), within(1e-3f));
    }
  }

  @Test
  void what_is_too_fine_for_a_table_is_worked_out() {
    assertThat(tabulated.fbm(0.3f, 0.7f, 200, 200, 3))
        .isEqualTo(exact.fbm(0.3f, 0.7f, 200, 200, 3));
  }

  @Test
  void small_pictures_have_no_tables() {
    PeriodicNoise small = PeriodicNoise.forEveryPixel(42, 512);
    PeriodicNoise other = new PeriodicNoise(42, 512);
    assertThat(small.fbm(0.3f, 0.7f, 4, 4, 5)).isEqualTo(other.fbm(0.3f, 0.7f, 4, 4, 5));
  }

  @Test
  void threads_that_ask_at_once_get_the_same() throws Exception {
    float alone = PeriodicNoise.forEveryPixel(42, LARGE).fbm(0.31f, 0.77f, 8, 8, 4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int round = 0; round < 20; round++) {
        PeriodicNoise shared = PeriodicNoise.forEveryPixel(42, LARGE);
        Future<Float> one = threads.submit(() -> shared.fbm(0.31f, 0.77f, 8, 8, 4));
        Future<Float> other = threads.submit(() -> shared.fbm(0.31f, 0.77f, 8, 8, 4));
        assertThat(one.get()).isEqualTo(alone);
        assertThat(other.get()).isEqualTo(alone);
      }
    }
  }
}
