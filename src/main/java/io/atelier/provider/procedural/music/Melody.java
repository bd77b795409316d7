package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A tune grown from one motif of two bars: stated, answered, turned over and brought to rest.
 *
 * @param rhythm of the motif
 * @param contour the step of the scale of each of its notes, from the tune's middle
 */
record Melody(Pattern rhythm, int[] contour) {
  private static final double UNIT = 8;
  private static final double STRONG = 1;

  /** The motif of a theme; the busier the brief, the more notes. */
  static Melody of(Song song, Idiom idiom, int theme) {
    SplitMix64 random = song.random("motif " + theme);
    List<Pattern> rhythms =
        idiom.rhythms().stream().sorted(Comparator.comparingInt(r -> r.steps().size())).toList();
    double wish = song.brief().energy() + random.between(-0.3f, 0.3f) + 0.15 * theme;
    int chosen = (int) Math.round(wish * (rhythms.size() - 1));
    Pattern rhythm = rhythms.get(Math.max(0, Math.min(rhythms.size() - 1, chosen)));
    return new Melody(rhythm, contour(rhythm.steps().size(), random));
  }

  private static int[] contour(int notes, SplitMix64 random) {
    int[] contour = new int[notes];
    int shape = random.between(0, 3);
    float reach = random.between(2f, 4.5f);
    for (int i = 0; i < notes; i++) {
      float t = notes < 2 ? 0 : (float) i / (notes - 1);
      float line =
          switch (shape) {
            case 0 -> 4 * t * (1 - t); // an arch
            case 1 -> 1 - 4 * t * (1 - t);
            case 2 -> t;
            default -> 1 - t;
          };
      contour[i] = Math.round(reach * (line - 0.5f)) + random.between(-1, 1);
      if (i > 1 && contour[i] == contour[i - 1] && contour[i] == contour[i - 2]) {
        contour[i] += random.chance(0.5f) ? 1 : -1;
      }
    }
    return contour;
  }

  /** The tune over a part of the song, around a pitch. */
  List<Tone> over(Song song, Section section, int middle) {
    List<Tone> tones = new ArrayList<>();
    int units = (section.bars() + 1) / 2;
    for (int unit = 0; unit < units; unit++) {
      boolean rest = unit % 4 == 3 || unit == units - 1;
      int lift = (unit + section.turn()) % 2 * (section.turn() % 2 == 0 ? 1 : 2);
      unit(tones, song, section, unit, middle, rest ? 0 : lift);
      if (rest) {
        comeToRest(tones, song, section, unit, middle);
      }
    }
    return tones;
  }

  private void unit(List<Tone> tones, Song song, Section section, int unit, int middle, int lift) {
    double start = section.first() * Grid.BAR + unit * UNIT;
    boolean turned = unit % 4 == 2 && section.turn() % 2 == 1;
    for (int i = 0; i < contour.length; i++) {
      Pattern.Step note = rhythm.steps().get(i);
      double beat = start + note.beat();
      if (beat < section.end() * Grid.BAR) {
        int step = turned && note.beat() >= UNIT / 2 ? -contour[i] : contour[i];
        tones.add(tone(song, section, beat, note.beats(), lift + step, middle));
      }
    }
  }

  /** Its second bar becomes one long note of the chord, the tonic's or the third if it can. */
  private void comeToRest(List<Tone> tones, Song song, Section section, int unit, int middle) {
    double from = section.first() * Grid.BAR + unit * UNIT + Grid.BAR;
    double end = section.end() * (double) Grid.BAR;
    if (from >= end) {
      return;
    }
    tones.removeIf(t -> t.beat() >= from - 0.01);
    tones.add(tone(song, section, from, Math.min(3, end - from), 0, middle));
  }

  private static Tone tone(
      Song song, Section section, double beat, double beats, int step, int middle) {
    Chord chord = song.chord(section, beat);
    int tonic = middle - 6 + Math.floorMod(song.tonic() - middle + 6, 12);
    int pitch = tonic + song.mode(section).semitones(step + (tonic < middle ? 1 : 0));
    boolean strong = beat % STRONG < 0.01 || beats >= STRONG;
    boolean clashes = chord.holds(pitch + 1) || chord.holds(pitch - 1);
    if (!chord.holds(pitch) && (strong || clashes)) {
      pitch = nearest(chord, pitch);
    }
    double accent = beat % Grid.BAR < 0.01 ? 1 : strong ? 0.9 : 0.78;
    return new Tone(beat, beats, pitch, accent);
  }

  private static int nearest(Chord chord, int pitch) {
    for (int away = 1; away < 7; away++) {
      if (chord.holds(pitch - away)) {
        return pitch - away;
      }
      if (chord.holds(pitch + away)) {
        return pitch + away;
      }
    }
    return pitch;
  }
}
