package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.WavTrim;
import io.atelier.media.codec.AudioDecoder;
import io.atelier.media.codec.AudioEncoder;
import io.atelier.media.codec.VideoEncoder.Sound;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Cuts sounds to the length asked for, with a fade (FR-009, FR-010), and encodes anew what browsers
 * would not play; what is too short stays so.
 */
record SoundFit(Bench bench) {
  /** Some encoders pad. */
  static final double TOLERATED_SECONDS = 0.15;

  private static final double LONGEST_FADE = 1.5;

  Fitted fit(InspectedFile file, BigDecimal seconds) throws IOException {
    double asked = seconds.doubleValue();
    OptionalDouble lasts = new Facts(file).seconds();
    if (lasts.isEmpty()) {
      return Fitted.asItIs(file, Flag.DURATION_DIFFERS);
    }
    boolean tooLong = lasts.getAsDouble() - asked > TOLERATED_SECONDS;
    Fitted fitted = Fitted.asItIs(file);
    if (!new Facts(file).isPlayed("codec")) {
      double kept = tooLong ? asked : lasts.getAsDouble();
      fitted = Fitted.asItIs(encoded(file, kept, tooLong ? fade(asked) : 0), Flag.REENCODED);
    } else if (tooLong) {
      fitted = Fitted.asItIs(trimmed(file, asked));
    }
    if (tooLong) {
      return fitted.flagged(Flag.TRIMMED);
    }
    return asked - lasts.getAsDouble() > TOLERATED_SECONDS
        ? fitted.flagged(Flag.DURATION_DIFFERS)
        : fitted;
  }

  private InspectedFile trimmed(InspectedFile file, double seconds) throws IOException {
    return file.format() == FileFormat.WAV
        ? bench.written(out -> WavTrim.write(file.path(), seconds, fade(seconds), out))
        : encoded(file, seconds, fade(seconds));
  }

  private static double fade(double seconds) {
    return Math.min(LONGEST_FADE, seconds / 5);
  }

  private InspectedFile encoded(InspectedFile file, double seconds, double fade)
      throws IOException {
    Sound sound = AudioDecoder.decode(file.path(), seconds);
    int frames = (int) Math.min(sound.left().length, Math.round(seconds * rate()));
    float[] left = faded(sound.left(), frames, fade);
    float[] right = faded(sound.right(), frames, fade);
    return bench.made(path -> AudioEncoder.encode(left, right, AudioEncoder.Format.M4A, path));
  }

  private static float[] faded(float[] channel, int frames, double fade) {
    float[] kept = Arrays.copyOf(channel, frames);
    int falling = (int) Math.min(frames, Math.round(fade * rate()));
    for (int i = 0; i < falling; i++) {
      double left = (falling - 1 - i) / (double) falling;
      kept[frames - falling + i] *= (float) Math.sin(left * Math.PI / 2);
    }
    return kept;
  }

  private static int rate() {
    return AudioEncoder.SAMPLE_RATE;
  }
}
