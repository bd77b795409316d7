package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Track;
import java.util.HashMap;
import java.util.Map;

/**
 * One who plays an instrument into the desk.
 *
 * <p>Every sound is brought to the same loudness first, so that gains compare. Keeps what it has
 * played: let it go when its part is done.
 */
final class Player {
  private static final int WINDOW = 2048;
  private static final float LOUDNESS = 0.25f;

  private final Desk desk;
  private final Instrument instrument;
  private final Place place;
  private final SplitMix64 random = new SplitMix64(1);
  private final Map<Sound, float[]> made = new HashMap<>();
  private double late;
  private double echoBeats;
  private double echoGain;

  private record Sound(int pitch, int frames, int take) {}

  Player(Desk desk, Instrument instrument, Place place) {
    this.desk = desk;
    this.instrument = instrument;
    this.place = place;
  }

  /** Plays up to so many seconds beside the beat, as people do. */
  Player loose(double seconds) {
    late = seconds;
    return this;
  }

  /** Is answered by echoes from side to side, each so much fainter. */
  Player echoing(double beats, double gain) {
    echoBeats = beats;
    echoGain = gain;
    return this;
  }

  void play(Tone tone) {
    int frame = desk.grid().frameAt(tone.beat());
    frame += Track.frames(late * random.between(-0.3f, 1f));
    int frames = Track.frames(desk.grid().seconds(tone.beats()));
    double gain = place.gain() * tone.velocity();
    if (place.width() == 0) {
      sound(tone.pitch(), frames, 0, frame, gain, place.pan());
      return;
    }
    double apart = 0.71 * gain;
    sound(tone.pitch(), frames, 0, frame, apart, Math.max(-1, place.pan() - place.width()));
    sound(tone.pitch(), frames, 1, frame, apart, Math.min(1, place.pan() + place.width()));
  }

  void play(Iterable<Tone> tones) {
    tones.forEach(this::play);
  }

  void chord(double beat, double beats, int[] pitches, double velocity) {
    for (int pitch : pitches) {
      play(new Tone(beat, beats, pitch, velocity));
    }
  }

  /** Plays pitches in a rhythm of one bar, as far as the harmony reaches. */
  void rhythm(Song.Harmony harmony, Pattern pattern, double velocity, int... pitches) {
    double bar = harmony.beat() - harmony.beat() % Grid.BAR;
    for (Pattern.Step step : pattern.steps()) {
      double beat = bar + step.beat();
      double left = harmony.end() - beat;
      if (beat >= harmony.beat() && left > 0) {
        chord(beat, Math.min(left, step.beats()), pitches, velocity * step.velocity());
      }
    }
  }

  private void sound(int pitch, int frames, int take, int frame, double gain, double pan) {
    float[] sound = made.computeIfAbsent(new Sound(pitch, frames, take), this::make);
    desk.mix(sound, frame, gain, pan, place.hall());
    double side = pan == 0 ? 0.5 : -pan;
    int apart = Track.frames(desk.grid().seconds(echoBeats));
    double echo = gain * echoGain;
    for (int i = 1; echoGain > 0 && echo > 0.02; i++) {
      desk.mix(sound, frame + i * apart, echo, i % 2 == 1 ? side : -side, place.hall());
      echo *= echoGain;
    }
  }

  private float[] make(Sound asked) {
    double seconds = (double) asked.frames / Track.SAMPLE_RATE;
    float[] sound = instrument.sound(Tone.hertz(asked.pitch), seconds, asked.take);
    double loudest = 1e-9;
    for (int from = 0; from < sound.length; from += WINDOW) {
      double energy = 0;
      int to = Math.min(sound.length, from + WINDOW);
      for (int i = from; i < to; i++) {
        energy += sound[i] * sound[i];
      }
      loudest = Math.max(loudest, energy / WINDOW);
    }
    float scale = (float) (LOUDNESS / Math.sqrt(loudest));
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= scale;
    }
    return sound;
  }
}
