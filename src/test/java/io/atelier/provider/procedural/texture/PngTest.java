package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written is read again by the JDK's reader, which checks every sum, and by the probe. */
class PngTest {
  @TempDir Path directory;

  static Stream<Arguments> pictures() {
    Random random = new Random(3);
    return Stream.of(
        Arguments.of("one pixel", 1, 1, (IntBinaryOperator) (x, y) -> 0x123456),
        Arguments.of("one row", 300, 1, (IntBinaryOperator) (x, y) -> x * 7),
        Arguments.of("one column", 1, 300, (IntBinaryOperator) (x, y) -> y * 7),
        Arguments.of("a whole band", 40, 64, (IntBinaryOperator) (x, y) -> x * y),
        Arguments.of("a band and a row", 40, 65, (IntBinaryOperator) (x, y) -> x << 16 | y),
        Arguments.of("black", 256, 256, (IntBinaryOperator) (x, y) -> 0),
        Arguments.of("steps", 200, 200, (IntBinaryOperator) (x, y) -> x / 20 * 0x0f0f0f),
        Arguments.of("noise", 333, 222, (IntBinaryOperator) (x, y) -> random.nextInt(1 << 24)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pictures")
  void every_pixel_comes_back(String name, int width, int height, IntBinaryOperator colour)
      throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_INT_RGB}) {
      BufferedImage image = new BufferedImage(width, height, type);
      for (int i = 0; i < width * height; i++) {
        image.setRGB(i % width, i / width, colour.applyAsInt(i % width, i / width));
      }
      Path png = directory.resolve("image.png");
      Png.write(image, png);
      assertThat(MediaProbe.probe(png))
          .isEqualTo(new ProbeResult.Image(FileFormat.PNG, width, height));
      BufferedImage read = ImageIO.read(png.toFile());
      assertThat(read.getRGB(0, 0, width, height, null, 0, width))
          .isEqualTo(image.getRGB(0, 0, width, height, null, 0, width));
    }
  }
}
