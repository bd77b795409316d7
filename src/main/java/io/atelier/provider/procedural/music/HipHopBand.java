package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.List;

/** An old record's chords, an 808 under them, and a beat that leans back. */
final class HipHopBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          74,
          94,
          new Swing(0.5, 0.58),
          List.of(
              Progression.of(Mode.MAJOR, "Fmaj9 Em7 Dm9 Cmaj9"),
              Progression.of(Mode.MAJOR, "Dm9 G13 Cmaj9 Am9"),
              Progression.of(Mode.MAJOR, "Cmaj9 Am9 Dm9 G13"),
              Progression.of(Mode.MAJOR, "Fmaj7,G7 Em7,Am7 Dm9 Cmaj9")),
          List.of(
              Progression.of(Mode.MINOR, "Cm9 Abmaj7 Fm9 G7b9"),
              Progression.of(Mode.MINOR, "Cm9 Cm9 Abmaj7 Gm7"),
              Progression.of(Mode.MINOR, "Fm9 Gm7 Cm9 Cm9"),
              Progression.of(Mode.MINOR, "Cm7 Ebmaj7 Abmaj7 Gm7")),
          Pattern.all(
              "x-----x-....x---x---------......",
              "..x--xx---..x---..x--xx---......",
              "x--x--x---......x--x--x-x---....",
              "x-x--x--x---....x-x--x--x-x-....",
              "x-xx-x-x--x-....x-xx-x-x--x-x---"));
  private static final List<Pattern> KICKS =
      Pattern.all("X.....x...X.....", "X..x......X.....", "X......x..X..x..", "X.....xX........");
  private static final Pattern KEYS = Pattern.of("X-----x---------");

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    Pattern kick = KICKS.get(random.between(0, KICKS.size() - 1));
    keys(song, desk);
    sample(song, desk, random);
    desk.darken(2600 + 1800 * song.brief().light());
    crackle(desk, song.random("vinyl"));
    boom(song, desk, kick);
    drums(song, desk, kick, random);
    desk.finish(1.1, 0.25, new Master(0.2, 1.8));
  }

  private static void keys(Song song, Desk desk) {
    Player keys =
        new Player(desk, Struck.of(Struck.Modes.ELECTRIC_PIANO, 0.7), new Place(0.36, 0, 0.6, 0.3))
            .loose(0.02);
    Voicing voicing = new Voicing(4, 52, 74);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        keys.rhythm(h, KEYS, 0.75 + 0.25 * section.intensity(), voicing.next(h.chord()));
      }
    }
  }

  /** A few notes of somebody's old record, over and over. */
  private static void sample(Song song, Desk desk, SplitMix64 random) {
    Instrument[] found = {
      Synth.flute(),
      Struck.of(Struck.Modes.VIBRAPHONE, 0.8),
      Plucked.PIZZICATO,
      Synth.mutedTrumpet(),
      Struck.of(Struck.Modes.PIANO, 0.6)
    };
    Player player =
        new Player(
                desk,
                found[random.between(0, found.length - 1)],
                new Place(0.28, random.between(-0.3f, 0.3f), 0, 0.5))
            .echoing(0.75, 0.3)
            .loose(0.02);
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      Melody theme = themes[section.theme()];
      player.play(theme.over(song, section, 72 + song.brief().register()));
    }
  }

  private static void boom(Song song, Desk desk, Pattern kick) {
    Player boom = new Player(desk, Boom.BASS, Place.of(0.85));
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int root = h.chord().rootFrom(31);
        double bar = h.beat() - h.beat() % Grid.BAR;
        List<Pattern.Step> steps = kick.steps();
        for (int i = 0; i < steps.size(); i++) {
          double beat = bar + steps.get(i).beat();
          double end = i + 1 < steps.size() ? bar + steps.get(i + 1).beat() : bar + Grid.BAR;
          if (beat >= h.beat() && beat < h.end()) {
            boolean leap = i == steps.size() - 1 && section.lastBar((int) (bar / Grid.BAR));
            boom.play(new Tone(beat, 0.9 * (end - beat), leap ? root + 12 : root, 1));
          }
        }
      }
    }
  }

  private static void drums(Song song, Desk desk, Pattern groove, SplitMix64 random) {
    boolean trap = song.brief().energy() > 0.55;
    Drum kick = new Drum(desk, r -> Drums.kick(52, 0.2, 0.5, r), Place.of(0.8));
    Drum snare = new Drum(desk, r -> Drums.snare(180, 0.16, 0.8, r), Place.of(0.8).inHall(0.2));
    Drum clap = new Drum(desk, Drums::clap, Place.of(0.4).inHall(0.25));
    Drum hat = new Drum(desk, r -> Drums.hat(0.04, r), Place.of(0.26).panned(0.2));
    Drum open = new Drum(desk, r -> Drums.hat(0.22, r), Place.of(0.22).panned(0.2));
    Drum rim = new Drum(desk, Drums::rim, Place.of(0.16).panned(-0.3).inHall(0.3));
    for (Section section : song.sections()) {
      for (int bar = section.first(); bar < section.end(); bar++) {
        boolean last = section.lastBar(bar);
        boolean quiet = section.intensity() < 0.5;
        if (!quiet || bar % 4 == 3) {
          kick.bar(bar, groove);
        }
        snare.bar(bar, last ? "....X..o....X.ox" : "....X..o.o..X...");
        clap.bar(bar, section.theme() == 1 ? "....x.......x..." : "............x...");
        hat.bar(bar, trap ? "xoxoxoxoxoxoxoxo" : "x.x.x.x.x.x.x.xo");
        open.bar(bar, bar % 2 == 1 ? "..............x." : "................");
        rim.bar(bar, bar % 4 == 2 ? "...x..x...x....." : "................");
        if (trap && random.chance(0.5f)) {
          double from = bar * Grid.BAR + random.between(1, 3);
          for (int i = 0; i < 6; i++) {
            hat.hit(from + i / 6.0, 0.4 + 0.1 * i);
          }
        }
      }
    }
  }

  /** The dust in the groove. */
  private static void crackle(Desk desk, SplitMix64 random) {
    Drum dust = new Drum(desk, Drums::dust, Place.of(0.09));
    double beats = desk.grid().beats();
    int specks = (int) (14 * desk.grid().seconds(beats));
    for (int i = 0; i < specks; i++) {
      float loud = random.unit();
      dust.hit(beats * random.unit(), 0.2 + loud * loud * loud);
    }
  }
}
