package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.HeldJpeg;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceImageTest {
  @TempDir Path directory;

  @Test
  void it_is_sent_as_it_is_where_its_shape_is_asked_for_and_cut_to_it_else() throws IOException {
    Path file = image(640, 360, "png");
    assertThat(ReferenceImage.of(file, 16, 9).orElseThrow().bytes())
        .isEqualTo(Files.readAllBytes(file));
    assertThat(ReferenceImage.of(file).orElseThrow().mimeType()).isEqualTo("image/png");
    ReferenceImage square = ReferenceImage.of(file, 1, 1).orElseThrow();
    assertThat(square.extension()).isEqualTo("jpg");
    BufferedImage cut = ImageIO.read(new ByteArrayInputStream(square.bytes()));
    assertThat(cut.getWidth()).isEqualTo(360);
    assertThat(cut.getHeight()).isEqualTo(360);
    assertThat(square.dataUri()).startsWith("data:image/jpeg;base64,");
  }

  @Test
  void what_providers_do_not_take_is_made_a_jpeg() throws IOException {
    assertThat(ReferenceImage.of(image(64, 64, "gif")).orElseThrow().mimeType())
        .isEqualTo("image/jpeg");
  }

  @Test
  void a_photograph_that_was_taken_sideways_is_sent_upright() throws IOException {
    BufferedImage stored = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
    Path held = HeldJpeg.write(directory.resolve("held.jpg"), stored, 6);
    BufferedImage whole = sent(ReferenceImage.of(held).orElseThrow());
    assertThat(whole.getWidth()).isEqualTo(360);
    assertThat(whole.getHeight()).isEqualTo(640);
    BufferedImage cut = sent(ReferenceImage.of(held, 4, 3).orElseThrow());
    assertThat(cut.getWidth()).isEqualTo(360);
    assertThat(cut.getHeight()).isEqualTo(270);
  }

  private static BufferedImage sent(ReferenceImage image) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(image.bytes()));
  }

  @Test
  void a_webp_is_made_a_jpeg() throws IOException {
    Path webp = resource("photo.webp");
    assertThat(sent(ReferenceImage.of(webp).orElseThrow()).getWidth()).isEqualTo(16);
    assertThat(sent(ReferenceImage.of(webp, 2, 1).orElseThrow()).getHeight()).isEqualTo(8);
  }

  @Test
  void one_of_more_detail_than_is_taken_is_made_smaller() throws IOException {
    BufferedImage sent = sent(ReferenceImage.of(image(9000, 90, "png")).orElseThrow());
    assertThat(sent.getWidth()).isEqualTo(3000);
    assertThat(sent.getHeight()).isEqualTo(30);
  }

  /** Failures: what is wrong with the tenant's file is not our disk failing. */
  @Test
  void what_cannot_be_decoded_is_none() throws IOException {
    assertThat(ReferenceImage.of(damaged(), 1, 1)).isEmpty();
    Path bomb = directory.resolve("bomb.png");
    ImageIO.write(
        new BufferedImage(8200, 8200, BufferedImage.TYPE_BYTE_BINARY), "png", bomb.toFile());
    assertThat(ReferenceImage.of(bomb)).isEmpty();
  }

  // providers take neither, so both become what they take
  @Test
  void an_avif_is_decoded_for_them() throws IOException {
    BufferedImage sent = sent(ReferenceImage.of(resource("photo.avif")).orElseThrow());
    assertThat(sent.getWidth()).isEqualTo(16);
  }

  @Test
  void four_colours_of_print_are_made_three() throws IOException {
    BufferedImage sent = sent(ReferenceImage.of(cmyk(), 2, 1).orElseThrow());
    assertThat(sent.getHeight()).isEqualTo(32);
    assertThat(sent.getColorModel().getNumComponents()).isEqualTo(3);
  }

  /** A JPEG whose first Huffman table has more codes than there may be. */
  private Path damaged() throws IOException {
    Path file = image(640, 360, "jpg");
    byte[] bytes = Files.readAllBytes(file);
    int table = 0;
    while (bytes[table] != (byte) 0xff || bytes[table + 1] != (byte) 0xc4) {
      table++;
    }
    Arrays.fill(bytes, table + 5, table + 21, (byte) 0xff);
    return Files.write(file, bytes);
  }

  private Path cmyk() throws IOException {
    Path file = directory.resolve("cmyk.jpg");
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(
          new IIOImage(
              Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 64, 64, 4, null), null, null));
    } finally {
      writer.dispose();
    }
    return file;
  }

  private Path resource(String name) throws IOException {
    try (InputStream bytes = ReferenceImageTest.class.getResourceAsStream("/media/" + name)) {
      return Files.write(
          directory.resolve(name), Objects.requireNonNull(bytes, name).readAllBytes());
    }
  }

  @Test
  void what_is_no_image_is_none() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "<html>");
    assertThat(ReferenceImage.of(text)).isEmpty();
  }

  private Path image(int width, int height, String format) throws IOException {
    Path file = directory.resolve("image." + format);
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, file.toFile());
    return file;
  }
}
