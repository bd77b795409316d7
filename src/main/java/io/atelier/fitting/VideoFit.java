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
 * Has browsers play a film at once (H.264, its index first), brings it to its length, and measures
 * how it loops (FR-007, FR-008): what is too long is cut, and a loop shown faster. Films are asked
 * for without sound: it is kept where there is any.
 */
record VideoFit(Bench bench) {
  private static final long MOST_PIXELS = 3840L * 2160;

  /** A film of whole seconds, and a picture more, where 4 s and a little were asked for. */
  private static final double FASTEST = 1.3;

  private static final Duration LONGEST = Duration.ofMinutes(3);

  Fitted fit(InspectedFile file, Video asked) throws IOException {
    double seconds = asked.durationSeconds().doubleValue();
    Facts facts = new Facts(file);
    Fitted fitted = lasting(file, facts, asked);
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

  private Fitted lasting(InspectedFile file, Facts facts, Video asked) throws IOException {
    double seconds = asked.durationSeconds().doubleValue();
    double lasts = facts.seconds().orElse(0);
    if (lasts - seconds <= SoundFit.TOLERATED_SECONDS) {
      return playable(file, facts, seconds + SoundFit.TOLERATED_SECONDS, false);
    }
    if (asked.loop() && loops(file)) {
      double end = lasts + SoundFit.TOLERATED_SECONDS;
      return faster(playable(file, facts, end, false), seconds, lasts);
    }
    Fitted shorter = playable(file, facts, seconds, true);
    return shorter.flagged(shorter.file().equals(file) ? Flag.DURATION_DIFFERS : Flag.TRIMMED);
  }

  private Fitted playable(InspectedFile file, Facts facts, double end, boolean cut)
      throws IOException {
    boolean heard = !facts.is("has_audio") || facts.isPlayed("audio_codec");
    if (!heard || !facts.isPlayed("codec")) {
      return Fitted.asItIs(
          bench.made(path -> VideoRefit.transcode(file.path(), end, MOST_PIXELS, LONGEST, path)),
          Flag.REENCODED);
    }
    return file.format() == FileFormat.MP4 && (cut || !facts.is("faststart"))
        ? Fitted.asItIs(bench.made(path -> VideoRefit.copy(file.path(), end, path)))
        : Fitted.asItIs(file);
  }

  // Without its end it would not lead to its beginning any more.
  private Fitted faster(Fitted whole, double seconds, double lasts) throws IOException {
    InspectedFile film = whole.file();
    if (film.format() != FileFormat.MP4
        || new Facts(film).is("has_audio")
        || lasts > seconds * FASTEST) {
      return whole.flagged(Flag.DURATION_DIFFERS);
    }
    return whole.with(
        bench.made(path -> VideoRefit.retime(film.path(), seconds, path)), Flag.RETIMED);
  }

  private static boolean loops(InspectedFile file) throws IOException {
    return Measure.LOOP.of(file.path(), file.format()) instanceof Measured.Looping looping
        && looping.loop().seamless();
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
