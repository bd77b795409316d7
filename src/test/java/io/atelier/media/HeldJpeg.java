package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A JPEG as a camera writes it that was held in some way: with an Exif header that says how. */
public final class HeldJpeg {
  private static final int HEADER_BYTES = 36;

  private HeldJpeg() {}

  /** Writes the picture as it is stored, with that orientation. */
  public static Path write(Path file, BufferedImage stored, int orientation) throws IOException {
    return Files.write(file, bytes(stored, orientation, ByteOrder.BIG_ENDIAN));
  }

  static byte[] bytes(BufferedImage stored, int orientation, ByteOrder order) throws IOException {
    ByteArrayOutputStream plain = new ByteArrayOutputStream();
    ImageIO.write(stored, "jpeg", plain);
    ByteBuffer held = ByteBuffer.allocate(plain.size() + HEADER_BYTES);
    held.putShort((short) 0xffd8).putShort((short) 0xffe1).putShort((short) (HEADER_BYTES - 2));
    held.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    held.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949)).order(order);
    held.putShort((short) 42).putInt(8).putShort((short) 1);
    held.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    held.putShort((short) orientation).putShort((short) 0).putInt(0);
    return held.put(plain.toByteArray(), 2, plain.size() - 2).array();
  }
}
