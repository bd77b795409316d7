package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Track;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** FR-010: music comes round without a gap, a click or a breath. */
class LoopTest {
  @SuppressWarnings("unused") // by FieldSource
  private static final Iterable<String> STYLES = Pieces.STYLES;

  private static final int FRAMES = 132_352; // whole blocks of the master

  @ParameterizedTest
  @FieldSource("STYLES")
  void at_its_seam_nothing_is_heard_that_is_not_heard_inside(String style) {
    Seam seam = Seam.of(Pieces.of(style));
    assertThat(seam.jump()).as("%s", seam).isLessThanOrEqualTo(1);
    assertThat(seam.flux()).as("%s", seam).isLessThanOrEqualTo(1);
    assertThat(seam.dip()).as("%s", seam).isGreaterThan(-6);
  }

  @Test
  void what_sounds_beyond_the_end_sounds_at_the_start() {
    Track track = new Track(FRAMES);
    Desk desk = new Desk(new Grid(FRAMES, 4, Swing.STRAIGHT), track);
    float[] tone = new float[1000];
    Arrays.fill(tone, 0.5f);
    desk.mix(tone, FRAMES - 100, 2, -1, 0);
    desk.mix(tone, -300, 2, 1, 0);
    assertThat(track.left[FRAMES - 101]).isZero();
    assertThat(track.left[FRAMES - 100]).isEqualTo(1);
    assertThat(track.left[899]).isEqualTo(1);
    assertThat(track.left[900]).isZero();
    assertThat(track.right[FRAMES - 300]).isEqualTo(1);
    assertThat(track.right[700]).isZero();
  }

  @Test
  void what_is_done_to_all_of_it_does_not_know_where_it_starts() {
    Track here = new Track(FRAMES);
    Track there = new Track(FRAMES);
    finish(here, 0);
    finish(there, 39_936);
    for (int i = 0; i < FRAMES; i++) {
      assertThat(there.left[(i + 39_936) % FRAMES]).isEqualTo(here.left[i], within(0.004f));
    }
  }

  /** A few loud bursts, filtered, in a hall, compressed and limited. */
  private static void finish(Track track, int turn) {
    Desk desk = new Desk(new Grid(FRAMES, 4, Swing.STRAIGHT), track);
    SplitMix64 random = new SplitMix64(3);
    for (int burst = 0; burst < 9; burst++) {
      float[] sound = new float[9000];
      for (int i = 0; i < sound.length; i++) {
        sound[i] = random.between(-1f, 1f) * (1 - i / 9000f);
      }
      desk.mix(sound, burst * 14_000 + turn, 0.2 + 0.1 * burst, 0, 0.5);
    }
    desk.darken(3000);
    desk.finish(1.2, 0.5, new Master(0.18, 2));
  }

  @Test
  void a_piece_cut_short_is_found_out() {
    Track cut = Pieces.copyOf("ambient", Pieces.of("ambient").frames() - 30_011);
    Seam seam = Seam.of(cut);
    assertThat(seam.jump()).as("%s", seam).isGreaterThan(1);
  }

  @Test
  void a_piece_that_fades_in_is_found_out() {
    Track track = Pieces.copyOf("ambient", Pieces.of("ambient").frames());
    for (int i = 0; i < 22_050; i++) {
      track.left[i] *= i / 22_050f;
      track.right[i] *= i / 22_050f;
    }
    assertThat(Seam.of(track).dip()).isLessThan(-6);
  }
}
