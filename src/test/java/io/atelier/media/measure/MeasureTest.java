package io.atelier.media.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.FileFormat;
import io.atelier.media.FormatSamples;
import io.atelier.media.Samples;
import io.atelier.media.UndecodableMediaException;
import io.atelier.media.codec.VideoEncoder;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import io.atelier.provider.procedural.video.VideoSynthesizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 6: "facts per kind (... dynamic range, seam score, loop score)", by a full decode. */
class MeasureTest {
  @TempDir Path directory;

  @Test
  void a_texture_has_a_seam_score() throws IOException {
    Path tiling = directory.resolve("tiling");
    TextureSynthesizer.write("mossy stone", 512, true, tiling);
    assertThat(fact(Measure.SEAM, tiling, FileFormat.PNG, "seam_score")).isBetween(0.0, 1.0);

    BufferedImage halves = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    halves.setRGB(32, 0, 32, 64, new int[32 * 64], 0, 32);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 32; x++) {
        halves.setRGB(x, y, 0xffffff);
      }
    }
    Path edged = directory.resolve("edged");
    ImageIO.write(halves, "png", edged.toFile());
    assertThat(fact(Measure.SEAM, edged, FileFormat.PNG, "seam_step")).isEqualTo(255);
    assertThat(fact(Measure.SEAM, edged, FileFormat.PNG, "seam_score"))
        .as("its border is as hard as its own edge")
        .isBetween(0.0, 1.0);
  }

  @Test
  void an_environment_map_has_a_dynamic_range() throws IOException {
    Path sky = directory.resolve("sky");
    SkySynthesizer.write("sunset", 1024, sky);
    assertThat(fact(Measure.RANGE, sky, FileFormat.HDR, "dynamic_range")).isGreaterThan(50);
  }

  @Test
  void a_film_has_a_loop_score() throws IOException {
    Path looping = directory.resolve("looping");
    VideoSynthesizer.write("confetti", 4, 854, 480, true, null, looping);
    assertThat(fact(Measure.LOOP, looping, FileFormat.MP4, "loop_score")).isBetween(0.0, 1.0);

    Path brightening = directory.resolve("brightening");
    film(brightening, 20);
    assertThat(fact(Measure.LOOP, brightening, FileFormat.MP4, "loop_score")).isGreaterThan(10);
  }

  @Test
  void an_error_of_decoding_leaves_the_file_unmeasured() throws IOException {
    assertThat(
            Measure.measured(
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    })
                .facts())
        .isEqualTo(Map.of("unmeasured", "decoding it ended with OutOfMemoryError"));
    assertThat(
            Measure.measured(
                    () -> {
                      throw new UnsatisfiedLinkError("no javajpeg");
                    })
                .facts())
        .isEqualTo(Map.of("unmeasured", "decoding it ended with UnsatisfiedLinkError"));
  }

  @Test
  void what_is_too_large_to_decode_says_so_instead() throws IOException {
    Path bomb = directory.resolve("bomb");
    ImageIO.write(
        new BufferedImage(9_000, 9_000, BufferedImage.TYPE_BYTE_BINARY), "png", bomb.toFile());
    assertThat(Measure.SEAM.of(bomb, FileFormat.PNG).facts())
        .isEqualTo(Map.of("unmeasured", "it has 9000 x 9000 pixels, over the limit of 67108864"));

    Path bright =
        Files.writeString(
            directory.resolve("bright"), "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 9000 +X 9000\n");
    assertThat(Measure.RANGE.of(bright, FileFormat.HDR).facts())
        .isEqualTo(Map.of("unmeasured", "it has 9000 x 9000 pixels, over the limit of 67108864"));

    Path hour = directory.resolve("long");
    film(hour, 1801);
    assertThat(Measure.LOOP.of(hour, FileFormat.MP4).facts())
        .isEqualTo(
            Map.of(
                "unmeasured",
                "it has 1801 pictures of 64 x 64, over the limit of 1800, or of 3732480000 pixels"));
  }

  @Test
  void what_is_not_decoded_here_says_so_instead() throws IOException {
    Path ktx2 = Files.write(directory.resolve("ktx2"), FormatSamples.ktx2(512));
    assertThat(Measure.SEAM.of(ktx2, FileFormat.KTX2).facts())
        .isEqualTo(Map.of("unmeasured", "KTX2 is not decoded here"));
    assertThat(Measure.RANGE.of(resource("sky.exr"), FileFormat.EXR).facts())
        .isEqualTo(Map.of("unmeasured", "range of EXR is not measured here"));
    assertThat(Measure.LOOP.of(resource("mpeg2.mp4"), FileFormat.MP4).facts())
        .isEqualTo(Map.of("unmeasured", "its pictures are not decoded here"));
  }

  @Test
  void a_picture_whose_pixels_are_damaged_is_none() throws IOException {
    Path hollow =
        Files.write(
            directory.resolve("hollow"),
            Samples.pngOf(
                "IHDR", Samples.ihdr(64, 64, 8, 6), "IDAT", new byte[20], "IEND", new byte[0]));
    assertThatThrownBy(() -> Measure.SEAM.of(hollow, FileFormat.PNG))
        .isInstanceOf(UndecodableMediaException.class);
  }

  private static double fact(Measure measure, Path file, FileFormat format, String name)
      throws IOException {
    Map<String, Object> facts = measure.of(file, format).facts();
    assertThat(facts).containsKey(name);
    return (double) facts.get(name);
  }

  /** A small film that gets brighter, a step with each picture. */
  private static void film(Path path, int pictures) throws IOException {
    byte[] frame = new byte[64 * 64 * 3 / 2];
    try (VideoEncoder encoder = VideoEncoder.open(path, 64, 64, 30, pictures, null)) {
      for (int i = 0; i < pictures; i++) {
        Arrays.fill(frame, 0, 64 * 64, (byte) (20 + 200L * i / pictures));
        Arrays.fill(frame, 64 * 64, frame.length, (byte) 128);
        encoder.write(frame);
      }
      encoder.finish();
    }
  }

  private Path resource(String name) throws IOException {
    try (InputStream in = MeasureTest.class.getResourceAsStream("/media/" + name)) {
      return Files.write(directory.resolve(name), Objects.requireNonNull(in, name).readAllBytes());
    }
  }
}
