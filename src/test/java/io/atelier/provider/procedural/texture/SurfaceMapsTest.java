package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.media.SeamMetric;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.Sine;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-012 and FR-014: base colour, normal and ORM maps of one surface. */
class SurfaceMapsTest {
  private static final int SMALL = 256;
  private static final float AMPLITUDE = 0.02f;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void a_map_is_a_png_of_the_asked_size_and_the_same_each_time(SurfaceMap map) throws IOException {
    Path one = write(map, "one");
    assertThat(MediaProbe.probe(one)).isEqualTo(new ProbeResult.Image(FileFormat.PNG, 600, 600));
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(write(map, "other")));
  }

  @Test
  void the_maps_of_a_model_are_those_that_are_written() throws IOException {
    SurfaceMaps maps = SurfaceMaps.of("rusty iron", 600);
    assertThat(pixels(ImageIO.read(write(SurfaceMap.BASE_COLOR, "b").toFile())))
        .isEqualTo(pixels(maps.baseColor()));
    assertThat(pixels(ImageIO.read(write(SurfaceMap.NORMAL, "n").toFile())))
        .isEqualTo(pixels(maps.normal()));
    assertThat(pixels(ImageIO.read(write(SurfaceMap.ORM, "o").toFile())))
        .isEqualTo(pixels(maps.orm()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brushed gold", "dark wood planks", "brick wall", "carbon fibre", "grass", "red velvet",
        "purple crystal", "dragon scales", "lava", "rusty iron", "mossy stone", "nothing at all"
      })
  void every_map_tiles(String prompt) throws IOException {
    SurfaceMaps maps = SurfaceMaps.of(prompt, SMALL);
    assertThat(List.of(maps.baseColor(), maps.normal(), maps.orm()))
        .allSatisfy(
            map -> {
              SeamMetric metric = SeamMetric.of(map);
              assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).as("%s", metric).isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource
  void normals_are_of_length_one_and_face_outwards(Material material) throws IOException {
    String word = material.name().toLowerCase(Locale.ROOT);
    BufferedImage normals = SurfaceMaps.render(word, 64, List.of(SurfaceMap.NORMAL)).get(0);
    for (int rgb : pixels(normals)) {
      double x = (rgb >> 16 & 0xff) / 127.5 - 1;
      double y = (rgb >> 8 & 0xff) / 127.5 - 1;
      double z = (rgb & 0xff) / 127.5 - 1;
      assertThat(Math.sqrt(x * x + y * y + z * z)).isEqualTo(1, within(0.012));
      assertThat(z).isGreaterThan(0.1);
    }
  }

  @Test
  void normals_are_the_slopes_of_the_height() throws IOException {
    Pattern wave =
        (u, v, texel) -> texel.height = AMPLITUDE * (Sine.ofTurns(u) + Sine.ofTurns(2 * v));
    Film film = SurfaceMap.NORMAL.film(Material.STONE, look("stone"));
    BufferedImage normals = TextureRenderer.render(wave, SMALL, Texel::bare, List.of(film)).get(0);
    for (int y = 0; y < SMALL; y++) {
      for (int x = 0; x < SMALL; x++) {
        double u = (x + 0.5) / SMALL;
        double v = (y + 0.5) / SMALL;
        double right = 2 * Math.PI * AMPLITUDE * Math.cos(2 * Math.PI * u);
        double down = 4 * Math.PI * AMPLITUDE * Math.cos(4 * Math.PI * v);
        double length = Math.sqrt(1 + right * right + down * down);
        int rgb = normals.getRGB(x, y);
        // A slope that rises to the right faces left; one that rises downwards faces up, which is
        // green in OpenGL's convention and glTF's.
        assertThat((rgb >> 16 & 0xff) / 127.5 - 1).isEqualTo(-right / length, within(0.01));
        assertThat((rgb >> 8 & 0xff) / 127.5 - 1).isEqualTo(down / length, within(0.01));
        assertThat((rgb & 0xff) / 127.5 - 1).isEqualTo(1 / length, within(0.01));
      }
    }
  }

  @Test
  void the_base_colour_has_no_light_in_it() throws IOException {
    Pattern wave =
        (u, v, texel) -> {
          texel.red = 0.5f;
          texel.height = 0.05f * Sine.ofTurns(3 * u);
        };
    Film film = SurfaceMap.BASE_COLOR.film(Material.STONE, look("stone"));
    int[] bare = pixels(TextureRenderer.render(wave, 64, Texel::bare, List.of(film)).get(0));
    assertThat(bare).containsOnly(0xffbc0000);
    int[] lit = pixels(TextureRenderer.render(wave, 64, Texel::new, List.of(new Light())).get(0));
    assertThat(IntStream.of(lit).distinct().count()).isGreaterThan(20);
  }

  @Test
  void the_bands_of_light_on_a_metal_are_in_the_picture_only() throws IOException {
    assertThat(deviation(SurfaceMaps.of("brushed gold", SMALL).baseColor()))
        .isLessThan(deviation(TextureSynthesizer.render("brushed gold", SMALL)) / 2);
  }

  @Test
  void metals_are_metal_and_nothing_else_is() throws IOException {
    for (String metal : List.of("brushed gold", "gold", "polished chrome", "copper")) {
      assertThat(mean(orm(metal), 0)).as(metal).isEqualTo(255);
    }
    for (String other : List.of("wood", "felt", "marble", "brick wall", "glass", "lava", "paper")) {
      assertThat(mean(orm(other), 0)).as(other).isZero();
    }
    assertThat(mean(orm("rusty iron"), 0)).isBetween(40.0, 220.0);
  }

  @Test
  void polish_is_smooth_and_cloth_is_rough() throws IOException {
    assertThat(mean(orm("polished chrome"), 8)).isLessThan(40);
    assertThat(mean(orm("polished white marble"), 8)).isLessThan(80);
    assertThat(mean(orm("brushed gold"), 8)).isBetween(70.0, 120.0);
    assertThat(mean(orm("green felt"), 8)).isGreaterThan(220);
    assertThat(mean(orm("red velvet"), 8)).isGreaterThan(220);
  }

  @Test
  void hollows_are_occluded() throws IOException {
    Pattern groove = (u, v, texel) -> texel.height = Math.abs(u - 0.5f) < 0.01f ? 0 : 0.05f;
    Hollows hollows = Hollows.of(groove);
    assertThat(hollows.open(0.5f, 0.3f)).isLessThan(0.5f);
    assertThat(hollows.open(0.2f, 0.3f)).isEqualTo(1);
    assertThat(mean(SurfaceMaps.of("cobblestones", SMALL).orm(), 16)).isBetween(120.0, 250.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "🎰🎲", "\ud800", "رخام أبيض", "暗い木の板"})
  void any_text_is_a_prompt(String prompt) throws IOException {
    assertThat(SurfaceMaps.of(prompt, 64).normal().getWidth()).isEqualTo(64);
  }

  @Test
  void sizes_out_of_range_are_refused() {
    for (int size : List.of(511, 4097)) {
      assertThatThrownBy(
              () -> TextureSynthesizer.write("gold", size, SurfaceMap.ORM, directory.resolve("x")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Path write(SurfaceMap map, String name) throws IOException {
    Path png = directory.resolve(name);
    TextureSynthesizer.write("rusty iron", 600, map, png);
    return png;
  }

  private static BufferedImage orm(String prompt) throws IOException {
    return SurfaceMaps.render(prompt, 64, List.of(SurfaceMap.ORM)).get(0);
  }

  private static Look look(String prompt) {
    return Look.of(Prompt.of(prompt), 512);
  }

  private static double mean(BufferedImage image, int shift) {
    return IntStream.of(pixels(image)).map(rgb -> rgb >> shift & 0xff).average().orElseThrow();
  }

  private static double deviation(BufferedImage image) {
    double mean = mean(image, 8);
    return Math.sqrt(
        IntStream.of(pixels(image))
            .mapToDouble(rgb -> Math.pow((rgb >> 8 & 0xff) - mean, 2))
            .average()
            .orElseThrow());
  }

  private static int[] pixels(BufferedImage image) {
    int width = image.getWidth();
    return image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
  }
}
