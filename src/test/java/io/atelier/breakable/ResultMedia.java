package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.DeflaterOutputStream;

/**
 * A task's result: a valid PNG or WAV of what was asked for, as small as it can be and padded to
 * the wanted size; always the same for a task, and different for any two.
 *
 * @param before everything in front of the padding
 * @param pad how many bytes of it
 * @param after everything behind it; for PNG, a checksum comes first
 */
record ResultMedia(String type, byte[] before, long pad, byte[] after, long seed, boolean checked)
    implements Body {
  private static final int SAMPLE_RATE = 1000;
  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  /**
   * The result of a task.
   *
   * @param media {@code {"format":"png","width":…,"height":…}} or {@code
   *     {"format":"wav","seconds":…}}
   * @param size how many bytes at least
   */
  static ResultMedia of(JsonObject media, String task, long size) {
    byte[] hash = hash(task);
    return switch (media.getString("format")) {
      case "png" -> png(media.getInt("width"), media.getInt("height"), hash, size);
      case "wav" -> wav(media.getJsonNumber("seconds").doubleValue(), hash, size);
      default -> throw new IllegalArgumentException("no such format: " + media);
    };
  }

  /** One bit per pixel: black, with the task's hash in the middle. */
  private static ResultMedia png(int width, int height, byte[] hash, long size) {
    int row = 1 + (width + 7) / 8;
    byte[] pixels = new byte[Math.multiplyExact(row, height)];
    int middle = row * (height / 2);
    System.arraycopy(hash, 0, pixels, middle + 1, Math.min(hash.length, row - 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(PNG_SIGNATURE);
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 1).put((byte) 0).array();
    out.writeBytes(chunk("IHDR", header));
    out.writeBytes(chunk("IDAT", deflated(pixels)));
    byte[] end = chunk("IEND", new byte[0]);
    long pad = Math.max(0, size - out.size() - 12 - end.length);
    out.writeBytes(ByteBuffer.allocate(8).putInt((int) pad).put(ascii("paDd")).array());
    return new ResultMedia("image/png", out.toByteArray(), pad, end, seed(hash), true);
  }

  /** Eight bits of noise, a thousand times a second. */
  private static ResultMedia wav(double seconds, byte[] hash, long size) {
    int frames = (int) Math.round(seconds * SAMPLE_RATE);
    byte[] sound = new byte[frames + (frames & 1)];
    new SplittableRandom(seed(hash)).nextBytes(sound);
    System.arraycopy(hash, 0, sound, 0, Math.min(hash.length, frames));
    long pad = Math.max(0, size - 44 - 8 - sound.length);
    pad += pad & 1;
    ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    head.put(ascii("RIFF")).putInt((int) (36 + 8 + pad + sound.length)).put(ascii("WAVEfmt "));
    head.putInt(16).putShort((short) 1).putShort((short) 1).putInt(SAMPLE_RATE).putInt(SAMPLE_RATE);
    head.putShort((short) 1).putShort((short) 8).put(ascii("JUNK")).putInt((int) pad);
    ByteBuffer after = ByteBuffer.allocate(8 + sound.length).order(ByteOrder.LITTLE_ENDIAN);
    after.put(ascii("data")).putInt(frames).put(sound);
    return new ResultMedia("audio/wav", head.array(), pad, after.array(), seed(hash), false);
  }

  @Override
  public long length() {
    return before.length + pad + (checked ? 4 : 0) + after.length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(before);
    CRC32 crc = new CRC32();
    crc.update(before, before.length - 4, 4);
    CheckedOutputStream padding = new CheckedOutputStream(out, crc);
    SplittableRandom random = new SplittableRandom(seed);
    byte[] block = new byte[8192];
    for (long left = pad; left > 0; left -= block.length) {
      random.nextBytes(block);
      padding.write(block, 0, (int) Math.min(left, block.length));
    }
    if (checked) {
      out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
    out.write(after);
  }

  private static byte[] chunk(String type, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(ascii(type));
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(ascii(type))
        .put(content)
        .putInt((int) crc.getValue())
        .array();
  }

  private static byte[] deflated(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long seed(byte[] hash) {
    return ByteBuffer.wrap(hash).getLong();
  }
}
