package io.atelier.provider.procedural.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.HeldJpeg;
import io.atelier.media.codec.VideoDecoder;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoSynthesizerTest {
  private static final int WIDTH = 426;
  private static final int HEIGHT = 240;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"4, 426, 240, 30", "4.5, 240, 426, 30", "4, 1280, 738, 24"})
  @DisplayName("FR-007: as long, as wide and as high as asked, H.264 that plays while it loads")
  void it_is_what_was_asked_for(double seconds, int width, int height, int rate)
      throws IOException {
    Path file = film("gold coins", seconds, width, height, null);
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
    assertThat(bytes).contains("avcC");
    try (VideoDecoder decoder = VideoDecoder.open(file, VideoDecoder.Limits.of(4096, 1000))) {
      assertThat(decoder.width()).isEqualTo(width);
      assertThat(decoder.height()).isEqualTo(height);
      assertThat(decoder.rate()).isEqualTo(rate);
      assertThat(decoder.seconds()).isCloseTo(seconds, within(0.001));
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  @DisplayName("FR-008: the step from the last picture to the first is none of the larger ones")
  void it_loops(Theme theme) throws IOException {
    Path file = film(theme.name(), 5, WIDTH, HEIGHT, null);
    try (VideoDecoder decoder = VideoDecoder.open(file, VideoDecoder.Limits.of(4096, 1000))) {
      BufferedImage first = decoder.next();
      BufferedImage last = first;
      double largest = 0;
      for (BufferedImage next = decoder.next(); next != null; next = decoder.next()) {
        largest = Math.max(largest, Frames.difference(last, next));
        last = next;
      }
      assertThat(largest).as("something moves").isPositive();
      assertThat(Frames.difference(last, first)).isLessThanOrEqualTo(largest);
    }
  }

  @Test
  @DisplayName("The same request gives the same bytes, another prompt others")
  void the_same_request_gives_the_same_bytes() throws IOException {
    Path one = film("a night in the city", 4, WIDTH, HEIGHT, null);
    Path two = directory.resolve("again");
    VideoSynthesizer.write("a night in the city", 4, WIDTH, HEIGHT, true, null, two);
    assertThat(two).hasSameBinaryContentAs(one);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "webp"})
  @DisplayName("FR-007: with a reference picture the camera moves over it, and comes back")
  void it_shows_the_reference(String format) throws IOException {
    Path reference = directory.resolve("reference");
    if (format.equals("webp")) {
      try (InputStream in =
          VideoDecoder.class.getResourceAsStream("/io/atelier/media/codec/still.webp")) {
        Files.copy(in, reference);
      }
    } else {
      ImageIO.write(Frames.striped(640, 400), format, reference.toFile());
    }
    Film film = VideoSynthesizer.film("warm light", 4, WIDTH, HEIGHT, true, reference);
    BufferedImage expected =
        format.equals("webp") ? VideoDecoder.poster(reference, 64) : Frames.striped(640, 400);
    BufferedImage shown = Frames.paint(film, 0);
    assertThat(Frames.correlation(shown, Frames.middle(expected, WIDTH, HEIGHT)))
        .isGreaterThan(0.6);
    assertThat(Frames.difference(shown, Frames.paint(film, 0.5))).isGreaterThan(20);
    assertThat(Frames.difference(shown, Frames.paint(film, 1))).isLessThan(1);
  }

  @Test
  @DisplayName("FR-007: what can be seen through stands before the prompt's scene")
  void a_logo_stands_before_a_scene() throws IOException {
    BufferedImage logo = new BufferedImage(300, 300, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = logo.createGraphics();
    graphics.setColor(Color.RED);
    graphics.fillOval(75, 75, 150, 150);
    graphics.dispose();
    Path reference = directory.resolve("logo");
    ImageIO.write(logo, "png", reference.toFile());
    Film film = VideoSynthesizer.film("winter night", 4, WIDTH, HEIGHT, true, reference);
    BufferedImage shown = Frames.paint(film, 0);
    Color middle = new Color(shown.getRGB(WIDTH / 2, HEIGHT / 2));
    assertThat(middle.getRed() - middle.getBlue()).isGreaterThan(120);
    Color corner = new Color(shown.getRGB(8, 60));
    assertThat(corner.getBlue()).isGreaterThan(corner.getRed());
  }

  @Test
  void a_photograph_that_was_taken_sideways_is_shown_upright() throws IOException {
    Path held = HeldJpeg.write(directory.resolve("held"), Frames.striped(640, 400), 6);
    BufferedImage upright = ReferencePicture.read(held);
    assertThat(upright.getWidth()).isEqualTo(400);
    assertThat(upright.getHeight()).isEqualTo(640);
  }

  @Test
  void an_avif_is_shown_too() throws IOException {
    Path avif = directory.resolve("avif");
    try (InputStream in = VideoDecoder.class.getResourceAsStream("/media/photo.avif")) {
      Files.copy(Objects.requireNonNull(in), avif);
    }
    assertThat(ReferencePicture.read(avif).getWidth()).isEqualTo(16);
  }

  @Test
  void a_reference_that_is_no_picture_is_told() throws IOException {
    Path reference = Files.writeString(directory.resolve("page"), "<html>not found</html>");
    assertThatThrownBy(() -> VideoSynthesizer.film("x", 4, WIDTH, HEIGHT, true, reference))
        .isInstanceOf(IIOException.class);
  }

  @ParameterizedTest
  @CsvSource({"3.9, 426, 240", "15.1, 426, 240", "NaN, 426, 240", "5, 425, 240", "5, 1922, 1080"})
  @DisplayName("FR-007: 4 to 15 seconds, even sides up to 1920")
  void what_is_out_of_range_is_refused(double seconds, int width, int height) {
    Path file = directory.resolve("none");
    assertThatThrownBy(() -> VideoSynthesizer.write("x", seconds, width, height, false, null, file))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void an_interrupted_caller_stops_and_stays_interrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> film("sea", 4, WIDTH, HEIGHT, null))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private Path film(String prompt, double seconds, int width, int height, Path reference)
      throws IOException {
    Path file = directory.resolve("film");
    VideoSynthesizer.write(prompt, seconds, width, height, true, reference, file);
    return file;
  }
}
