package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final long ENOUGH = 1 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"photo.webp", "lossless.webp", "progressive.jpg"})
  void real_pictures_are_decoded(String name) throws IOException {
    BufferedImage image = ImageDecoder.read(file(FormatSamples.resource(name)), ENOUGH);
    assertThat(image.getWidth()).isEqualTo(16);
    assertThat(image.getHeight()).isEqualTo(16);
    // a gradient, so not of one colour
    assertThat(image.getRGB(0, 0)).isNotEqualTo(image.getRGB(15, 15));
  }

  @Test
  void grey_stays_as_bright_as_it_is_in_the_file() throws IOException {
    for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
      BufferedImage grey = new BufferedImage(9, 1, type);
      int bits = type == BufferedImage.TYPE_BYTE_GRAY ? 8 : 16;
      grey.getRaster().setSample(4, 0, 0, 100 << bits - 8);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(grey, "png", png);
      BufferedImage read = ImageDecoder.read(file(png.toByteArray()), ENOUGH);
      assertThat(read.getRGB(4, 0) & 0xffffff).isIn(0x646464, 0x636363);
    }
  }

  @Test
  void transparency_is_kept() throws IOException {
    BufferedImage glass = new BufferedImage(3, 3, BufferedImage.TYPE_INT_ARGB);
    glass.setRGB(1, 1, 0x80ff0000);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(glass, "png", png);
    BufferedImage read = ImageDecoder.read(file(png.toByteArray()), ENOUGH);
    assertThat(read.getRGB(1, 1)).isEqualTo(0x80ff0000);
    assertThat(read.getRGB(0, 0)).isZero();
  }

  @Test
  void neither_side_is_longer_than_asked_for() throws IOException {
    Path wide = file(Samples.png(41, 9));
    BufferedImage small = ImageDecoder.readWithin(wide, ENOUGH, 20);
    assertThat(small.getWidth()).isEqualTo(14);
    assertThat(small.getHeight()).isEqualTo(3);
    assertThat(ImageDecoder.readWithin(wide, ENOUGH, 41).getWidth()).isEqualTo(41);
  }

  // 16,384 x 16,384 pixels in a file of 300 kB: a decompression bomb
  @Test
  void a_picture_of_more_pixels_than_allowed_is_refused_before_it_is_decoded() throws IOException {
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(zeros)) {
      byte[] row = new byte[1 + 16_384 / 8];
      for (int y = 0; y < 16_384; y++) {
        deflater.write(row);
      }
    }
    Path bomb =
        file(
            Samples.pngOf(
                "IHDR",
                Samples.ihdr(16_384, 16_384, 1, 0),
                "IDAT",
                zeros.toByteArray(),
                "IEND",
                new byte[0]));
    assertThat(MediaProbe.probe(bomb)).isInstanceOf(ProbeResult.Image.class);
    assertThatThrownBy(() -> ImageDecoder.read(bomb, ENOUGH))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining("over the limit");
  }

  @Test
  void an_avif_is_decoded_whole_and_scaled_down() throws IOException {
    Path avif = file(FormatSamples.resource("photo.avif"));
    ProbeResult.Image found = (ProbeResult.Image) MediaProbe.probe(avif);
    BufferedImage whole = ImageDecoder.read(avif, ENOUGH);
    assertThat(whole.getWidth()).isEqualTo(found.width());
    assertThat(whole.getHeight()).isEqualTo(found.height());
    assertThat(ImageDecoder.readWithin(avif, ENOUGH, 8).getWidth()).isEqualTo(8);
  }

  @Test
  void pixels_that_cannot_be_decoded_are_said_to_be_so() throws IOException {
    Path png =
        file(
            Samples.pngOf(
                "IHDR", Samples.ihdr(9, 9, 8, 2), "IDAT", new byte[20], "IEND", new byte[0]));
    assertThatThrownBy(() -> ImageDecoder.read(png, ENOUGH))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining("cannot be decoded");
    byte[] hollow = FormatSamples.resource("photo.avif");
    int data = new String(hollow, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
    Arrays.fill(hollow, data, hollow.length, (byte) 0);
    Path avif = file(hollow);
    assertThatThrownBy(() -> ImageDecoder.read(avif, ENOUGH))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining("kind that is not decoded here");
    Path sound = file(Samples.wav(50));
    assertThatThrownBy(() -> ImageDecoder.read(sound, ENOUGH))
        .hasMessageContaining("it is no picture");
    Path cut = file(Arrays.copyOf(Samples.png(9, 9), 60));
    assertThatThrownBy(() -> ImageDecoder.read(cut, ENOUGH)).hasMessageContaining("cut short");
  }

  private Path file(byte[] content) throws IOException {
    Path file = directory.resolve("picture");
    Files.deleteIfExists(file);
    return Files.write(file, content);
  }
}
