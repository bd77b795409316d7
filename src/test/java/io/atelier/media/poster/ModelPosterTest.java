package io.atelier.media.poster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.model.ModelSynthesizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPosterTest {
  private static final int SIZE = 96;

  private static Path glb;

  @TempDir Path directory;

  @BeforeAll
  static void makeAModel(@TempDir Path shared) throws IOException {
    glb = shared.resolve("model.glb");
    ModelSynthesizer.write("red dice", null, 1_000, glb);
  }

  @Test
  void it_writes_a_png_of_the_asked_size() throws IOException {
    Path png = directory.resolve("poster.png");
    ModelPoster.write(glb, 256, png);
    assertThat(MediaProbe.probe(png)).isEqualTo(new ProbeResult.Image(FileFormat.PNG, 256, 256));
  }

  @Test
  void the_model_is_in_the_middle_in_its_colours_and_the_corners_are_ground() throws IOException {
    BufferedImage poster = ModelPoster.render(glb, SIZE, 0);
    int red = 0;
    for (int i = 0; i < SIZE * SIZE; i++) {
      int rgb = poster.getRGB(i % SIZE, i / SIZE);
      boolean isRed = (rgb >> 16 & 255) > 2 * (rgb >> 8 & 255);
      red += isRed ? 1 : 0;
      boolean border = i % SIZE < 3 || i / SIZE < 3 || i % SIZE > SIZE - 4 || i / SIZE > SIZE - 4;
      assertThat(isRed && border).isFalse();
    }
    assertThat(red).isGreaterThan(SIZE * SIZE / 10);
  }

  @Test
  void the_same_model_gives_the_same_pixels_and_another_side_others() throws IOException {
    int[] front = pixels(0);
    assertThat(pixels(0)).isEqualTo(front);
    assertThat(pixels(0.3)).isNotEqualTo(front);
  }

  @Test
  void what_is_cut_short_is_refused_and_nothing_else_escapes() throws IOException {
    byte[] whole = Files.readAllBytes(glb);
    for (int length : new int[] {0, 3, 12, 19, 20, 500, 2_000, whole.length / 2}) {
      Path cut = Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> ModelPoster.render(cut, SIZE, 0)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_damaged_document_is_pictured_or_refused() throws IOException {
    byte[] whole = Files.readAllBytes(glb);
    Random random = new Random(11);
    Path damaged = directory.resolve("damaged");
    int refused = 0;
    for (int i = 0; i < 150; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 4; k++) {
        bytes[12 + random.nextInt(4_000)] = (byte) ('0' + random.nextInt(10));
      }
      Files.write(damaged, bytes);
      try {
        ModelPoster.render(damaged, ModelPoster.MIN_SIZE, 0);
      } catch (IOException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(10, 149);
  }

  // cards have more than thirty pictures
  @ParameterizedTest
  @ValueSource(
      strings = {
        "playing cards",
        "slot machine",
        "prize wheel",
        "treasure chest",
        "trophy",
        "podium",
        "stage",
        "gift box",
        "crown",
        "coin",
        "gem",
        "star"
      })
  void everything_that_is_made_here_can_be_pictured(String prompt) throws IOException {
    Path other = directory.resolve("other.glb");
    ModelSynthesizer.write(prompt, null, 5_000, other);
    assertThat(ModelPoster.render(other, SIZE, 0).getWidth()).isEqualTo(SIZE);
  }

  @Test
  void a_model_that_needs_an_extension_is_refused() throws IOException {
    String json =
        "{\"asset\":{\"version\":\"2.0\"},\"extensionsRequired\":[\"KHR_draco\"],"
            + "\"scenes\":[{\"nodes\":[]}]}";
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[20 + text.length + 8];
    file[12] = (byte) text.length;
    System.arraycopy(text, 0, file, 20, text.length);
    Path needy = Files.write(directory.resolve("needy"), file);
    assertThatThrownBy(() -> ModelPoster.render(needy, SIZE, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("KHR_draco");
  }

  @Test
  void sizes_out_of_range_are_refused() {
    assertThatThrownBy(() -> ModelPoster.render(glb, 63, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ModelPoster.render(glb, 1_025, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private int[] pixels(double aside) throws IOException {
    return ModelPoster.render(glb, SIZE, aside).getRGB(0, 0, SIZE, SIZE, null, 0, SIZE);
  }
}
