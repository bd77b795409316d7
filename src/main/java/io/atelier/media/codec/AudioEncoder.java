package io.atelier.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Encodes stereo sound at 44.1 kHz. The same sound gives the same bytes.
 *
 * <p>Stateless and thread-safe; a call lasts about 0.6 s and 0.01 s for each second of sound, and
 * holds little more than the sound.
 */
public final class AudioEncoder {
  public static final int SAMPLE_RATE = 44_100;

  private static final int LEAD_IN = 4096;
  private static final int CHUNK = 1 << 16;
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private AudioEncoder() {}

  /** What it can be encoded to. */
  public enum Format {
    /**
     * AAC-LC in M4A, 192 kbit/s; every browser plays it. The file says how much the codec put
     * before and after the sound, so that what is played is as long as what was given, to the
     * sample, and loops.
     */
    M4A("ipod", "aac", 192_000),
    /** 192 kbit/s; longer than the sound, by up to 0.07 s, in players that ignore its header. */
    MP3("mp3", "libmp3lame", 192_000),
    /** 16 bits, lossless. */
    FLAC("flac", "flac", 0);

    private final String muxer;
    private final String codec;
    private final int bitRate;

    Format(String muxer, String codec, int bitRate) {
      this.muxer = muxer;
      this.codec = codec;
      this.bitRate = bitRate;
    }
  }

  /**
   * Writes the file, replacing what is at the path.
   *
   * @param left samples in -1 to 1, as many as right has
   * @throws CodecException if it cannot be encoded
   * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt status stays
   *     set
   */
  public static void encode(float[] left, float[] right, Format format, Path file)
      throws IOException {
    encode(left, right, format, 0, file);
  }

  /**
   * Writes a loop, as {@link #encode} does a sound that begins in silence.
   *
   * <p>AAC puts what it gets wrong about a beginning, which would be heard as a knock each time it
   * comes round, into the loop's end played once before it; the file says that this is not played.
   */
  public static void encodeLoop(float[] left, float[] right, Format format, Path file)
      throws IOException {
    int before = format == Format.M4A ? Math.min(LEAD_IN, left.length) : 0;
    encode(left, right, format, before, file);
  }

  private static void encode(float[] left, float[] right, Format format, int before, Path file)
      throws IOException {
    if (left.length != right.length || left.length == 0) {
      throw new IllegalArgumentException(left.length + " samples left, " + right.length + " right");
    }
    List<String> task =
        List.of(
            "encode-audio",
            "format=" + format.muxer,
            "codec=" + format.codec,
            "bit-rate=" + format.bitRate,
            "samples=" + left.length,
            "lead-in=" + before,
            CodecProcess.file("to", file));
    try (CodecProcess codec = CodecProcess.start(DEADLINE, task)) {
      send(
          Arrays.copyOfRange(left, left.length - before, left.length),
          Arrays.copyOfRange(right, right.length - before, right.length),
          codec);
      send(left, right, codec);
      codec.finish();
    }
  }

  /** Interleaved, as the codec's process reads it. */
  static void send(float[] left, float[] right, CodecProcess codec) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < left.length; i++) {
      buffer.putFloat(left[i]).putFloat(right[i]);
      if (!buffer.hasRemaining() || i == left.length - 1) {
        codec.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
  }
}
