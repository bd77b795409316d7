package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.media.SeamMetric;
import io.atelier.provider.procedural.PerceptualHash;
import io.atelier.provider.procedural.TwentyPrompts;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextureSynthesizerTest {
  private static final int SMALL = 256;

  @TempDir Path directory;

  @Test
  void the_same_prompt_gives_the_same_bytes() throws IOException {
    assertThat(Files.readAllBytes(write("brushed gold", 512, "a")))
        .isEqualTo(Files.readAllBytes(write("brushed gold", 512, "b")));
  }

  @Test
  void the_pixels_never_change_between_releases_and_machines() throws IOException {
    assertThat(fingerprint("brushed gold")).isEqualTo(3025476879L);
    assertThat(fingerprint("mossy cracked marble, neon night")).isEqualTo(4181349656L);
  }

  @Test
  void the_file_is_a_png_of_the_asked_size() throws IOException {
    Path png = write("wooden crate", 777, "crate");
    assertThat(MediaProbe.probe(png)).isEqualTo(new ProbeResult.Image(FileFormat.PNG, 777, 777));
    BufferedImage image = ImageIO.read(png.toFile());
    assertThat(image.getColorModel().getPixelSize()).isEqualTo(24);
  }

  @Test
  void a_longer_file_at_the_path_is_replaced() throws IOException {
    Path png = Files.write(directory.resolve("old"), new byte[5_000_000]);
    TextureSynthesizer.write("ice", 512, true, png);
    assertThat(MediaProbe.probe(png)).isInstanceOf(ProbeResult.Image.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brushed gold",
        "dark wood planks",
        "brick wall",
        "black and white chess tiles",
        "carbon fibre",
        "grass",
        "green felt",
        "red velvet",
        "hexagons",
        "dragon scales",
        "striped circus",
        "lava",
        "nothing in particular"
      })
  void it_tiles(String prompt) throws IOException {
    SeamMetric metric = SeamMetric.of(TextureSynthesizer.render(prompt, SMALL));
    assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).as("%s", metric).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, 513, 1024})
  void it_tiles_at_every_size(int size) throws IOException {
    SeamMetric metric = SeamMetric.of(TextureSynthesizer.render("mossy stone", size));
    assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).as("%s", metric).isTrue();
  }

  @Test
  void two_prompts_look_different_even_with_the_same_material() throws IOException {
    BufferedImage one = TextureSynthesizer.render("blue ice of the north", SMALL);
    BufferedImage other = TextureSynthesizer.render("blue ice of the south", SMALL);
    assertThat(meanDifference(one, other)).isGreaterThan(10);
  }

  @Test
  void any_two_of_twenty_prompts_look_different() throws IOException {
    List<PerceptualHash> hashes = new ArrayList<>();
    for (String prompt : TwentyPrompts.ALL) {
      hashes.add(PerceptualHash.of(TextureSynthesizer.render(prompt, 128)));
    }
    TwentyPrompts.assertAllDiffer(hashes);
  }

  @Test
  void a_prompt_looks_the_same_at_every_size() throws IOException {
    BufferedImage small = TextureSynthesizer.render("purple crystal", SMALL);
    BufferedImage large = TextureSynthesizer.render("purple crystal", 2 * SMALL);
    BufferedImage shrunk = new BufferedImage(SMALL, SMALL, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SMALL * SMALL; i++) {
      shrunk.setRGB(i % SMALL, i / SMALL, large.getRGB(i % SMALL * 2, i / SMALL * 2));
    }
    assertThat(meanDifference(small, shrunk)).isLessThan(8);
  }

  @Test
  void colour_words_choose_the_colour() throws IOException {
    assertThat(mean("red velvet", 16)).isGreaterThan(mean("red velvet", 8) + 60);
    assertThat(mean("green casino felt", 8)).isGreaterThan(mean("green casino felt", 16) + 40);
    assertThat(mean("brushed gold", 16)).isGreaterThan(mean("brushed gold", 0) + 80);
    assertThat(mean("dark oak", 8)).isLessThan(mean("bright oak", 8) - 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "🎰🎲", "\ud800", "رخام أبيض", "暗い木の板"})
  void any_text_is_a_prompt(String prompt) throws IOException {
    assertThat(MediaProbe.probe(write(prompt, 512, "any"))).isInstanceOf(ProbeResult.Image.class);
  }

  @Test
  void a_prompt_of_2000_characters_is_fine() throws IOException {
    assertThat(MediaProbe.probe(write("gold and so on. ".repeat(125), 512, "long")))
        .isInstanceOf(ProbeResult.Image.class);
  }

  @Test
  void sizes_out_of_range_are_refused() {
    assertThatThrownBy(() -> write("gold", 511, "small"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write("gold", 4097, "large"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_ends_it() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> TextureSynthesizer.render("gold", 1024))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private Path write(String prompt, int size, String name) throws IOException {
    Path png = directory.resolve(name);
    TextureSynthesizer.write(prompt, size, true, png);
    return png;
  }

  private static long fingerprint(String prompt) throws IOException {
    CRC32 crc = new CRC32();
    for (int rgb : pixels(TextureSynthesizer.render(prompt, SMALL))) {
      crc.update(rgb >> 16);
      crc.update(rgb >> 8);
      crc.update(rgb);
    }
    return crc.getValue();
  }

  private static double mean(String prompt, int shift) throws IOException {
    long sum = 0;
    for (int rgb : pixels(TextureSynthesizer.render(prompt, SMALL))) {
      sum += rgb >> shift & 0xff;
    }
    return (double) sum / (SMALL * SMALL);
  }

  private static double meanDifference(BufferedImage one, BufferedImage other) {
    int[] a = pixels(one);
    int[] b = pixels(other);
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += Math.abs((a[i] >> 8 & 0xff) - (b[i] >> 8 & 0xff));
    }
    return (double) sum / a.length;
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, SMALL, SMALL, null, 0, SMALL);
  }
}
