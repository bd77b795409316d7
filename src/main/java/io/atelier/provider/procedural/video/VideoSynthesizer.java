package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Films a scene from a prompt: its words choose what there is to see, its colours and its mood, its
 * hash the rest. With a reference picture the camera moves over that.
 *
 * <p>The same input gives the same bytes on every machine of one kind. Stateless and thread-safe; a
 * call uses two threads and a process of the codec, and holds up to 0.4 GB at 1080p.
 */
public final class VideoSynthesizer {
  public static final double MIN_SECONDS = 4;
  public static final double MAX_SECONDS = 15;
  public static final int MIN_SIDE = 240;
  public static final int MAX_SIDE = 1920;

  private static final int SMOOTH = 30;
  private static final int FILM = 24;
  private static final int MANY_PIXELS = 1280 * 720;

  private VideoSynthesizer() {}

  /**
   * Writes an MP4, H.264 without sound, replacing what is at the path.
   *
   * @param prompt may be empty
   * @param seconds 4 to 15; to the nearest frame, of which there are 30 a second, above 720p 24
   * @param width even, 240 to 1920; so is the height
   * @param loop whether the last frame is to lead to the first; without, the camera does not come
   *     back
   * @param reference a PNG, JPEG or WebP to show
   * @throws IllegalArgumentException if a number is out of range
   * @throws io.atelier.media.codec.CodecException if the reference cannot be read
   * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt status stays
   *     set
   */
  public static void write(
      String prompt,
      double seconds,
      int width,
      int height,
      boolean loop,
      @Nullable Path reference,
      Path mp4)
      throws IOException {
    Film film = film(prompt, seconds, width, height, loop, reference);
    Projector.show(loop ? QuietCut.of(film) : film, mp4);
  }

  static Film film(
      String prompt, double seconds, int width, int height, boolean loop, @Nullable Path reference)
      throws IOException {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException("video of " + seconds + " s is not in 4 to 15 s");
    }
    requireSide(width);
    requireSide(height);
    int rate = width * height > MANY_PIXELS ? FILM : SMOOTH;
    Setting setting = Setting.of(Prompt.of(prompt), width, height, new Beat(seconds, loop));
    List<Layer> layers =
        reference == null
            ? Director.scene(setting)
            : new ArrayList<>(ReferenceShot.layers(setting, reference));
    return new Film(width, height, rate, (int) Math.round(seconds * rate), layers);
  }

  private static void requireSide(int side) {
    if (side < MIN_SIDE || side > MAX_SIDE || side % 2 != 0) {
      throw new IllegalArgumentException(side + " is not an even number in 240 to 1920");
    }
  }
}
