package io.atelier.provider.procedural.texture;

import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * Writes pictures as PNG of 8 bits a channel (ISO/IEC 15948), their rows packed in bands by two
 * threads, where the JDK's writer has one and packs worse.
 */
public final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte TRUE_COLOUR = 2;
  private static final int BAND = 64;

  /** Deflate with a window of 32 KiB, packed fast (RFC 1950, section 2.2). */
  private static final byte[] ZLIB_HEADER = {0x78, 0x01};

  private Png() {}

  /**
   * Replaces what is at the path.
   *
   * @param image opaque; an alpha channel is left out
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(BufferedImage image, Path png) throws IOException {
    try (OutputStream out = Files.newOutputStream(png)) {
      write(image, out);
    }
  }

  /** The same, into a stream that stays open. */
  public static void write(BufferedImage image, OutputStream stream) throws IOException {
    int bands = (image.getHeight() + BAND - 1) / BAND;
    PackedRows[] packed = new PackedRows[bands];
    Bands.inPairs(
        bands,
        band -> {
          int to = Math.min(image.getHeight(), (band + 1) * BAND);
          packed[band] = PackedRows.of(image, band * BAND, to, band == bands - 1);
        });
    DataOutputStream out = new DataOutputStream(stream);
    out.write(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(image.getWidth()).putInt(image.getHeight()).put((byte) 8).put(TRUE_COLOUR);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", ZLIB_HEADER);
    int adler = 1;
    for (PackedRows rows : packed) {
      chunk(out, "IDAT", rows.bytes());
      adler = rows.adlerAfter(adler);
    }
    chunk(out, "IDAT", ByteBuffer.allocate(4).putInt(adler).array());
    chunk(out, "IEND", new byte[0]);
    out.flush();
  }

  private static void chunk(DataOutputStream out, String type, byte[] bytes) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(bytes);
    out.writeInt(bytes.length);
    out.write(name);
    out.write(bytes);
    out.writeInt((int) crc.getValue());
  }
}
