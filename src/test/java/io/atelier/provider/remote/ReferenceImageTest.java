package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.HeldJpeg;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
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
