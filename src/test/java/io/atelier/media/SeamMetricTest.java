package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class SeamMetricTest {
  private static final int SIZE = 128;

  @Test
  void a_wave_of_whole_periods_has_no_seam() {
    SeamMetric metric = SeamMetric.of(picture((x, y) -> wave(3, x) + wave(2, y)));
    assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
  }

  @Test
  void a_wave_cut_off_between_periods_has_a_seam_on_that_axis_alone() {
    SeamMetric metric = SeamMetric.of(picture((x, y) -> wave(2.5, x) + wave(2, y)));
    assertThat(metric.horizontal().hasSeam(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
    assertThat(metric.vertical().hasSeam(SeamMetric.LOSSLESS_TOLERANCE)).isFalse();
    assertThat(metric.seamless(SeamMetric.LOSSY_TOLERANCE)).isFalse();
  }

  @Test
  void a_gradient_has_a_seam_where_its_ends_meet() {
    SeamMetric metric = SeamMetric.of(picture((x, y) -> 2 * y));
    assertThat(metric.vertical().hasSeam(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
    assertThat(metric.vertical().wrap()).isEqualTo(254);
    assertThat(metric.vertical().median()).isEqualTo(2);
    assertThat(metric.horizontal().wrap()).isZero();
  }

  @Test
  void a_chequered_board_is_not_taken_for_a_seam() {
    SeamMetric metric = SeamMetric.of(picture((x, y) -> 255 * ((x / 8 + y / 8) & 1)));
    assertThat(metric.horizontal().wrap()).isEqualTo(255);
    assertThat(metric.horizontal().median()).isZero();
    assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
  }

  @Test
  void noise_and_a_single_colour_tile() {
    SplittableRandom random = new SplittableRandom(7);
    assertThat(SeamMetric.of(picture((x, y) -> random.nextInt(256))).seamless(1.15)).isTrue();
    assertThat(SeamMetric.of(picture((x, y) -> 40)).seamless(1.15)).isTrue();
  }

  @Test
  void the_thresholds_are_those_documented() {
    assertThat(new SeamMetric.Axis(2, 0, 0).hasSeam(1.15)).isFalse();
    assertThat(new SeamMetric.Axis(2.1, 0, 0).hasSeam(1.15)).isTrue();
    assertThat(new SeamMetric.Axis(15, 10, 5).hasSeam(1.15)).isFalse();
    assertThat(new SeamMetric.Axis(15.1, 10, 5).hasSeam(1.15)).isTrue();
    assertThat(new SeamMetric.Axis(12, 4, 10).hasSeam(1.15)).isTrue();
    assertThat(new SeamMetric.Axis(12, 4, 10).hasSeam(1.3)).isFalse();
  }

  @Test
  void the_smallest_pictures_are_measured_too() {
    assertThat(SeamMetric.of(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)).seamless(1.15))
        .isTrue();
    assertThat(SeamMetric.of(new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB)).seamless(1.15))
        .isTrue();
  }

  private static int wave(double periods, int at) {
    return (int) Math.round(60 + 60 * Math.cos(2 * Math.PI * periods * at / SIZE));
  }

  private static BufferedImage picture(IntBinaryOperator grey) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        image.setRGB(x, y, 0x010101 * grey.applyAsInt(x, y));
      }
    }
    return image;
  }
}
