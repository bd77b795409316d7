package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-013, FR-014: photographs are shown as they were held, as browsers show them. */
class OrientationTest {
  private static final int WIDE = 96;
  private static final int HIGH = 64;

  @TempDir Path directory;

  /** Where the first stored pixel is shown, and the last of the first row. */
  @ParameterizedTest
  @CsvSource({
    "1, top left, top right",
    "2, top right, top left",
    "3, bottom right, bottom left",
    "4, bottom left, bottom right",
    "5, top left, bottom left",
    "6, top right, bottom right",
    "7, bottom right, top right",
    "8, bottom left, top left"
  })
  void a_picture_is_decoded_and_measured_upright(int held, String red, String blue)
      throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      Path file = Files.write(directory.resolve("p"), HeldJpeg.bytes(stored(), held, order));
      int width = held > 4 ? HIGH : WIDE;
      int height = held > 4 ? WIDE : HIGH;
      assertThat(MediaProbe.probe(file))
          .isEqualTo(new ProbeResult.Image(FileFormat.JPEG, width, height));
      BufferedImage shown = ImageDecoder.read(file, 1 << 20);
      assertThat(shown.getWidth()).isEqualTo(width);
      assertThat(shown.getHeight()).isEqualTo(height);
      Color first = corner(shown, red);
      assertThat(first.getRed() - first.getBlue()).isGreaterThan(150);
      Color last = corner(shown, blue);
      assertThat(last.getBlue() - last.getRed()).isGreaterThan(150);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 65_535})
  void an_orientation_that_there_is_not_is_none(int held) throws IOException {
    Path file =
        Files.write(
            directory.resolve("p"), HeldJpeg.bytes(stored(), held, ByteOrder.LITTLE_ENDIAN));
    assertThat(Orientation.of(file)).isEqualTo(Orientation.UPRIGHT);
  }

  @Test
  void a_damaged_header_is_none_and_the_picture_stays_one() throws IOException {
    byte[] whole = HeldJpeg.bytes(stored(), 6, ByteOrder.BIG_ENDIAN);
    for (int at = 6; at < 36; at++) {
      for (int value : new int[] {0, 1, 0x7f, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[at] = (byte) value;
        Path file = Files.write(directory.resolve("p"), damaged);
        assertThat(Orientation.of(file).exif()).isBetween(1, 8);
        assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Image.class);
      }
    }
  }

  @Test
  void what_is_no_jpeg_is_upright() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no picture");
    assertThat(Orientation.of(text)).isEqualTo(Orientation.UPRIGHT);
    Path nothing = Files.write(directory.resolve("nothing"), new byte[0]);
    assertThat(Orientation.of(nothing)).isEqualTo(Orientation.UPRIGHT);
  }

  /** Red where it begins, blue at the end of its first row, grey else. */
  private static BufferedImage stored() {
    return Pictures.of(
        WIDE,
        HIGH,
        (x, y) -> y >= 16 ? 0x808080 : x < 16 ? 0xff0000 : x >= WIDE - 16 ? 0x0000ff : 0x808080);
  }

  private static Color corner(BufferedImage image, String where) {
    int x = where.endsWith("left") ? 6 : image.getWidth() - 7;
    int y = where.startsWith("top") ? 6 : image.getHeight() - 7;
    return new Color(image.getRGB(x, y));
  }
}
