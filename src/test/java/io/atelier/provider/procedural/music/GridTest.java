package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

  @ParameterizedTest
  @ValueSource(doubles = {30, 31.37, 45, 77.7, 120})
  void whole_phrases_fill_the_loop_at_nearly_the_tempo_asked(double seconds) {
    for (double tempo = 56; tempo <= 164; tempo += 4) {
      int frames = (int) Math.round(seconds * 44_100);
      Grid grid = Grid.of(frames, tempo, Swing.STRAIGHT);
      assertThat(grid.bars() % 2).isZero();
      assertThat(grid.frameAt(grid.beats())).isEqualTo(frames);
      assertThat(grid.beatsPerMinute()).isCloseTo(tempo, Percentage.withPercentage(15));
      assertThat(covered(grid)).isEqualTo(grid.bars());
    }
  }

  private static int covered(Grid grid) {
    int bar = 0;
    for (Section section : Section.form(grid.bars())) {
      assertThat(section.first()).isEqualTo(bar);
      assertThat(section.bars()).isGreaterThanOrEqualTo(4);
      bar = section.end();
    }
    return bar;
  }

  @Test
  void swing_delays_the_second_of_a_pair_and_leaves_the_first() {
    Swing swing = new Swing(1, 0.64);
    assertThat(swing.played(3)).isEqualTo(3);
    assertThat(swing.played(3.5)).isCloseTo(3.64, within(1e-9));
    assertThat(swing.played(3.25)).isCloseTo(3.32, within(1e-9));
    assertThat(Swing.STRAIGHT.played(3.3)).isCloseTo(3.3, within(1e-9));
  }
}
