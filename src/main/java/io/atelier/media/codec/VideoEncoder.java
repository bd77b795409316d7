package io.atelier.media.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes pictures, and sound if there is any, to an MP4 that every browser plays while it loads:
 * H.264 High, 4:2:0, BT.709, a key frame every two seconds, the index first.
 *
 * <p>The same pictures give the same bytes. It runs in a process of its own that takes each picture
 * while the caller makes the next; it is killed if the encoder is closed before it has finished.
 * Used by one thread.
 */
public final class VideoEncoder implements AutoCloseable {
  public static final int MAX_SIDE = 4096;

  private static final Duration BASE = Duration.ofSeconds(60);
  private static final Duration PER_MEGAPIXEL = Duration.ofMillis(250);

  private final CodecProcess codec;
  private final int frameBytes;
  private int left;

  private VideoEncoder(CodecProcess codec, int frameBytes, int frames) {
    this.codec = codec;
    this.frameBytes = frameBytes;
    this.left = frames;
  }

  /** What is played with the pictures: samples at 44.1 kHz, as many left as right. */
  public record Sound(float[] left, float[] right) {
    public Sound {
      if (left.length != right.length) {
        throw new IllegalArgumentException(left.length + " and " + right.length + " samples");
      }
    }
  }

  /**
   * Begins the file, replacing what is at the path.
   *
   * @param width even, 16 to 4096; so is the height
   * @param rate pictures a second, 1 to 120
   * @param frames how many will be written
   * @throws java.io.InterruptedIOException if the thread is interrupted, here and in all else; its
   *     interrupt status stays set
   */
  public static VideoEncoder open(
      Path mp4, int width, int height, int rate, int frames, @Nullable Sound sound)
      throws IOException {
    requireSide(width);
    requireSide(height);
    if (rate < 1 || rate > 120 || frames < 1) {
      throw new IllegalArgumentException(frames + " frames at " + rate + " a second");
    }
    List<String> task =
        List.of(
            "encode-video",
            "width=" + width,
            "height=" + height,
            "rate=" + rate,
            "frames=" + frames,
            "samples=" + (sound == null ? 0 : sound.left.length),
            CodecProcess.file("to", mp4));
    long megapixels = (long) width * height * frames / 1_000_000;
    CodecProcess codec =
        CodecProcess.start(BASE.plus(PER_MEGAPIXEL.multipliedBy(megapixels)), task);
    try {
      if (sound != null) {
        AudioEncoder.send(sound.left, sound.right, codec);
      }
    } catch (IOException | RuntimeException | Error e) {
      codec.close();
      throw e;
    }
    return new VideoEncoder(codec, Yuv420.bytes(width, height), frames);
  }

  /** Writes the next picture; the array may be used again when this returns. */
  public void write(byte[] yuv420) throws IOException {
    if (yuv420.length != frameBytes) {
      throw new IllegalArgumentException(yuv420.length + " bytes instead of " + frameBytes);
    }
    if (left == 0) {
      throw new IllegalStateException("all frames are written");
    }
    codec.write(yuv420, 0, frameBytes);
    left--;
  }

  /**
   * Completes the file, when all pictures are written.
   *
   * @throws CodecException if it could not be encoded; there is no file then
   */
  public void finish() throws IOException {
    if (left > 0) {
      throw new IllegalStateException(left + " frames are missing");
    }
    codec.finish();
  }

  @Override
  public void close() throws IOException {
    codec.close();
  }

  private static void requireSide(int side) {
    if (side < 16 || side > MAX_SIDE || side % 2 != 0) {
      throw new IllegalArgumentException(side + " is not an even number in 16 to " + MAX_SIDE);
    }
  }
}
