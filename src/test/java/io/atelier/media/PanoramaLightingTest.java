package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanoramaLightingTest {
  /** The largest number a half float holds. */
  private static final double HALF_FLOAT = 65_504;

  @TempDir Path directory;

  @Test
  void a_sunny_sky_becomes_a_map_of_two_to_one_that_lights() throws IOException {
    Path hdr = written(sky(640, 360), 256);
    assertThat(MediaProbe.probe(hdr)).isEqualTo(new ProbeResult.Image(FileFormat.HDR, 256, 128));
    DynamicRange range = DynamicRange.of(hdr, Long.MAX_VALUE);
    assertThat(range.ratio()).isGreaterThan(50);
    assertThat(range.peak()).isLessThan(HALF_FLOAT);
  }

  @Test
  void the_log_average_luminance_is_a_quarter() throws IOException {
    // of one colour, the median is the average
    DynamicRange range =
        DynamicRange.of(written(Pictures.of(64, 32, (x, y) -> 0x406080), 64), Long.MAX_VALUE);
    assertThat(range.median()).isBetween(0.24, 0.26);
    assertThat(range.peak()).isBetween(0.24, 0.26);
  }

  @Test
  void a_night_as_black_as_can_be_stays_finite() throws IOException {
    Path hdr = written(Pictures.of(64, 32, (x, y) -> x == 9 && y == 9 ? 0xffffff : 0), 64);
    assertThat(DynamicRange.of(hdr, Long.MAX_VALUE).peak()).isLessThan(HALF_FLOAT).isGreaterThan(1);
    assertThat(
            DynamicRange.of(written(Pictures.of(64, 32, (x, y) -> 0), 64), Long.MAX_VALUE).ratio())
        .isZero();
  }

  @Test
  void a_size_that_is_none_is_a_mistake() {
    BufferedImage dot = Pictures.of(8, 8, (x, y) -> 0);
    for (int width : new int[] {0, 15, 33, 16_386}) {
      assertThatThrownBy(() -> PanoramaLighting.write(dot, width, new ByteArrayOutputStream()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  // Radiance reference: mantissas of eight bits and a shared exponent, so within 1/128
  @Test
  void light_of_every_strength_is_written_and_read_back() throws IOException {
    float[] strengths = {0, 1e-6f, 0.001f, 0.25f, 0.999f, 1, 1.5f, 100, 60_000};
    for (float strength : strengths) {
      Path hdr = directory.resolve("light-" + strength);
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(hdr))) {
        RadianceWriter writer = new RadianceWriter(out, 300, 2);
        float[] row = new float[900];
        Arrays.fill(row, strength);
        row[450] = strength / 2;
        writer.row(row);
        writer.row(row);
      }
      assertThat(MediaProbe.probe(hdr)).isInstanceOf(ProbeResult.Image.class);
      assertThat(DynamicRange.of(hdr, Long.MAX_VALUE).peak())
          .isBetween(strength * 127 / 128.0, strength * 1.0001);
    }
  }

  @Test
  void the_range_of_what_is_no_radiance_picture_is_not_measured() throws IOException {
    Path png = Files.write(directory.resolve("a"), Samples.png(9, 9));
    assertThatThrownBy(() -> DynamicRange.of(png, Long.MAX_VALUE))
        .isInstanceOf(UnusableMediaException.class);
  }

  private static BufferedImage sky(int width, int height) {
    return Pictures.of(
        width,
        height,
        (x, y) -> {
          double sun = Math.hypot(x - width * 0.7, y - height * 0.2) / height;
          int glow = (int) Math.clamp(255 * (0.06 / sun), 0, 255);
          int blue = y < height / 2 ? 110 : 40;
          return Math.max(glow, blue / 2) << 16
              | Math.max(glow, blue * 3 / 4) << 8
              | Math.max(glow, blue);
        });
  }

  private Path written(BufferedImage panorama, int width) throws IOException {
    Path hdr = directory.resolve("map.hdr");
    Files.deleteIfExists(hdr);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(hdr))) {
      PanoramaLighting.write(panorama, width, out);
    }
    return hdr;
  }
}
