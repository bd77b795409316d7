package io.atelier.media.codec;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of a video of any usual kind, one after the other, in a process of its own that is
 * killed when the decoder is closed. They stand upright, as the file says.
 *
 * <p>Used by one thread; holds one picture.
 */
public final class VideoDecoder implements AutoCloseable {
  private static final int HEADER = 2 * Integer.BYTES + 2 * Double.BYTES;
  private static final int CHANNELS = 3;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final CodecProcess codec;
  private final int width;
  private final int height;
  private final double rate;
  private final double seconds;
  private double time;

  private VideoDecoder(CodecProcess codec, ByteBuffer header) {
    this.codec = codec;
    width = header.getInt();
    height = header.getInt();
    rate = header.getDouble();
    seconds = header.getDouble();
  }

  /**
   * How much of a video is looked at.
   *
   * @param maxPixels of a picture; a video of larger ones is refused before any is decoded
   * @param maxWidth what is wider or higher is scaled down, in proportion
   * @param maxFrames where it ends at the latest
   * @param deadline when it is given up
   */
  public record Limits(
      long maxPixels, int maxWidth, int maxHeight, int maxFrames, Duration deadline) {
    public Limits {
      if (maxPixels < 1 || maxWidth < 1 || maxHeight < 1 || maxFrames < 1) {
        throw new IllegalArgumentException("limits below 1");
      }
    }

    private boolean admit(int width, int height) {
      return width > 0 && height > 0 && width <= maxWidth && height <= maxHeight;
    }

    /** Up to 8K (7680 x 4320 pixels) scaled down to fit, within a minute. */
    public static Limits of(int maxSide, int maxFrames) {
      return new Limits(1L << 25, maxSide, maxSide, maxFrames, DEADLINE);
    }

    /** One picture, which refers to no others, so that it may have twice as many pixels. */
    public static Limits ofPicture(int maxWidth, int maxHeight) {
      return new Limits(1L << 26, maxWidth, maxHeight, 1, DEADLINE);
    }
  }

  /**
   * Begins to decode.
   *
   * @throws CodecException if there is no video, it is broken or larger than the limits
   * @throws java.io.InterruptedIOException if the thread is interrupted, here and in {@link #next};
   *     its interrupt status stays set
   */
  public static VideoDecoder open(Path video, Limits limits) throws IOException {
    CodecProcess codec =
        CodecProcess.start(
            limits.deadline,
            List.of(
                "decode-video",
                CodecProcess.file("from", video),
                "max-pixels=" + limits.maxPixels,
                "max-width=" + limits.maxWidth,
                "max-height=" + limits.maxHeight,
                "max-frames=" + limits.maxFrames));
    try {
      byte[] header = new byte[HEADER];
      fill(codec, header);
      VideoDecoder decoder = new VideoDecoder(codec, ByteBuffer.wrap(header));
      if (!limits.admit(decoder.width, decoder.height)) {
        // A JVM that crashes says so on standard output, too.
        codec.finish();
        throw new EOFException("the codec's answer is none");
      }
      return decoder;
    } catch (IOException | RuntimeException | Error e) {
      codec.close();
      throw e;
    }
  }

  /** Of the pictures given, which may be scaled down. */
  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Pictures a second on average, as the file says; 0 if it does not. */
  public double rate() {
    return rate;
  }

  /** How long it is as the file says; 0 if it does not. */
  public double seconds() {
    return seconds;
  }

  /**
   * The next picture; null after the last.
   *
   * @throws CodecException if it cannot be decoded
   */
  public @Nullable BufferedImage next() throws IOException {
    byte[] timeBytes = new byte[Double.BYTES];
    if (codec.read(timeBytes) == 0) {
      codec.finish();
      return null;
    }
    time = ByteBuffer.wrap(timeBytes).getDouble();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    fill(codec, pixels);
    for (int i = 0; i < pixels.length; i += CHANNELS) {
      byte red = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = red;
    }
    return image;
  }

  /** When the last picture given is shown, in seconds from the beginning; negative if unknown. */
  public double time() {
    return time;
  }

  /** The first picture: what a player shows before it plays. */
  public static BufferedImage poster(Path video, int maxSide) throws IOException {
    return first(video, Limits.of(maxSide, 1));
  }

  /** The first picture, within other limits. */
  public static BufferedImage first(Path video, Limits limits) throws IOException {
    try (VideoDecoder decoder = open(video, limits)) {
      BufferedImage first = decoder.next();
      if (first == null) {
        throw new EOFException("no picture in " + video);
      }
      return first;
    }
  }

  private static void fill(CodecProcess codec, byte[] bytes) throws IOException {
    if (codec.read(bytes) < bytes.length) {
      codec.finish();
      throw new EOFException("the codec's answer is too short");
    }
  }

  @Override
  public void close() throws IOException {
    codec.close();
  }
}
