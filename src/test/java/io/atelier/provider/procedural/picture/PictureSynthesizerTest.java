package io.atelier.provider.procedural.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.FileFormat;
import io.atelier.media.HeldJpeg;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.PerceptualHash;
import io.atelier.provider.procedural.TwentyPrompts;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-014: images of any size in range, from a prompt and from a reference. */
class PictureSynthesizerTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"512, 512", "1023, 515", "512, 1400"})
  void the_file_is_a_png_of_exactly_the_asked_size(int width, int height) throws IOException {
    Path png = directory.resolve("picture");
    PictureSynthesizer.write("golden coins on a stage", width, height, null, png);
    assertThat(MediaProbe.probe(png))
        .isEqualTo(new ProbeResult.Image(FileFormat.PNG, width, height));
    assertThat(ImageIO.read(png.toFile()).getColorModel().getPixelSize()).isEqualTo(24);
  }

  @Test
  void the_same_prompt_and_reference_give_the_same_bytes() throws IOException {
    Path reference = photo();
    assertThat(
            Files.mismatch(write("neon city", reference, "a"), write("neon city", reference, "b")))
        .isEqualTo(-1);
    assertThat(Files.mismatch(write("prize wheel", null, "c"), write("prize wheel", null, "d")))
        .isEqualTo(-1);
  }

  @Test
  void any_two_of_twenty_prompts_look_different() throws IOException {
    List<PerceptualHash> hashes = new ArrayList<>();
    for (String prompt : TwentyPrompts.ALL) {
      hashes.add(PerceptualHash.of(small(prompt)));
    }
    TwentyPrompts.assertAllDiffer(hashes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prize wheel",
        "coins",
        "gems",
        "poker cards",
        "dice",
        "sunset sea",
        "neon city",
        "space",
        "casino",
        "forest",
        "underwater",
        "concert stage",
        "snow mountains",
        "night",
        "emblem"
      })
  void a_picture_is_well_exposed_and_full_of_contrast(String prompt) throws IOException {
    int[] lights = luminances(small(prompt));
    double mean = IntStream.of(lights).average().orElseThrow();
    double deviation =
        Math.sqrt(
            IntStream.of(lights).mapToDouble(l -> (l - mean) * (l - mean)).average().orElse(0));
    assertThat(mean).isBetween(25.0, 205.0);
    assertThat(deviation).isGreaterThan(16);
    assertThat(IntStream.of(lights).filter(l -> l > 250).count()).isLessThan(lights.length / 4);
    assertThat(IntStream.of(lights).filter(l -> l < 4).count()).isLessThan(lights.length / 4);
  }

  @Test
  void things_that_are_named_are_in_the_picture_and_in_their_colour() throws IOException {
    int without = small("night sky").getRGB(64, 64);
    int red = small("ruby gem in the night sky red").getRGB(64, 64);
    int blue = small("blue gem in the night sky").getRGB(64, 64);
    assertThat(red).isNotEqualTo(without);
    assertThat((red >> 16 & 0xff) - (red & 0xff))
        .isGreaterThan((blue >> 16 & 0xff) - (blue & 0xff) + 60);
  }

  @Test
  void a_picture_looks_the_same_at_every_size() throws IOException {
    PerceptualHash small = PerceptualHash.of(small("prize wheel at sunset"));
    PerceptualHash large =
        PerceptualHash.of(PictureSynthesizer.render("prize wheel at sunset", 400, 400, null));
    assertThat(small.distance(large)).isLessThan(16);
  }

  @Test
  void a_reference_fills_the_picture_and_stays_what_it_is() throws IOException {
    BufferedImage restyled = ImageIO.read(write("golden sunset", photo(), "restyled").toFile());
    // The photograph is dark on its left and bright on its right half.
    assertThat(light(restyled, 128, 256) + 60).isLessThan(light(restyled, 384, 256));
    assertThat(light(restyled, 128, 128) + 60).isLessThan(light(restyled, 384, 384));
  }

  @Test
  void a_photograph_that_was_taken_sideways_is_shown_upright() throws IOException {
    BufferedImage upright = ImageIO.read(photo().toFile());
    BufferedImage stored = new BufferedImage(600, 900, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 600 * 900; i++) {
      stored.setRGB(i % 600, i / 600, upright.getRGB(i / 600, 599 - i % 600));
    }
    Path held = HeldJpeg.write(directory.resolve("held.jpg"), stored, 8);
    BufferedImage restyled = ImageIO.read(write("golden sunset", held, "restyled").toFile());
    assertThat(light(restyled, 128, 128) + 60).isLessThan(light(restyled, 384, 128));
    assertThat(light(restyled, 128, 384) + 60).isLessThan(light(restyled, 384, 384));
  }

  @Test
  void a_reference_takes_the_light_of_the_prompt() throws IOException {
    int pink = ImageIO.read(write("magenta", photo(), "pink").toFile()).getRGB(384, 384);
    int green = ImageIO.read(write("green", photo(), "green").toFile()).getRGB(384, 384);
    int dark = ImageIO.read(write("dark midnight", photo(), "dark").toFile()).getRGB(384, 384);
    int plain = ImageIO.read(write("studio", photo(), "plain").toFile()).getRGB(384, 384);
    assertThat(pink >> 8 & 0xff).isLessThan((green >> 8 & 0xff) - 20);
    assertThat(pink >> 16 & 0xff).isGreaterThan((green >> 16 & 0xff) + 20);
    assertThat(dark >> 8 & 0xff).isLessThan((plain >> 8 & 0xff) - 15);
  }

  @Test
  void a_cut_out_stands_before_the_scene() throws IOException {
    Path logo = logo();
    BufferedImage one = ImageIO.read(write("neon city", logo, "one").toFile());
    BufferedImage other = ImageIO.read(write("sunset", logo, "other").toFile());
    int middle = one.getRGB(256, 256);
    assertThat(middle & 0xff).isGreaterThan((middle >> 16 & 0xff) + 80);
    assertThat(one.getRGB(256, 20)).isNotEqualTo(other.getRGB(256, 20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"photo.webp", "photo.avif"})
  void other_pictures_of_browsers_are_references_too(String name) throws IOException {
    Path picture = directory.resolve(name);
    try (InputStream bytes = getClass().getResourceAsStream("/media/" + name)) {
      Files.copy(Objects.requireNonNull(bytes), picture);
    }
    assertThat(Reference.read(picture).width()).isEqualTo(16);
  }

  @Test
  void a_reference_that_is_no_picture_is_refused() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "no picture");
    Path cut = directory.resolve("cut");
    byte[] whole = Files.readAllBytes(photo());
    Files.write(cut, Arrays.copyOf(whole, whole.length / 3));
    for (Path broken : List.of(text, cut)) {
      assertThatThrownBy(() -> write("gold", broken, "x")).isInstanceOf(IIOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "🎰🎲", "\ud800", "غروب الشمس", "夕焼けの海", "qwertz"})
  void any_text_is_a_prompt(String prompt) throws IOException {
    assertThat(IntStream.of(luminances(small(prompt))).distinct().count()).isGreaterThan(30);
  }

  @Test
  void a_prompt_of_2000_characters_is_fine() throws IOException {
    assertThat(small("gold coins and so on ".repeat(96)).getWidth()).isEqualTo(128);
  }

  @Test
  void sides_out_of_range_are_refused() {
    Path png = directory.resolve("x");
    assertThatThrownBy(() -> PictureSynthesizer.write("a", 511, 600, null, png))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PictureSynthesizer.write("a", 600, 4097, null, png))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_ends_it() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> small("sky")).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private Path write(String prompt, @Nullable Path reference, String name) throws IOException {
    Path png = directory.resolve(name);
    PictureSynthesizer.write(prompt, 512, 512, reference, png);
    return png;
  }

  private static BufferedImage small(String prompt) throws IOException {
    return PictureSynthesizer.render(prompt, 128, 128, null);
  }

  private Path photo() throws IOException {
    BufferedImage image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x202428));
    graphics.fillRect(0, 0, 450, 600);
    graphics.setColor(new Color(0xa8aca8));
    graphics.fillRect(450, 0, 450, 600);
    graphics.dispose();
    Path file = directory.resolve("photo.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path logo() throws IOException {
    BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(0x1040c0));
    graphics.fillOval(20, 20, 260, 160);
    graphics.dispose();
    Path file = directory.resolve("logo.png");
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static int light(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >> 8 & 0xff;
  }

  private static int[] luminances(BufferedImage image) {
    int[] lights = new int[image.getWidth() * image.getHeight()];
    for (int i = 0; i < lights.length; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      lights[i] = (int) (0.3 * (rgb >> 16 & 0xff) + 0.59 * (rgb >> 8 & 0xff) + 0.11 * (rgb & 0xff));
    }
    return lights;
  }
}
