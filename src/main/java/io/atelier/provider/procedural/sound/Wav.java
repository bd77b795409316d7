package io.atelier.provider.procedural.sound;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The RIFF WAVE file of a track: 16-bit PCM, stereo, 44.1 kHz. */
public final class Wav {
  private static final int HEADER = 44;
  private static final int CHANNELS = 2;
  private static final int FRAME = CHANNELS * 2;
  private static final int FRAMES_AT_ONCE = 8192;

  private Wav() {}

  /** Writes it, replacing what is at the path. */
  public static void write(Track track, Path wav) throws IOException {
    try (OutputStream out = Files.newOutputStream(wav)) {
      out.write(header(track.frames() * FRAME));
      ByteBuffer buffer =
          ByteBuffer.allocate(FRAMES_AT_ONCE * FRAME).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < track.frames(); i++) {
        buffer.putShort(pcm(track.left[i])).putShort(pcm(track.right[i]));
        if (!buffer.hasRemaining() || i == track.frames() - 1) {
          out.write(buffer.array(), 0, buffer.position());
          buffer.clear();
        }
      }
    }
  }

  private static byte[] header(int dataBytes) {
    return ByteBuffer.allocate(HEADER)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(HEADER - 8 + dataBytes)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) CHANNELS)
        .putInt(Track.SAMPLE_RATE)
        .putInt(Track.SAMPLE_RATE * FRAME)
        .putShort((short) FRAME)
        .putShort((short) 16)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(dataBytes)
        .array();
  }

  private static short pcm(float sample) {
    return (short) Math.round(Math.max(-1, Math.min(1, sample)) * 32767);
  }
}
