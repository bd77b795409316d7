package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Waveform;
import java.util.List;

/** Four to the floor, and everything else breathing with the kick. */
final class ElectronicBand implements Band {
  private static final Idiom IDIOM =
      new Idiom(
          118,
          134,
          Swing.STRAIGHT,
          List.of(
              Progression.of(Mode.MAJOR, "Am F C G"),
              Progression.of(Mode.MAJOR, "F G Am C"),
              Progression.of(Mode.MAJOR, "C G Am F"),
              Progression.of(Mode.MAJOR, "F C G Am")),
          List.of(
              Progression.of(Mode.MINOR, "Cm Ab Eb Bb"),
              Progression.of(Mode.MINOR, "Cm Eb Bb Ab"),
              Progression.of(Mode.MINOR, "Fm Ab Cm Bb"),
              Progression.of(Mode.MINOR, "Cm Cm Ab Bb")),
          Pattern.all(
              "x-----x-x---x---x-----x---------",
              "x---x---x-x-x---x---x---x-------",
              "x--x--x-x--x--x-x--x--x-x---x---",
              "x-x-x--x--x-x---x-x-x--x--x-----",
              "xx.xx.x.x.xx.x.xxx.xx.x.x.x-----"));
  private static final List<Pattern> BASSES =
      Pattern.all("..x...x...x...x.", ".xxx.xxx.xxx.xxx", "..xx..xx..xx..xx", "..x.x.x...x.x.xx");
  private static final int[][] ARPEGGIOS = {
    {0, 1, 2, 3, 2, 1, 2, 3}, {0, 2, 1, 3}, {3, 2, 1, 0, 2, 1}, {0, 1, 2}
  };

  @Override
  public Idiom idiom() {
    return IDIOM;
  }

  @Override
  public void play(Song song, Desk desk) {
    SplitMix64 random = song.random("band");
    double energy = song.brief().energy();
    pads(song, desk);
    bass(song, desk, BASSES.get(random.between(0, BASSES.size() - 1)));
    arpeggio(song, desk, ARPEGGIOS[random.between(0, ARPEGGIOS.length - 1)]);
    for (int beat = 0; beat < song.grid().beats(); beat++) {
      desk.duck(beat, 0.8, 0.5 + 0.3 * energy);
    }
    melody(song, desk, random.chance(0.5f) ? Waveform.SQUARE : Waveform.SAW);
    drums(song, desk);
    desk.finish(1.8, 0.35, new Master(0.21, 2));
  }

  private static void pads(Song song, Desk desk) {
    Player pads =
        new Player(desk, Synth.supersaw(song.brief().energy()), new Place(0.2, 0, 0.8, 0.5));
    Voicing voicing = new Voicing(4, 54, 76);
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        double loud = section.theme() == 1 ? 1 : 0.7;
        pads.chord(h.beat(), h.beats(), voicing.next(h.chord()), loud);
      }
    }
  }

  private static void bass(Song song, Desk desk, Pattern pattern) {
    Player saw = new Player(desk, Synth.sawBass(song.brief().energy()), Place.of(0.6));
    Player sub = new Player(desk, Synth.sub(), Place.of(0.5));
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int root = h.chord().rootFrom(33);
        sub.rhythm(h, pattern, 1, root);
        if (section.intensity() > 0.5) {
          saw.rhythm(h, pattern, 1, root + 12);
        }
      }
    }
  }

  private static void arpeggio(Song song, Desk desk, int[] order) {
    double energy = song.brief().energy();
    Player pluck =
        new Player(desk, Synth.pluck(energy), new Place(0.24, 0.25, 0, 0.4)).echoing(0.75, 0.45);
    Voicing voicing = new Voicing(4, 64, 86);
    double step = energy < 0.35 ? 0.5 : 0.25;
    for (Section section : song.sections()) {
      for (Song.Harmony h : song.harmonies(section)) {
        int[] chord = voicing.next(h.chord());
        int note = 0;
        for (double beat = h.beat(); beat < h.end(); beat += step) {
          double accent = beat % 1 == 0 ? 0.8 : note % 3 == 0 ? 1 : 0.65;
          pluck.play(new Tone(beat, step, chord[order[note % order.length]], accent));
          note++;
        }
      }
    }
  }

  private static void melody(Song song, Desk desk, Waveform wave) {
    Player lead =
        new Player(desk, Synth.lead(wave), new Place(0.44, -0.1, 0, 0.5)).echoing(0.75, 0.4);
    int middle = 74 + song.brief().register();
    Melody[] themes = {Melody.of(song, IDIOM, 0), Melody.of(song, IDIOM, 1)};
    for (Section section : song.sections()) {
      if (section.theme() == 1 || section.turn() % 2 == 1) {
        lead.play(themes[section.theme()].over(song, section, middle));
      }
    }
  }

  private static void drums(Song song, Desk desk) {
    Drum kick = new Drum(desk, r -> Drums.kick(50, 0.28, 0.7, r), Place.of(0.95));
    Drum clap = new Drum(desk, Drums::clap, Place.of(0.5).inHall(0.3));
    Drum closed = new Drum(desk, r -> Drums.hat(0.05, r), Place.of(0.24).panned(0.2));
    Drum open = new Drum(desk, r -> Drums.hat(0.2, r), Place.of(0.34).panned(-0.1));
    Drum crash = new Drum(desk, Drums::crash, Place.of(0.28).inHall(0.4));
    Drum snare = new Drum(desk, r -> Drums.snare(200, 0.14, 1, r), Place.of(0.3).inHall(0.3));
    double seconds = song.grid().seconds(Grid.BAR);
    Drum riser = new Drum(desk, r -> Drums.riser(seconds, r), Place.of(0.16).inHall(0.5));
    for (Section section : song.sections()) {
      crash.hit(section.first() * Grid.BAR, section.intensity());
      for (int bar = section.first(); bar < section.end(); bar++) {
        boolean full = section.intensity() > 0.5;
        boolean last = section.lastBar(bar);
        kick.bar(bar, last ? "X...X...X......." : "X...X...X...X...");
        open.bar(bar, "..x...x...x...x.");
        if (full) {
          clap.bar(bar, "....X.......X...");
          closed.bar(bar, song.brief().energy() > 0.4 ? "xoxoxoxoxoxoxoxo" : "x.x.x.x.x.x.x.x.");
        }
        if (last) {
          riser.hit(bar * Grid.BAR, 1);
          snare.bar(bar, "........o.x.xxXX");
        }
      }
    }
  }
}
