package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.List;

/** Strings, horns, woodwind, harp and timpani in a large hall. */
final class OrchestralBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          72,
          112,
          Swing.STRAIGHT,
          List.of(
              Progression.of(Mode.MAJOR, "C G Am Em F C F G"),
              Progression.of(Mode.MAJOR, "C F Am G"),
              Progression.of(Mode.MAJOR, "C Em F,G C"),
              Progression.of(Mode.MIXOLYDIAN, "C Bb F C"),
              Progression.of(Mode.MIXOLYDIAN, "C Gm Bb F")),
          List.of(
              Progression.of(Mode.MINOR, "Cm Ab Eb Bb"),
              Progression.of(Mode.MINOR, "Cm Gm Ab Eb,Bb"),
              Progression.of(Mode.HARMONIC_MINOR, "Cm Fm Ab G"),
              Progression.of(Mode.HARMONIC_MINOR, "Cm Ab Fm G"),
              Progression.of(Mode.PHRYGIAN, "Cm Db Bbm Cm")),
          Pattern.all(
              "x-------x---x---x---------------",
              "x-----x-x---x---x---x---x-------",
              "x---x---x-----x-x---x---x-------",
              "x---x-x-x---x---x-x-x-x-x-------",
              "x--xx---x--xx---x-x-x-x-x-x-x---"));
  private static final List<Pattern> OSTINATI =
      Pattern.all("X.o.x.o.X.o.x.o.", "X.oox.ooX.oox.oo", "X..x..x.X..x..x.", "x.x.x.x.x.x.x.x.");

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    strings(song, desk);
    ostinato(song, desk, OSTINATI.get(random.between(0, OSTINATI.size() - 1)));
    harp(song, desk);
    melody(song, desk, random.chance(0.5f));
    percussion(song, desk);
    desk.finish(2.6, 0.6, new Master(0.17, 1.4));
  }

  private static void strings(Song song, Desk desk) {
    double light = song.brief().light();
    Player high =
        new Player(desk, Synth.strings(0.16, 0.5 + 0.3 * light), new Place(0.26, -0.1, 0.6, 0.6))
            .loose(0.02);
    Player low = new Player(desk, Synth.strings(0.1, 0.3), new Place(0.4, 0.3, 0.2, 0.4));
    Player choir = new Player(desk, new Choir(0.3), new Place(0.2, 0, 0.7, 0.8));
    Voicing voicing = new Voicing(4, 55, 79);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        double loud = 0.55 + 0.45 * section.intensity();
        int[] chord = voicing.next(h.chord());
        high.chord(h.beat(), h.beats(), chord, loud);
        int root = h.chord().rootFrom(36);
        low.chord(h.beat(), h.beats(), new int[] {root, root + 12}, loud);
        if (section.theme() == 1 && song.brief().energy() > 0.5) {
          choir.chord(h.beat(), h.beats(), new int[] {chord[1], chord[3]}, loud);
        }
      }
    }
  }

  private static void ostinato(Song song, Desk desk, Pattern pattern) {
    double energy = song.brief().energy();
    Player violas =
        new Player(desk, Synth.spiccato(energy), new Place(0.45, 0.15, 0.35, 0.45)).loose(0.008);
    Voicing voicing = new Voicing(3, 55, 74);
    for (Section section : song.sections()) {
      if (section.intensity() * (0.5 + energy) < 0.6) {
        continue;
      }
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        int note = 0;
        for (Pattern.Step step : pattern.steps()) {
          double beat = Math.floor(h.beat() / Grid.BAR) * Grid.BAR + step.beat();
          if (beat >= h.beat() && beat < h.end()) {
            int pitch = chord[new int[] {0, 1, 2, 1}[note++ % 4]];
            violas.play(new Tone(beat, 0.25, pitch, step.velocity() * (0.6 + 0.4 * energy)));
          }
        }
      }
    }
  }

  private static void harp(Song song, Desk desk) {
    Player harp = new Player(desk, Plucked.HARP, new Place(0.34, -0.4, 0, 0.6)).loose(0.012);
    Voicing voicing = new Voicing(4, 60, 84);
    for (Section section : song.sections()) {
      if (section.intensity() > 0.85) {
        continue;
      }
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        for (int i = 0; i < 2 * h.beats(); i++) {
          int pitch = chord[new int[] {0, 1, 2, 3, 2, 1, 3, 2}[i % 8]];
          harp.play(new Tone(h.beat() + 0.5 * i, 1, pitch, i == 0 ? 1 : 0.7));
        }
      }
    }
  }

  private static void melody(Song song, Desk desk, boolean flute) {
    double energy = song.brief().energy();
    Player wind =
        flute
            ? new Player(desk, Synth.flute(), new Place(0.5, -0.25, 0, 0.7)).loose(0.015)
            : new Player(desk, Synth.strings(0.07, 0.9), new Place(0.5, -0.3, 0.2, 0.7));
    Player horns =
        new Player(desk, Synth.brass(0.3 + 0.6 * energy), new Place(0.55, 0.25, 0.25, 0.6))
            .loose(0.012);
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    int middle = 74 + song.brief().register();
    for (Section section : song.sections()) {
      Melody theme = themes[section.theme()];
      if (section.theme() == 1) {
        horns.play(theme.over(song, section, middle - 12));
      }
      if (section.theme() == 0 || section.turn() % 2 == 1) {
        wind.play(theme.over(song, section, middle));
      }
    }
  }

  private static void percussion(Song song, Desk desk) {
    double energy = song.brief().energy();
    Player timpani =
        new Player(desk, Struck.of(Struck.Modes.TIMPANI, 0.6), new Place(0.5, 0.2, 0, 0.5));
    Drum taiko = new Drum(desk, Drums::taiko, Place.of(0.5).inHall(0.5));
    Drum cymbals = new Drum(desk, Drums::crash, Place.of(0.22).panned(0.3).inHall(0.6));
    double seconds = song.grid().seconds(Grid.BAR);
    Drum swell = new Drum(desk, r -> Drums.swell(seconds, r), Place.of(0.2).inHall(0.5));
    for (Section section : song.sections()) {
      if (section.theme() == 1) {
        cymbals.hit(section.first() * Grid.BAR, 1);
      }
      for (int bar = section.first(); bar < section.end(); bar++) {
        int root = song.chord(section, bar, 0).rootFrom(38);
        double beat = (double) bar * Grid.BAR;
        if (section.theme() == 1 || bar % 2 == 0) {
          timpani.play(new Tone(beat, 2, root, 0.6 + 0.4 * energy));
        }
        if (section.theme() == 1) {
          timpani.play(new Tone(beat + 3, 0.5, root, 0.5));
        }
        if (energy > 0.6 && section.intensity() > 0.65) {
          taiko.bar(bar, bar % 2 == 0 ? "X.....x...x....." : "X.....x...x.x.x.");
        }
        if (section.lastBar(bar)) {
          swell.hit(beat, 0.5 + 0.5 * energy);
          for (int i = 0; i < 16; i++) {
            timpani.play(new Tone(beat + 2 + i / 8.0, 0.25, root, 0.15 + 0.03 * i));
          }
        }
      }
    }
  }
}
