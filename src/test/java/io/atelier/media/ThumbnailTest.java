package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"2000, 1000, 512, 256", "300, 200, 300, 200", "10, 3000, 2, 512", "1, 1, 1, 1"})
  void the_longer_side_has_512_pixels_at_most(int width, int height, int toWidth, int toHeight)
      throws IOException {
    Path png = directory.resolve("a.png");
    ImageIO.write(Pictures.grey(width, height, (x, y) -> x * 255 / width), "png", png.toFile());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Thumbnail.write(png, out)).isEqualTo(FileFormat.JPEG);
    assertThat(FormatSamples.probe(directory, out.toByteArray()))
        .isEqualTo(new ProbeResult.Image(FileFormat.JPEG, toWidth, toHeight));
  }

  @Test
  void what_is_transparent_stays_so() throws IOException {
    BufferedImage glass = new BufferedImage(900, 900, BufferedImage.TYPE_INT_ARGB);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Thumbnail.write(glass, out)).isEqualTo(FileFormat.PNG);
    Path png = Files.write(directory.resolve("t.png"), out.toByteArray());
    assertThat(ImageDecoder.read(png, 1 << 20).getRGB(100, 100) >>> 24).isZero();
    BufferedImage full = new BufferedImage(9, 9, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 81; i++) {
      full.setRGB(i % 9, i / 9, 0xff336699);
    }
    assertThat(Thumbnail.write(full, new ByteArrayOutputStream())).isEqualTo(FileFormat.JPEG);
  }

  @Test
  void a_webp_has_one_too_and_a_sound_has_none() throws IOException {
    Path webp = Files.write(directory.resolve("w"), FormatSamples.resource("photo.webp"));
    assertThat(Thumbnail.write(webp, new ByteArrayOutputStream())).isEqualTo(FileFormat.JPEG);
    Path wav = Files.write(directory.resolve("s"), Samples.wav(10));
    assertThatThrownBy(() -> Thumbnail.write(wav, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
  }
}
