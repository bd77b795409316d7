package io.atelier.media.codec;

import io.atelier.media.codec.VideoEncoder.Sound;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Small videos: made here, and by other encoders. */
final class Clips {
  static final int WIDTH = 160;
  static final int HEIGHT = 96;
  static final int RATE = 24;

  private Clips() {}

  /** A bright square that crosses a dark blue picture. */
  static void encode(Path mp4, int frames, @Nullable Sound sound) throws IOException {
    try (VideoEncoder encoder = VideoEncoder.open(mp4, WIDTH, HEIGHT, RATE, frames, sound)) {
      byte[] yuv = new byte[Yuv420.bytes(WIDTH, HEIGHT)];
      for (int i = 0; i < frames; i++) {
        Yuv420.convert(picture(i), WIDTH, HEIGHT, yuv, 0, HEIGHT);
        encoder.write(yuv);
      }
      encoder.finish();
    }
  }

  /**
   * Has a film be shown turned: puts a display matrix into the header of its only track (ISO/IEC
   * 14496-12, section 8.3.2).
   *
   * @param matrix a, b, c and d of the section, 1, 0 or -1 each
   */
  static void turn(Path mp4, int... matrix) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(mp4));
    int header = new String(file.array(), StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4;
    int at = header + (file.get(header) == 1 ? 52 : 40);
    for (int i = 0; i < matrix.length; i++) {
      file.putInt(at + 4 * (i / 2 * 3 + i % 2), matrix[i] * 0x10000);
    }
    Files.write(mp4, file.array());
  }

  static int[] picture(int frame) {
    int[] rgb = new int[WIDTH * HEIGHT];
    int left = frame * 2 % (WIDTH - 32);
    for (int i = 0; i < rgb.length; i++) {
      int x = i % WIDTH;
      int y = i / WIDTH;
      rgb[i] = x >= left && x < left + 32 && y >= 32 && y < 64 ? 0xf0c020 : 0x102060;
    }
    return rgb;
  }

  /** A file of the test resources, as bytes. */
  static byte[] sample(String name) {
    try (InputStream in = Clips.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path sample(String name, Path directory) throws IOException {
    return Files.write(directory.resolve(name), sample(name));
  }
}
