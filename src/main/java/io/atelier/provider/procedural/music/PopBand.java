package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Waveform;
import java.util.List;

/** Piano, strummed guitar, bass and claps under a tune to whistle. */
final class PopBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          96,
          122,
          Swing.STRAIGHT,
          List.of(
              Progression.of(Mode.MAJOR, "C G Am F"),
              Progression.of(Mode.MAJOR, "C Am F G"),
              Progression.of(Mode.MAJOR, "Am F C G"),
              Progression.of(Mode.MAJOR, "F C G Am"),
              Progression.of(Mode.MAJOR, "C Em F G")),
          List.of(
              Progression.of(Mode.MINOR, "Cm Ab Eb Bb"),
              Progression.of(Mode.MINOR, "Ab Bb Cm Eb"),
              Progression.of(Mode.MINOR, "Cm Fm Ab Bb"),
              Progression.of(Mode.MINOR, "Fm Cm Ab Bb")),
          Pattern.all(
              "x---x---x-----x-x---x---x-------",
              "x-x-x---x-x-x---x-x-x--x--------",
              "..x-x-x-x---x-----x-x-x-x-------",
              "x--x--x-x-x-x---x--x--x-x-------",
              "x-x-xx--x-x-xx--x-x-x-x-x-------"));
  private static final List<Pattern> PIANO =
      Pattern.all("X--x--x-X--x--x-", "X---x---X---x---", "X--x--x---x-x---", "X-x-x-x-X-x-x-x-");
  private static final Pattern STRUM = Pattern.of("X-x-x-xxo-xxx-xx");
  private static final List<Pattern> KICKS =
      Pattern.all("X.....x.X.......", "X.....x...x.....", "X.......X.....x.", "X...X...X...X...");

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    Pattern kick = KICKS.get(random.between(0, KICKS.size() - 1));
    piano(song, desk, PIANO.get(random.between(0, PIANO.size() - 1)));
    guitar(song, desk);
    strings(song, desk);
    bass(song, desk, kick);
    tune(song, desk, random);
    drums(song, desk, kick);
    desk.finish(1.6, 0.28, new Master(0.19, 1.8));
  }

  private static void piano(Song song, Desk desk, Pattern rhythm) {
    Player piano =
        new Player(desk, Struck.of(Struck.Modes.PIANO, 0.8), new Place(0.22, -0.15, 0.45, 0.25))
            .loose(0.008);
    Voicing voicing = new Voicing(3, 58, 76);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        double loud = 0.7 + 0.3 * section.intensity();
        piano.rhythm(h, rhythm, loud, voicing.next(h.chord()));
        piano.play(new Tone(h.beat(), h.beats(), h.chord().rootFrom(43), 0.7 * loud));
      }
    }
  }

  /** Down and up across the strings, a few milliseconds from one to the next. */
  private static void guitar(Song song, Desk desk) {
    Player guitar = new Player(desk, Plucked.ACOUSTIC_GUITAR, new Place(0.17, 0.35, 0.2, 0.2));
    Voicing voicing = new Voicing(4, 52, 74);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        if (section.theme() == 0 && song.brief().energy() < 0.5) {
          continue;
        }
        for (int string = 0; string < chord.length; string++) {
          double bar = h.beat() - h.beat() % Grid.BAR;
          for (Pattern.Step step : STRUM.steps()) {
            boolean down = step.beat() % 0.5 < 0.01;
            double late = 0.012 * (down ? string : chord.length - 1 - string);
            double beat = bar + step.beat();
            if (beat >= h.beat() && beat < h.end()) {
              guitar.play(new Tone(beat + late, step.beats(), chord[string], step.velocity()));
            }
          }
        }
      }
    }
  }

  private static void strings(Song song, Desk desk) {
    Player strings = new Player(desk, Synth.strings(0.2, 0.7), new Place(0.13, 0, 0.7, 0.5));
    Voicing voicing = new Voicing(3, 64, 84);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        if (section.theme() == 1) {
          strings.chord(h.beat(), h.beats(), chord, 1);
        }
      }
    }
  }

  private static void bass(Song song, Desk desk, Pattern kick) {
    Player bass = new Player(desk, Plucked.ELECTRIC_BASS, Place.of(0.72)).loose(0.004);
    Pattern chorus = Pattern.of("X-x-x-x-X-x-x-x-");
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int root = h.chord().rootFrom(31);
        if (section.theme() == 1) {
          bass.rhythm(h, chorus, 1, root);
          continue;
        }
        double bar = h.beat() - h.beat() % Grid.BAR;
        for (Pattern.Step step : kick.steps()) {
          double beat = bar + step.beat();
          if (beat >= h.beat() && beat < h.end()) {
            bass.play(new Tone(beat, Math.min(1.4, h.end() - beat), root, 1));
          }
        }
      }
    }
  }

  private static void tune(Song song, Desk desk, SplitMix64 random) {
    Instrument[] hooks = {
      Synth.whistle(),
      Struck.of(Struck.Modes.GLOCKENSPIEL, 0.5),
      Struck.of(Struck.Modes.MARIMBA, 0.9),
      Synth.lead(Waveform.SQUARE)
    };
    int verse = random.between(0, 2);
    int chorus = verse == 3 ? 0 : random.between(verse + 1, 3);
    Player[] players = {
      new Player(desk, hooks[verse], new Place(0.48, 0.1, 0, 0.4)).loose(0.008),
      new Player(desk, hooks[chorus], new Place(0.5, -0.1, 0, 0.4)).echoing(0.5, 0.25)
    };
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      Melody theme = themes[section.theme()];
      players[section.theme()].play(theme.over(song, section, 76 + song.brief().register()));
    }
  }

  private static void drums(Song song, Desk desk, Pattern groove) {
    Drum kick = new Drum(desk, r -> Drums.kick(56, 0.18, 0.7, r), Place.of(0.75));
    Drum snare = new Drum(desk, r -> Drums.snare(210, 0.15, 1, r), Place.of(0.6).inHall(0.25));
    Drum clap = new Drum(desk, Drums::clap, Place.of(0.3).panned(-0.1).inHall(0.3));
    Drum hat = new Drum(desk, r -> Drums.hat(0.05, r), Place.of(0.28).panned(0.3));
    Drum shaker = new Drum(desk, Drums::shaker, Place.of(0.18).panned(-0.4));
    Drum crash = new Drum(desk, Drums::crash, Place.of(0.2).panned(0.3).inHall(0.3));
    for (Section section : song.sections()) {
      boolean quiet = section.intensity() < 0.5;
      if (section.theme() == 1) {
        crash.hit(section.first() * Grid.BAR, 1);
      }
      for (int bar = section.first(); bar < section.end(); bar++) {
        shaker.bar(bar, "xoxoxoxoxoxoxoxo");
        clap.bar(bar, "....X.......X...");
        if (quiet) {
          continue;
        }
        kick.bar(bar, groove);
        snare.bar(bar, section.lastBar(bar) ? "....X.......X.xx" : "....X.......X...");
        hat.bar(bar, section.theme() == 1 ? "X.x.X.x.X.x.X.x." : "x.o.x.o.x.o.x.o.");
      }
    }
  }
}
