package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * A composed piece: its key, its parts and the chord of every half bar, for a band to play.
 *
 * @param tonic pitch class, 0 is C
 * @param themes the progression of the verse and of the chorus
 */
record Song(Brief brief, Grid grid, int tonic, List<Section> sections, List<Progression> themes) {

  static Song compose(Brief brief, Idiom idiom, int frames) {
    SplitMix64 random = brief.prompt().random("song");
    Grid grid = Grid.of(frames, idiom.tempo(brief.pace()), idiom.swing());
    List<Progression> known = idiom.progressions(brief.light());
    Progression verse = known.get(random.between(0, known.size() - 1));
    List<Progression> others =
        known.stream().filter(p -> p.mode() == verse.mode() && !p.equals(verse)).toList();
    Progression chorus =
        others.isEmpty() ? verse : others.get(random.between(0, others.size() - 1));
    return new Song(
        brief, grid, random.between(0, 11), Section.form(grid.bars()), List.of(verse, chorus));
  }

  SplitMix64 random(String purpose) {
    return brief.prompt().random(purpose);
  }

  Mode mode(Section section) {
    return themes.get(section.theme()).mode();
  }

  /** The chord of a half bar. */
  Chord chord(Section section, int bar, int half) {
    Progression theme = themes.get(section.theme());
    int within = bar - section.first();
    int left = section.end() - bar;
    int rest = section.bars() % theme.bars();
    // What does not fill a progression takes its end, which leads home.
    int at = left <= rest ? theme.bars() - left : within % theme.bars();
    return theme.halves().get(2 * at + half).transposed(tonic);
  }

  Chord chord(Section section, double beat) {
    int bar = (int) (beat / Grid.BAR);
    return chord(section, bar, beat - bar * Grid.BAR < 2 ? 0 : 1);
  }

  /** The chords of a section in order, each as long as it lasts, but within its bar. */
  List<Harmony> harmonies(Section section) {
    List<Harmony> all = new ArrayList<>();
    for (int bar = section.first(); bar < section.end(); bar++) {
      Chord first = chord(section, bar, 0);
      Chord second = chord(section, bar, 1);
      double beat = (double) bar * Grid.BAR;
      if (first.equals(second)) {
        all.add(new Harmony(beat, Grid.BAR, first));
      } else {
        all.add(new Harmony(beat, 2, first));
        all.add(new Harmony(beat + 2, 2, second));
      }
    }
    return all;
  }

  /** The same with chords that stay for several bars in one. */
  List<Harmony> held(Section section) {
    List<Harmony> all = new ArrayList<>();
    for (Harmony next : harmonies(section)) {
      int last = all.size() - 1;
      if (last >= 0 && all.get(last).chord().equals(next.chord())) {
        Harmony before = all.remove(last);
        all.add(new Harmony(before.beat(), before.beats() + next.beats(), next.chord()));
      } else {
        all.add(next);
      }
    }
    return all;
  }

  /** A chord and when it sounds. */
  record Harmony(double beat, double beats, Chord chord) {
    double end() {
      return beat + beats;
    }
  }
}
