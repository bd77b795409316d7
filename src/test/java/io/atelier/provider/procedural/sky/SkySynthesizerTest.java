package io.atelier.provider.procedural.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.PerceptualHash;
import io.atelier.provider.procedural.TwentyPrompts;
import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-015 and US4.5: environment maps of high dynamic range for light and reflections. */
class SkySynthesizerTest {
  private static final int WIDTH = 256;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clear blue sky",
        "sunset over the sea",
        "overcast meadow",
        "stormy ocean",
        "full moon night",
        "aurora over snow",
        "desert dunes at noon",
        "alpine mountains",
        "sunrise in the mountains",
        "neon city night",
        "sunny city",
        "city at dusk",
        "space nebula",
        "photo studio",
        "dark neon studio pink and cyan",
        "concert stage",
        "underwater",
        "forest",
        "casino",
        "palace ballroom",
        "volcano inferno",
        "pirate island"
      })
  void every_place_has_a_sun_or_lamps_that_half_floats_hold(String prompt) throws IOException {
    RadianceReader map = read(prompt, 1024);
    float[] luminances = map.sorted();
    float median = luminances[luminances.length / 2];
    float peak = luminances[luminances.length - 1];
    assertThat(peak / median).as("peak %s over median %s", peak, median).isGreaterThan(50);
    for (float channel : map.rgb()) {
      if (!(channel >= 0 && channel < 65_504)) {
        throw new AssertionError("a channel of " + channel);
      }
    }
    assertThat(map.logAverage()).isBetween(0.03, 0.32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a sunny studio",
        "dark neon studio pink and cyan",
        "casino",
        "palace ballroom",
        "concert stage",
        "underwater",
        "neon city night",
        "clear blue sky"
      })
  void a_white_floor_is_not_overexposed(String prompt) throws IOException {
    assertThat(read(prompt, 1024).floor()).isBetween(0.1, 1.55);
  }

  @Test
  void places_of_the_day_are_exposed_to_a_quarter() throws IOException {
    for (String prompt : List.of("clear blue sky", "photo studio", "alpine mountains")) {
      assertThat(read(prompt, 1024).logAverage()).as(prompt).isEqualTo(0.25, within(0.04));
    }
  }

  @Test
  void the_file_is_a_whole_radiance_picture_twice_as_wide_as_high() throws IOException {
    Path hdr = write("sunset", 1500, "map");
    assertThat(MediaProbe.probe(hdr))
        .isNotInstanceOf(ProbeResult.Broken.class)
        .asString()
        .contains(FileFormat.HDR.name());
    RadianceReader map = RadianceReader.read(hdr);
    assertThat(map.width()).isEqualTo(1500);
    assertThat(map.height()).isEqualTo(750);
  }

  @Test
  void the_same_prompt_gives_the_same_bytes_and_replaces_a_longer_file() throws IOException {
    Path other = Files.write(directory.resolve("other"), new byte[9_000_000]);
    SkySynthesizer.write("neon city", 1024, other);
    assertThat(Files.mismatch(write("neon city", 1024, "one"), other)).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cloudy sky", "city at night", "forest", "casino", "space", "stage", "snow peaks"})
  void left_meets_right_and_the_poles_are_not_pinched(String prompt) {
    Sky sky = sky(prompt);
    List<Double> steps = new ArrayList<>();
    double wrap = 0;
    for (int x = 0; x < WIDTH; x++) {
      double step = columnStep(sky, x);
      if (x == WIDTH - 1) {
        wrap = step;
      } else {
        steps.add(step);
      }
    }
    steps.sort(null);
    assertThat(wrap).isLessThanOrEqualTo(1.15 * steps.get(steps.size() * 99 / 100));
    for (double pole : new double[] {0.2499, -0.2499}) {
      float[] first = toned(sky, Direction.of(0, pole));
      for (int i = 1; i < 16; i++) {
        float[] around = toned(sky, Direction.of(i / 16.0, pole));
        for (int c = 0; c < 3; c++) {
          assertThat(around[c]).isEqualTo(first[c], within(0.12f));
        }
      }
    }
  }

  @Test
  void any_two_of_twenty_prompts_look_different() {
    TwentyPrompts.assertAllDiffer(
        TwentyPrompts.ALL.stream().map(prompt -> PerceptualHash.of(preview(prompt, 128))).toList());
  }

  @Test
  void a_prompt_shows_the_same_place_at_every_width() {
    PerceptualHash small = PerceptualHash.of(preview("sunset over the sea", 128));
    assertThat(PerceptualHash.of(preview("sunset over the sea", 512)).distance(small))
        .isLessThan(10);
  }

  @Test
  void the_sky_is_bluer_than_the_horizon_by_day_and_redder_by_sunset() {
    Radiance zenith = light("clear sky", new Direction(0, 1, 0));
    assertThat(zenith.blue / zenith.red).isGreaterThan(1.5f);
    Radiance horizon = light("sunset", Direction.of(0, 0.03));
    assertThat(horizon.red / horizon.blue).isGreaterThan(1.3f);
  }

  @Test
  void colour_words_colour_the_lamps() {
    Radiance pink = new Radiance();
    Radiance green = new Radiance();
    for (int i = 0; i < 64; i++) {
      add(light("magenta stage", Direction.of(i / 64.0, 0.1)), pink);
      add(light("green stage", Direction.of(i / 64.0, 0.1)), green);
    }
    assertThat(pink.red / pink.green).isGreaterThan(1.2f * green.red / green.green);
  }

  @ParameterizedTest
  @CsvSource({
    "sunset over the sea, SUNSET",
    "starry night, NIGHT",
    "neon night, CITY",
    "product photo studio, STUDIO",
    "casino at night, CASINO",
    "sunny day, DAY",
    "foggy morning, OVERCAST",
    "deep under the sea, UNDERWATER",
    "moonlit jungle, FOREST",
    "disco, STAGE",
    "galaxy, SPACE",
    "ein Wald im Nebel, FOREST",
    "coucher de lune, NIGHT",
    "夕焼けの海, SUNSET",
    "город в неоновом свете, CITY",
    "水下的珊瑚, UNDERWATER"
  })
  void words_choose_the_place(String prompt, Setting setting) {
    assertThat(Setting.of(Prompt.of(prompt))).isEqualTo(setting);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "🎰🎲", "\ud800", "غروب الشمس", "夕焼けの海", "qwertz"})
  void any_text_is_a_prompt(String prompt) {
    Sky sky = sky(prompt);
    for (int i = 0; i < 500; i++) {
      float[] seen = toned(sky, Direction.of(i * 0.381966, 0.249 * (i - 250) / 250));
      assertThat(seen[0] + seen[1] + seen[2]).isBetween(0f, 3f);
    }
  }

  @Test
  void a_prompt_of_2000_characters_is_fine() throws IOException {
    assertThat(read("sunset and so on ".repeat(118), 1024).width()).isEqualTo(1024);
  }

  @ParameterizedTest
  @ValueSource(ints = {1022, 1025, 4098})
  void widths_out_of_range_or_odd_are_refused(int width) {
    assertThatThrownBy(() -> write("sky", width, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_ends_it() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> write("sky", 1024, "x")).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private Path write(String prompt, int width, String name) throws IOException {
    Path hdr = directory.resolve(name);
    SkySynthesizer.write(prompt, width, hdr);
    return hdr;
  }

  private RadianceReader read(String prompt, int width) throws IOException {
    return RadianceReader.read(write(prompt, width, "map"));
  }

  private static Sky sky(String prompt) {
    Prompt words = Prompt.of(prompt);
    return Setting.of(words).design(SkyLook.of(words, WIDTH / 6.2832f));
  }

  private static Radiance light(String prompt, Direction from) {
    Radiance light = new Radiance();
    sky(prompt).at(from.x(), from.y(), from.z(), light);
    return light;
  }

  private static void add(Radiance light, Radiance sum) {
    sum.set(sum.red + light.red, sum.green + light.green, sum.blue + light.blue);
  }

  private static float[] toned(Sky sky, Direction from) {
    Radiance light = new Radiance();
    sky.at(from.x(), from.y(), from.z(), light);
    return new float[] {
      light.red / (light.red + 0.5f),
      light.green / (light.green + 0.5f),
      light.blue / (light.blue + 0.5f)
    };
  }

  private static double columnStep(Sky sky, int x) {
    double sum = 0;
    for (int y = 0; y < WIDTH / 2; y++) {
      double elevation = 0.25 - (y + 0.5) / WIDTH;
      float[] here = toned(sky, Direction.of((x + 0.5) / WIDTH - 0.5, elevation));
      float[] next = toned(sky, Direction.of((x + 1.5) / WIDTH - 0.5, elevation));
      for (int c = 0; c < 3; c++) {
        sum += Math.abs(here[c] - next[c]);
      }
    }
    return sum;
  }

  private static BufferedImage preview(String prompt, int width) {
    Sky sky = sky(prompt);
    BufferedImage image = new BufferedImage(width, width / 2, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * width / 2; i++) {
      Direction from =
          Direction.of((i % width + 0.5) / width - 0.5, 0.25 - (i / width + 0.5) / width);
      float[] seen = toned(sky, from);
      image.setRGB(
          i % width,
          i / width,
          (int) (255 * seen[0]) << 16 | (int) (255 * seen[1]) << 8 | (int) (255 * seen[2]));
    }
    return image;
  }
}
