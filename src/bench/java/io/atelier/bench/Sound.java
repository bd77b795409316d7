package io.atelier.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.UUID;

/** WAV files of half a second and 1,044 bytes. */
final class Sound {
  private static final int RATE = 2_000;
  private static final int SAMPLES = RATE / 2;

  private Sound() {}

  /** The one of that key, a UUID. */
  static byte[] of(String key) {
    UUID id = UUID.fromString(key);
    byte[] noise = new byte[SAMPLES];
    new SplittableRandom(id.getMostSignificantBits() * 31 + id.getLeastSignificantBits())
        .nextBytes(noise);
    ByteBuffer file = ByteBuffer.allocate(44 + SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(36 + SAMPLES).put(ascii("WAVE"));
    file.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    file.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) 8);
    file.put(ascii("data")).putInt(SAMPLES).put(noise);
    return file.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
