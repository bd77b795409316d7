package io.atelier.provider.procedural.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HarmonyTest {

  @Test
  void chords_are_read_as_musicians_write_them() {
    assertThat(Chord.of("Ebmaj7")).isEqualTo(new Chord(3, List.of(0, 4, 7, 11)));
    assertThat(Chord.of("F#m")).isEqualTo(new Chord(6, List.of(0, 3, 7)));
    assertThat(Chord.of("Cm").transposed(-1).root()).isEqualTo(11);
    assertThatThrownBy(() -> Chord.of("Cjazz")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void voices_go_to_the_nearest_notes() {
    Voicing voicing = new Voicing(3, 55, 79);
    int[] first = voicing.next(Chord.of("C"));
    int[] second = voicing.next(Chord.of("Am")); // two notes in common
    int moved = 0;
    for (int i = 0; i < 3; i++) {
      moved += Math.abs(first[i] - second[i]);
    }
    assertThat(moved).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void every_chord_is_whole_in_its_range_and_no_voice_leaps_further_than_a_fifth(Style style) {
    Song song = song(style, "a quiet afternoon");
    Voicing voicing = new Voicing(4, 54, 76);
    int[] before = null;
    for (Section section : song.sections()) {
      for (Song.Harmony harmony : song.harmonies(section)) {
        int[] laid = voicing.next(harmony.chord());
        assertThat(laid).isSorted().doesNotHaveDuplicates();
        for (int i = 0; i < laid.length; i++) {
          assertThat(harmony.chord().holds(laid[i])).isTrue();
          assertThat(laid[i]).isBetween(54, 81);
          assertThat(before == null ? 0 : Math.abs(laid[i] - before[i])).isLessThanOrEqualTo(7);
        }
        before = laid;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_a_melody_stresses_is_in_the_chord(Style style) {
    for (String prompt : new String[] {"", "fast", "sad", "epic battle"}) {
      Song song = song(style, prompt);
      for (Section section : song.sections()) {
        Melody melody = Melody.of(song, style.band().idiom(), section.theme());
        List<Tone> tones = melody.over(song, section, 72);
        assertThat(tones).isNotEmpty();
        for (Tone tone : tones) {
          assertThat(tone.beat()).isBetween(4.0 * section.first(), 4.0 * section.end() - 0.1);
          assertThat(tone.pitch()).isBetween(60, 86);
          if (tone.beat() % 1 == 0) {
            assertThat(song.chord(section, tone.beat()).holds(tone.pitch())).isTrue();
          }
        }
      }
    }
  }

  private static Song song(Style style, String prompt) {
    return Song.compose(Brief.of(Prompt.of(prompt)), style.band().idiom(), 60 * 44_100);
  }
}
