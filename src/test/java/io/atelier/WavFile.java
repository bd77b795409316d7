package io.atelier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Valid WAV files of any size, made while they are read; each seed gives another content. */
final class WavFile extends InputStream {
  private static final int HEADER_BYTES = 44;

  private final byte[] noise = new byte[64 * 1024];
  private final byte[] header;
  private final long size;
  private long position;

  private WavFile(long size, long seed) {
    this.size = size;
    new SplittableRandom(seed).nextBytes(noise);
    header = header(size);
  }

  /** A file of that many bytes; a multiple of four, 48 or more. */
  static byte[] of(int size, long seed) {
    try {
      return stream(size, seed).readNBytes(size);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same without ever holding it. */
  static InputStream stream(long size, long seed) {
    return new WavFile(size, seed);
  }

  private static byte[] header(long size) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt((int) (size - 8)).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
    header.putInt(48_000).putInt(192_000).putShort((short) 4).putShort((short) 16);
    header.put(ascii("data")).putInt((int) (size - HEADER_BYTES));
    return header.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == size) {
      return -1;
    }
    byte[] from = position < HEADER_BYTES ? header : noise;
    int at = (int) (position < HEADER_BYTES ? position : (position - HEADER_BYTES) % noise.length);
    int n = (int) Math.min(Math.min(length, from.length - at), size - position);
    System.arraycopy(from, at, buffer, offset, n);
    position += n;
    return n;
  }
}
