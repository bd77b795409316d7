package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Waveform;
import java.util.List;

/** No drum, no hurry: clouds of sound that open and close, and now and then a bell. */
final class AmbientBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          56,
          72,
          Swing.STRAIGHT,
          List.of(
              Progression.of(Mode.MAJOR, "Cmaj9 Am9 Fmaj9 Gsus4").stretched(),
              Progression.of(Mode.MAJOR, "Fmaj9 Cadd9 Am9 Gsus4").stretched(),
              Progression.of(Mode.LYDIAN, "Cmaj9 Dsus2 Cmaj9 Em7").stretched(),
              Progression.of(Mode.LYDIAN, "Cadd9 Gadd9 Am9 D").stretched()),
          List.of(
              Progression.of(Mode.DORIAN, "Cm9 Ebmaj7 Bbsus2 Fadd9").stretched(),
              Progression.of(Mode.DORIAN, "Cm9 F Cm9 Gm7").stretched(),
              Progression.of(Mode.MINOR, "Cm9 Abmaj7 Ebmaj9 Bbsus4").stretched(),
              Progression.of(Mode.MINOR, "Cmadd9 Gm7 Abmaj9 Abmaj9").stretched()),
          Pattern.all(
              "x---------------....x-----------",
              "x-----------x---........x-------",
              "x-------x-------x---x-----------",
              "x---x---x-------x---x---x-------"));

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    clouds(song, desk);
    drone(song, desk);
    bells(song, desk, random);
    wind(song, desk, random);
    desk.finish(5, 0.9, new Master(0.16, 1.25));
  }

  private static void clouds(Song song, Desk desk) {
    Brief brief = song.brief();
    Player cloud =
        new Player(
            desk,
            Synth.cloud(0.2 + 0.5 * brief.light(), song.grid().seconds(2.5)),
            new Place(0.22, 0, 0.85, 0.6));
    Player voices = new Player(desk, new Choir(song.grid().seconds(2)), new Place(0.19, 0, 0.5, 1));
    Voicing voicing = new Voicing(4, 50, 74);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.held(section)) {
        int[] chord = voicing.next(h.chord());
        cloud.chord(h.beat(), h.beats(), chord, 1);
        if (section.theme() == 1) {
          voices.chord(h.beat(), h.beats(), new int[] {chord[2] + 12}, 1);
        }
      }
    }
  }

  private static void drone(Song song, Desk desk) {
    Synth hum =
        new Synth(
            Bank.one(Waveform.TRIANGLE),
            Sweep.still(160, 1),
            new Shape(1.5, 1, 1, 2.5),
            Vibrato.NONE);
    Player drone = new Player(desk, hum, Place.of(0.26).inHall(0.2));
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.held(section)) {
        int root = h.chord().rootFrom(36);
        drone.chord(h.beat(), h.beats(), new int[] {root, root + 7}, 0.8);
      }
    }
  }

  private static void bells(Song song, Desk desk, SplitMix64 random) {
    Struck.Modes metal =
        new Struck.Modes[] {
              Struck.Modes.GLOCKENSPIEL, Struck.Modes.ELECTRIC_PIANO, Struck.Modes.VIBRAPHONE
            }
            [random.between(0, 2)];
    Player bell =
        new Player(desk, new Struck(metal, 0.35, 2.5), new Place(0.3, 0.2, 0, 1))
            .echoing(1.5, 0.5)
            .loose(0.05);
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      int middle = 77 + song.brief().register();
      for (Tone tone : themes[section.theme()].over(song, section, middle)) {
        bell.play(new Tone(tone.beat(), 2, tone.pitch(), 0.7 * tone.velocity()));
      }
    }
  }

  /** Gusts that come and go across the whole width. */
  private static void wind(Song song, Desk desk, SplitMix64 random) {
    double seconds = song.grid().seconds(10);
    for (int beat = 0; beat < song.grid().beats(); beat += 8) {
      double pan = random.between(-0.8f, 0.8f);
      Drum gust =
          new Drum(desk, r -> Drums.gust(seconds, r), Place.of(0.09).panned(pan).inHall(0.7));
      gust.hit(beat, random.between(0.5f, 1f));
    }
  }
}
