package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Small files, right and wrong, built for the probe's tests. */
public final class Samples {
  private Samples() {}

  public static byte[] png(int width, int height) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, i * 0x9e3779b1);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  /** A black square, which is a few kilobytes. */
  static byte[] blank(int side) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", out);
    return out.toByteArray();
  }

  /** A PNG of the given chunks; type and content alternate. */
  public static byte[] pngOf(Object... chunks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    for (int i = 0; i < chunks.length; i += 2) {
      byte[] type = ((String) chunks[i]).getBytes(StandardCharsets.US_ASCII);
      byte[] content = (byte[]) chunks[i + 1];
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(content);
      out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
      out.writeBytes(type);
      out.writeBytes(content);
      out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
    return out.toByteArray();
  }

  /** The same, with a text behind its header that unfolds to so many zeros (zTXt). */
  public static byte[] withText(byte[] png, int zeros) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(ascii("Comment\0\0"));
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(text)) {
      byte[] block = new byte[1 << 20];
      for (int written = 0; written < zeros; written += block.length) {
        deflater.write(block);
      }
    }
    byte[] chunk = pngOf("zTXt", text.toByteArray());
    int header = 8 + 25;
    return ByteBuffer.allocate(png.length + chunk.length - 8)
        .put(png, 0, header)
        .put(chunk, 8, chunk.length - 8)
        .put(png, header, png.length - header)
        .array();
  }

  public static byte[] ihdr(int width, int height, int depth, int colourType) {
    return ByteBuffer.allocate(13)
        .putInt(width)
        .putInt(height)
        .put((byte) depth)
        .put((byte) colourType)
        .array();
  }

  /** 16-bit stereo at 8 kHz, with a LIST chunk of odd length before the data. */
  static byte[] wav(int frames) {
    ByteBuffer wav = ByteBuffer.allocate(56 + frames * 4).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(wav.capacity() - 8).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
    wav.putInt(8000).putInt(32000).putShort((short) 4).putShort((short) 16);
    wav.put(ascii("LIST")).putInt(3).put(new byte[4]);
    wav.put(ascii("data")).putInt(frames * 4);
    return wav.array();
  }

  /** A RIFF file of a form and first chunk of our choice. */
  static byte[] riff(String formAndChunk, int bytes) {
    ByteBuffer riff = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return riff.put(ascii("RIFF")).putInt(bytes - 8).put(ascii(formAndChunk)).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
