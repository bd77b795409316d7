package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.List;

/** Two driven guitars, bass, and a drummer who hits hard. */
final class RockBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          108,
          152,
          Swing.STRAIGHT,
          List.of(
              Progression.of(Mode.MIXOLYDIAN, "C5 Bb5 F5 C5"),
              Progression.of(Mode.MIXOLYDIAN, "C5 F5 Bb5 F5"),
              Progression.of(Mode.MAJOR, "C5 G5 A5 F5"),
              Progression.of(Mode.MAJOR, "C5 F5 C5 G5"),
              Progression.of(Mode.MAJOR, "A5 F5 C5 G5")),
          List.of(
              Progression.of(Mode.MINOR, "C5 Ab5 Eb5 Bb5"),
              Progression.of(Mode.MINOR, "C5 Bb5 Ab5 Bb5"),
              Progression.of(Mode.MINOR, "C5 C5 Eb5 F5"),
              Progression.of(Mode.DORIAN, "C5 F5 C5 Eb5,Bb5"),
              Progression.of(Mode.DORIAN, "C5 Eb5 F5 C5")),
          Pattern.all(
              "x-------x-x-x---x---------------",
              "x--x--x-x-------x--x--x-x-------",
              "x-x---x-x---x---x-x---x---------",
              "x-x-x---x-x-x---x-x-x-x-x-------",
              "x-xxx---x-xxx---x-x-x-x-x-x-x---"));
  private static final List<Pattern> CHUGS =
      Pattern.all("X.x.x.x.X.x.x.x.", "X.xxX.xxX.xxX.xx", "X.x.xxx.X.x.xxx.", "X..X..X.x.x.x.x.");
  private static final List<Pattern> ANTHEMS =
      Pattern.all("X-------X-----X-", "X-----X---X-----", "X-----X-----X---", "X---x---X---x---");
  private static final List<Pattern> KICKS =
      Pattern.all("X.......X.X.....", "X.....X.X.......", "X..X....X.X...x.", "X.X.....X.X.....");

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    Pattern chug = CHUGS.get(random.between(0, CHUGS.size() - 1));
    Pattern anthem = ANTHEMS.get(random.between(0, ANTHEMS.size() - 1));
    guitars(song, desk, chug, anthem);
    clean(song, desk);
    bass(song, desk);
    solo(song, desk);
    drums(song, desk, KICKS.get(random.between(0, KICKS.size() - 1)));
    desk.finish(1.3, 0.22, new Master(0.21, 2));
  }

  private static void guitars(Song song, Desk desk, Pattern chug, Pattern anthem) {
    Player power =
        new Player(desk, ElectricGuitar.POWER, new Place(0.46, 0, 0.85, 0.25)).loose(0.006);
    Player muted =
        new Player(desk, ElectricGuitar.MUTED, new Place(0.55, 0, 0.85, 0.1)).loose(0.004);
    for (Section section : song.sections()) {
      if (section.intensity() < 0.5) {
        continue;
      }
      for (Song.Harmony h : song.harmonies(section)) {
        int root = h.chord().rootFrom(40);
        if (section.theme() == 1) {
          power.rhythm(h, anthem, 1, root);
        } else {
          muted.rhythm(h, chug, 1, root);
          power.chord(h.beat(), 0.5, new int[] {root}, 0.7);
        }
      }
    }
  }

  /** The quiet middle is picked, string by string. */
  private static void clean(Song song, Desk desk) {
    Player strings =
        new Player(desk, Plucked.ACOUSTIC_GUITAR, new Place(0.5, 0.2, 0.3, 0.5)).loose(0.008);
    for (Section section : song.sections()) {
      if (section.intensity() >= 0.5) {
        continue;
      }
      for (Song.Harmony h : song.harmonies(section)) {
        int root = h.chord().rootFrom(45);
        int[] picked = {root, root + 7, root + 12, root + 14, root + 19, root + 14};
        for (int i = 0; i < 2 * h.beats(); i++) {
          strings.play(new Tone(h.beat() + 0.5 * i, 1, picked[i % picked.length], 0.8));
        }
      }
    }
  }

  private static void bass(Song song, Desk desk) {
    Player bass = new Player(desk, Plucked.ELECTRIC_BASS, Place.of(0.75)).loose(0.004);
    Pattern eighths = Pattern.of("X-x-x-x-X-x-x-x-");
    Pattern calm = Pattern.of("X-------x---x---");
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        bass.rhythm(h, section.intensity() < 0.5 ? calm : eighths, 1, h.chord().rootFrom(28));
      }
    }
  }

  private static void solo(Song song, Desk desk) {
    Player guitar =
        new Player(desk, ElectricGuitar.SOLO, new Place(0.38, 0.1, 0, 0.6))
            .echoing(0.75, 0.3)
            .loose(0.01);
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      if (section.theme() == 1 || section.turn() % 2 == 1) {
        Melody theme = themes[section.theme()];
        guitar.play(theme.over(song, section, 71 + song.brief().register()));
      }
    }
  }

  private static void drums(Song song, Desk desk, Pattern groove) {
    Drum kick = new Drum(desk, r -> Drums.kick(58, 0.18, 1, r), Place.of(0.85));
    Drum snare = new Drum(desk, r -> Drums.snare(195, 0.22, 0.9, r), Place.of(0.95).inHall(0.35));
    Drum hat = new Drum(desk, r -> Drums.hat(0.09, r), Place.of(0.28).panned(0.35)).loose(0.004);
    Drum ride = new Drum(desk, Drums::ride, Place.of(0.26).panned(-0.35));
    Drum crash = new Drum(desk, Drums::crash, Place.of(0.36).panned(0.4).inHall(0.3));
    Drum[] toms = {
      new Drum(desk, r -> Drums.tom(165, r), Place.of(0.6).panned(0.4).inHall(0.3)),
      new Drum(desk, r -> Drums.tom(120, r), Place.of(0.65).inHall(0.3)),
      new Drum(desk, r -> Drums.tom(85, r), Place.of(0.7).panned(-0.4).inHall(0.3))
    };
    boolean hard = song.brief().energy() > 0.5;
    for (Section section : song.sections()) {
      boolean quiet = section.intensity() < 0.5;
      crash.hit(section.first() * Grid.BAR, quiet ? 0.4 : 1);
      for (int bar = section.first(); bar < section.end(); bar++) {
        boolean fill = section.lastBar(bar);
        kick.bar(bar, groove);
        if (quiet) {
          hat.bar(bar, "x...x...x...x...");
          snare.bar(bar, "........o.......");
          continue;
        }
        snare.bar(bar, fill ? "....X...X.X....." : "....X.......X...");
        if (section.theme() == 1) {
          ride.bar(bar, hard ? "X.x.X.x.X.x.X.x." : "X...X...X...X...");
        } else {
          hat.bar(bar, "X.x.X.x.X.x.X.x.");
        }
        if (fill) {
          toms[0].bar(bar, "........x.x.....");
          toms[1].bar(bar, "..........xx....");
          toms[2].bar(bar, "............X.XX");
        } else if (section.theme() == 1 && bar % 4 == 0) {
          crash.hit(bar * Grid.BAR, 0.6);
        }
      }
    }
  }
}
