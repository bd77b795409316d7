package io.atelier.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Decodes the sound of a file of any usual kind to stereo at 44.1 kHz, in a process of its own. */
public final class AudioDecoder {
  private static final int FRAME = 2 * Float.BYTES;
  private static final int CHUNK = 1 << 16;
  private static final Duration DEADLINE = Duration.ofSeconds(120);

  private AudioDecoder() {}

  /**
   * The file's sound; of a video, what is played with it.
   *
   * @param maxSeconds where it ends at the latest; all is held in memory, 353 kB a second
   * @throws CodecException if there is no sound in it, or it is broken
   * @throws java.io.InterruptedIOException if the thread is interrupted; its interrupt status stays
   *     set
   */
  public static VideoEncoder.Sound decode(Path file, double maxSeconds) throws IOException {
    long most = Math.round(maxSeconds * AudioEncoder.SAMPLE_RATE);
    List<String> task =
        List.of("decode-audio", CodecProcess.file("from", file), "max-samples=" + most);
    try (CodecProcess codec = CodecProcess.start(DEADLINE, task)) {
      float[] left = new float[CHUNK];
      float[] right = new float[CHUNK];
      byte[] bytes = new byte[CHUNK * FRAME];
      int count = 0;
      for (int read = codec.read(bytes); read > 0; read = codec.read(bytes)) {
        FloatBuffer pcm =
            ByteBuffer.wrap(bytes, 0, read).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        if (count + read / FRAME > left.length) {
          left = Arrays.copyOf(left, left.length * 2);
          right = Arrays.copyOf(right, right.length * 2);
        }
        for (; pcm.remaining() >= 2; count++) {
          left[count] = pcm.get();
          right[count] = pcm.get();
        }
      }
      codec.finish();
      return new VideoEncoder.Sound(Arrays.copyOf(left, count), Arrays.copyOf(right, count));
    }
  }
}
