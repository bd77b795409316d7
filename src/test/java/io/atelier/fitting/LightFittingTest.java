package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.DynamicRange;
import io.atelier.media.FileFormat;
import io.atelier.media.RadianceWriter;
import io.atelier.media.measure.Measured;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.simulated.SimulatedMedia;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment maps light a scene, or say that they hardly do (FR-015, US4.5). */
class LightFittingTest {
  private static final int WIDTH = 1024;
  private static final int HEIGHT = WIDTH / 2;

  @TempDir Path directory;
  private DirectoryBench bench;

  @BeforeEach
  void work() {
    bench = new DirectoryBench(directory);
  }

  @Test
  void a_panorama_becomes_a_map_that_can_light_a_scene() throws IOException {
    Fitted fitted = fitted(panorama(new Color(0x1c2440), Color.WHITE));
    assertThat(fitted.file().format()).isEqualTo(FileFormat.HDR);
    assertThat(fitted.file().facts()).containsEntry("width", WIDTH).containsEntry("height", HEIGHT);
    assertThat(fitted.flags()).containsExactly(Flag.LIGHT_GUESSED);
    assertThat(DynamicRange.of(fitted.file().path(), Long.MAX_VALUE).ratio()).isGreaterThan(50);
  }

  /** What the simulated image models paint has lights that can be guessed. */
  @ParameterizedTest
  @ValueSource(strings = {"a studio", "a beach at noon"})
  void a_panorama_of_the_simulators_becomes_one_too(String place) throws IOException {
    SimulatedMedia.File painted =
        SimulatedMedia.quick().picture(place + ", a panorama", 1024, 576, "png");
    Fitted fitted = fitted(bench.made(path -> Files.write(path, painted.bytes())));
    assertThat(fitted.flags()).containsExactly(Flag.LIGHT_GUESSED);
  }

  // media.md: a map that lights a scene has a peak 50 times its median and more
  @Test
  void a_panorama_without_anything_bright_becomes_a_map_that_says_it_lights_flatly()
      throws IOException {
    Fitted fitted = fitted(panorama(new Color(0x707880), new Color(0x80a0a0)));
    assertThat(fitted.flags()).containsExactly(Flag.LIGHT_GUESSED, Flag.LOW_DYNAMIC_RANGE);
    assertThat((double) fitted.facts().get("dynamic_range")).isBetween(1.0, 3.0);
  }

  // issue 5: "HDR range": the format alone makes no map
  @Test
  void a_radiance_picture_of_ordinary_range_says_so() throws IOException {
    InspectedFile flat = radiance(1);
    Fitted fitted = fitted(flat);
    assertThat(fitted.file()).isEqualTo(flat);
    assertThat(fitted.flags()).containsExactly(Flag.LOW_DYNAMIC_RANGE);
    assertThat((double) fitted.facts().get("dynamic_range")).isBetween(4.0, 6.0);
  }

  @Test
  void a_radiance_picture_with_a_sun_is_kept_and_its_range_is_measured() throws IOException {
    InspectedFile sunny = radiance(900);
    Fitted fitted = fitted(sunny);
    assertThat(fitted.file()).isEqualTo(sunny);
    assertThat(fitted.flags()).isEmpty();
    assertThat((double) fitted.facts().get("dynamic_range")).isBetween(4_000.0, 5_000.0);
  }

  @Test
  void what_is_made_here_has_the_range_it_should_have() throws IOException {
    InspectedFile sky = bench.made(path -> SkySynthesizer.write("a neon night", WIDTH, path));
    assertThat(fitted(sky).flags()).isEmpty();
  }

  @Test
  void a_map_of_other_pixels_says_so() throws IOException {
    assertThat(fitted(bench.resource("/media/sky.hdr")).flags()).contains(Flag.RESOLUTION_DIFFERS);
  }

  @Test
  void a_map_that_is_decoded_nowhere_here_says_that_nobody_looked() throws IOException {
    InspectedFile exr = bench.resource("/media/sky.exr");
    assertThat(fitted(exr))
        .isEqualTo(
            Fitted.asItIs(exr, Flag.RESOLUTION_DIFFERS, Flag.PIXELS_UNSEEN)
                .measured(new Measured.Unmeasured("range of EXR is not measured here")));
  }

  private Fitted fitted(InspectedFile file) {
    return Fitting.fit(new EnvironmentMap("x", null, WIDTH), file, bench);
  }

  /** Walls of 0.2, and a lamp of that strength. */
  private InspectedFile radiance(float lamp) throws IOException {
    float[] row = new float[3 * WIDTH];
    return bench.written(
        out -> {
          RadianceWriter writer = new RadianceWriter(out, WIDTH, HEIGHT);
          for (int y = 0; y < HEIGHT; y++) {
            for (int i = 0; i < row.length; i++) {
              row[i] = y > 40 && y < 60 && i < 60 ? lamp : 0.2f;
            }
            writer.row(row);
          }
        });
  }

  private InspectedFile panorama(Color sky, Color moon) throws IOException {
    BufferedImage image = new BufferedImage(1600, 900, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(sky);
    pen.fillRect(0, 0, 1600, 900);
    pen.setColor(moon);
    pen.fillOval(700, 200, 60, 60);
    pen.dispose();
    return bench.written(out -> assertThat(ImageIO.write(image, "jpeg", out)).isTrue());
  }
}
