package io.atelier;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Small sounds to bring: a real WAV each, another for each seed. */
public final class Tone {
  private static final int FRAMES = 4_000;

  private Tone() {}

  /** Half a second of mono at 8 kHz. */
  public static byte[] wav(long seed) {
    Random noise = new Random(seed);
    ByteBuffer wav = ByteBuffer.allocate(44 + FRAMES * 2).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(8000).putInt(16000).putShort((short) 2).putShort((short) 16);
    wav.put(ascii("data")).putInt(FRAMES * 2);
    for (int i = 0; i < FRAMES; i++) {
      wav.putShort((short) noise.nextInt());
    }
    return wav.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
