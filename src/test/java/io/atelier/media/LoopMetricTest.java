package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopMetricTest {
  private static final int FRAMES = 48;

  @Test
  void a_film_whose_every_motion_is_periodic_loops() {
    LoopMetric metric = LoopMetric.of(film(1).iterator());
    assertThat(metric.seamless()).as("%s", metric).isTrue();
    assertThat(metric.frames()).isEqualTo(FRAMES);
  }

  @Test
  void a_film_that_ends_elsewhere_jumps() {
    LoopMetric metric = LoopMetric.of(film(0.7).iterator());
    assertThat(metric.seamless()).as("%s", metric).isFalse();
    assertThat(metric.wrap()).isGreaterThan(10 * metric.largest());
  }

  @Test
  void the_measure_is_the_mean_squared_difference() {
    LoopMetric metric =
        LoopMetric.of(
            List.of(new byte[] {0, 0}, new byte[] {3, 1}, new byte[] {(byte) 255, 1}).iterator());
    assertThat(metric).isEqualTo(new LoopMetric((255 * 255 + 1) / 2.0, 252 * 252 / 2.0, 3));
  }

  @Test
  void a_still_picture_loops() {
    assertThat(LoopMetric.of(List.of(new byte[9]).iterator()).seamless()).isTrue();
  }

  @Test
  void frames_of_other_sizes_or_none_are_a_mistake() {
    assertThatThrownBy(() -> LoopMetric.of(Collections.emptyIterator()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> LoopMetric.of(Arrays.asList(new byte[1], new byte[2]).iterator()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A bright spot that goes round so often. */
  private static List<byte[]> film(double rounds) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      byte[] frame = new byte[256];
      double at = 256 * rounds * i / FRAMES;
      for (int x = 0; x < 256; x++) {
        double distance = Math.abs(Math.IEEEremainder(x - at, 256));
        frame[x] = (byte) (200 * Math.exp(-distance * distance / 900));
      }
      frames.add(frame);
    }
    return frames;
  }
}
