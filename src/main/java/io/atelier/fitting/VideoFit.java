package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.FileFormat;
import io.atelier.media.codec.VideoRefit;
import io.atelier.media.measure.Measure;
import io.atelier.media.measure.Measured;
import io.atelier.provider.GenerationRequest.Video;
import java.io.IOException;
import java.time.Duration;

/**
 * Has browsers play a film at once (H.264, its index first), cuts it to its length, and measures
 * how it loops (FR-007, FR-008). Films are asked for without sound: it is kept where there is any.
 */
record VideoFit(Bench bench) {
  private static final long MOST_PIXELS = 3840L * 2160;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  Fitted fit(InspectedFile file, Video asked) throws IOException {
    double seconds = asked.durationSeconds().doubleValue();
    Facts facts = new Facts(file);
    Fitted fitted = playable(file, facts, seconds);
    if (!facts.hasShape(asked.width(), asked.height())) {
      fitted = fitted.flagged(Flag.ASPECT_RATIO_DIFFERS);
    } else if (!facts.hasSize(asked.width(), asked.height())) {
      fitted = fitted.flagged(Flag.RESOLUTION_DIFFERS);
    }
    if (seconds - new Facts(fitted.file()).seconds().orElse(0) > SoundFit.TOLERATED_SECONDS) {
      fitted = fitted.flagged(Flag.DURATION_DIFFERS);
    }
    if (new Facts(fitted.file()).is("has_audio")) {
      fitted = fitted.flagged(Flag.SOUND_UNASKED);
    }
    return looped(fitted, asked.loop());
  }

  private Fitted playable(InspectedFile file, Facts facts, double seconds) throws IOException {
    boolean tooLong = facts.seconds().orElse(0) - seconds > SoundFit.TOLERATED_SECONDS;
    boolean heard = !facts.is("has_audio") || facts.isPlayed("audio_codec");
    if (!heard || !facts.isPlayed("codec")) {
      Fitted anew =
          Fitted.asItIs(
              bench.made(
                  path -> VideoRefit.transcode(file.path(), seconds, MOST_PIXELS, LONGEST, path)),
              Flag.REENCODED);
      return tooLong ? anew.flagged(Flag.TRIMMED) : anew;
    }
    if (file.format() == FileFormat.MP4 && (tooLong || !facts.is("faststart"))) {
      Fitted copied =
          Fitted.asItIs(bench.made(path -> VideoRefit.copy(file.path(), seconds, path)));
      return tooLong ? copied.flagged(Flag.TRIMMED) : copied;
    }
    return tooLong ? Fitted.asItIs(file, Flag.DURATION_DIFFERS) : Fitted.asItIs(file);
  }

  private static Fitted looped(Fitted fitted, boolean asked) throws IOException {
    Measured found = fitted.measure(Measure.LOOP);
    Fitted measured = fitted.measured(found);
    if (!asked) {
      return measured;
    }
    if (!(found instanceof Measured.Looping looping)) {
      return measured.flagged(Flag.PIXELS_UNSEEN);
    }
    return looping.loop().seamless() ? measured : measured.flagged(Flag.LOOP_SEAM_VISIBLE);
  }
}
