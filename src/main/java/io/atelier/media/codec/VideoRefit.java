package io.atelier.media.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Makes a video that somebody else encoded fit for browsers, in a process of its own.
 *
 * <p>All write an MP4 whose index comes first, with the video and the sound that would play by
 * default and nothing else, replacing what is at the path. Stateless and thread-safe.
 *
 * <p>All throw a {@link CodecException} if the video is broken or cannot be written so, and {@link
 * java.io.InterruptedIOException} if the thread is interrupted, whose interrupt status stays set.
 */
public final class VideoRefit {
  private static final Duration COPYING = Duration.ofSeconds(60);

  private VideoRefit() {}

  /**
   * Copies the video as it is encoded.
   *
   * @param maxSeconds where it ends at the latest. A video whose pictures are stored in another
   *     order than they are shown in ends up to a few pictures earlier, whole all the same.
   */
  public static void copy(Path video, double maxSeconds, Path mp4) throws IOException {
    run(
        COPYING,
        List.of(
            "remux",
            CodecProcess.file("from", video),
            CodecProcess.file("to", mp4),
            "max-seconds=" + maxSeconds));
  }

  /**
   * Copies the video as it is encoded and plays every picture of it in another time, faster or
   * slower; sound is left out.
   *
   * @param seconds how long it lasts then
   */
  public static void retime(Path video, double seconds, Path mp4) throws IOException {
    run(
        COPYING,
        List.of(
            "retime",
            CodecProcess.file("from", video),
            CodecProcess.file("to", mp4),
            "seconds=" + seconds));
  }

  /**
   * Encodes the video anew, to H.264 and AAC: for codecs that browsers lack, and lengths that must
   * be met to the picture.
   *
   * @param maxSeconds where it ends at the latest
   * @param maxPixels of a picture; a larger one is refused before it is decoded
   * @param deadline when it is given up; a second of 1080p takes about 2 s
   */
  public static void transcode(
      Path video, double maxSeconds, long maxPixels, Duration deadline, Path mp4)
      throws IOException {
    run(
        deadline,
        List.of(
            "transcode",
            CodecProcess.file("from", video),
            CodecProcess.file("to", mp4),
            "max-seconds=" + maxSeconds,
            "max-pixels=" + maxPixels));
  }

  private static void run(Duration deadline, List<String> task) throws IOException {
    try (CodecProcess codec = CodecProcess.start(deadline, task)) {
      codec.finish();
    }
  }
}
