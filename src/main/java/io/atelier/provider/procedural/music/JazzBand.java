package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** A small group late at night: walking bass, ride and brushes, a comping piano, one who blows. */
final class JazzBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          104,
          164,
          new Swing(1, 0.64),
          List.of(
              Progression.of(Mode.MAJOR, "Dm7 G13 Cmaj9 A7b9"),
              Progression.of(Mode.MAJOR, "Cmaj7,A7 Dm7,G7 Em7,A7 Dm7,G13"),
              Progression.of(Mode.MAJOR, "Cmaj9 C7 Fmaj7 Dm7,G7"),
              Progression.of(Mode.MAJOR, "Cmaj7 Em7,A7 Dm9 G13"),
              Progression.of(Mode.MAJOR, "Fmaj7 Em7,A7b9 Dm7,G7 C6")),
          List.of(
              Progression.of(Mode.MINOR, "Dm7b5 G7b9 Cm6 Cm6"),
              Progression.of(Mode.MINOR, "Cm7 Fm7 Dm7b5 G7b9"),
              Progression.of(Mode.MINOR, "Cm9 Abmaj7 Dm7b5 G7b9"),
              Progression.of(Mode.DORIAN, "Cm9 F9 Cm9 F13"),
              Progression.of(Mode.DORIAN, "Cm7 F9 Bbmaj7 Ebmaj7,G7b9")),
          Pattern.all(
              "x-----x-x-------..x---x-x-------",
              "..x-x---x-x-----..x-x---x-------",
              "x-x-x---..x-x---x-x-x-x-x-------",
              "x---x-x---x-x---..x-x-x-x-x-x---",
              "x-x-x-x-x-x-x---..x-x-x-x-x-x-x-"));
  private static final List<Pattern> COMPS =
      Pattern.all("x-----x-........", "......x-....x-..", "..x-......x-....", "x---......x-....");

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    bass(song, desk, random);
    piano(song, desk, random);
    horn(song, desk, random);
    drums(song, desk, random);
    desk.finish(1.2, 0.3, new Master(0.165, 1.5));
  }

  /** A root, on through the chord, and by a semitone into the next root. */
  private static void bass(Song song, Desk desk, SplitMix64 random) {
    Player bass = new Player(desk, Plucked.UPRIGHT_BASS, Place.of(0.85).inHall(0.08)).loose(0.008);
    List<Song.Harmony> all = new ArrayList<>();
    song.sections().forEach(section -> all.addAll(song.harmonies(section)));
    int from = 33;
    for (int i = 0; i < all.size(); i++) {
      Song.Harmony h = all.get(i);
      int root = near(h.chord(), from);
      int next = near(all.get((i + 1) % all.size()).chord(), root);
      boolean up = next > root || (next == root && random.chance(0.5f));
      int[] inner = up ? new int[] {h.chord().third(), h.chord().fifth()} : new int[] {-5, -3};
      int beats = (int) h.beats();
      for (int beat = 0; beat < beats; beat++) {
        int pitch =
            beat == 0
                ? root
                : beat == beats - 1
                    ? next + (random.chance(0.6f) == up ? -1 : 1)
                    : tone(h.chord(), root + inner[(beat - 1) % 2]);
        bass.play(new Tone(h.beat() + beat, 0.95, pitch, beat % 2 == 0 ? 0.95 : 0.85));
      }
      from = next;
    }
  }

  private static int near(Chord chord, int pitch) {
    int above = chord.rootFrom(pitch);
    int root = above - pitch > 6 ? above - 12 : above;
    return root < 30 ? root + 12 : root > 45 ? root - 12 : root;
  }

  private static int tone(Chord chord, int pitch) {
    for (int away = 0; away < 4; away++) {
      if (chord.holds(pitch + away)) {
        return pitch + away;
      }
    }
    return pitch;
  }

  private static void piano(Song song, Desk desk, SplitMix64 random) {
    boolean electric = random.chance(0.35f);
    Instrument keys = Struck.of(electric ? Struck.Modes.ELECTRIC_PIANO : Struck.Modes.PIANO, 0.5);
    Player piano = new Player(desk, keys, new Place(0.34, -0.3, 0.25, 0.3)).loose(0.012);
    Voicing voicing = new Voicing(4, 52, 72);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        Pattern comp = COMPS.get(random.between(0, COMPS.size() - 1));
        piano.rhythm(h, comp, 0.75 + 0.3 * section.intensity(), chord);
      }
    }
  }

  private static void horn(Song song, Desk desk, SplitMix64 random) {
    Instrument blown =
        switch (random.between(0, 2)) {
          case 0 -> Synth.mutedTrumpet();
          case 1 -> Struck.of(Struck.Modes.VIBRAPHONE, 0.6);
          default -> Synth.flute();
        };
    Player horn = new Player(desk, blown, new Place(0.4, 0.2, 0, 0.4)).loose(0.018);
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      List<Tone> tune = themes[section.theme()].over(song, section, 70 + song.brief().register());
      for (int i = 0; i < tune.size(); i++) {
        Tone tone = tune.get(i);
        boolean leads = i + 1 < tune.size() && tone.beats() <= 0.5 && tone.beat() % 1 > 0.1;
        // Chromatically into the next note, as improvisers do.
        horn.play(
            leads && random.chance(0.45f)
                ? new Tone(tone.beat(), tone.beats(), tune.get(i + 1).pitch() - 1, 0.7)
                : tone);
      }
    }
  }

  private static void drums(Song song, Desk desk, SplitMix64 random) {
    Drum ride = new Drum(desk, Drums::ride, Place.of(0.2).panned(0.3).inHall(0.2)).loose(0.005);
    Drum pedal = new Drum(desk, r -> Drums.hat(0.05, r), Place.of(0.2).panned(-0.3));
    Drum tap = new Drum(desk, Drums::brushTap, Place.of(0.24).panned(-0.1).inHall(0.2));
    double half = song.grid().seconds(2);
    Drum brush = new Drum(desk, r -> Drums.brush(half, r), Place.of(0.17).panned(-0.2));
    Drum kick = new Drum(desk, r -> Drums.kick(62, 0.14, 0.2, r), Place.of(0.22));
    for (Section section : song.sections()) {
      for (int bar = section.first(); bar < section.end(); bar++) {
        ride.bar(bar, "x...X.o.x...X.o.");
        pedal.bar(bar, "....x.......x...");
        brush.bar(bar, "x.......x.......");
        kick.bar(bar, "o...o...o...o...");
        tap.bar(bar, "....o.......o...");
        if (random.chance(0.5f)) {
          tap.hit(bar * Grid.BAR + random.between(0, 7) * 0.5, 0.6);
        }
        if (section.lastBar(bar)) {
          tap.bar(bar, "........x.x.x.xx");
        }
      }
    }
  }
}
