package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Plays a sound effect from an interaction and a prompt: the interaction is the tune, the words the
 * timbre, the seed the rest.
 *
 * <p>The same input gives the same bytes on every machine. Stateless and thread-safe.
 */
public final class SoundSynthesizer {
  public static final double MIN_SECONDS = 0.5;
  public static final double MAX_SECONDS = 5;

  private SoundSynthesizer() {}

  /**
   * Writes a WAV file (16-bit PCM, stereo, 44.1 kHz), replacing what is at the path.
   *
   * @param prompt may be empty
   * @param interaction one of click, spin, flip, scratch, match, win, lose, countdown, reveal,
   *     confetti; null to have it chosen by the prompt
   * @param seconds 0.5 to 5; the file has round(seconds × 44100) frames exactly
   * @throws IllegalArgumentException if the interaction is unknown or the length out of range
   */
  public static void write(String prompt, @Nullable String interaction, double seconds, Path wav)
      throws IOException {
    Wav.write(render(prompt, interaction, seconds), wav);
  }

  public static Track render(String prompt, @Nullable String interaction, double seconds) {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException("sound of " + seconds + " s is not in 0.5 to 5 s");
    }
    Prompt asked = Prompt.of(prompt);
    Timbre timbre = Timbre.of(asked);
    Track track = new Track(Track.frames(seconds));
    Cue.of(interaction, asked).play(track, timbre, asked.random("sound"));
    timbre.finish(track);
    track.master();
    return track;
  }
}
