package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.GlbSample;
import io.atelier.media.HostileModels;
import io.atelier.media.Samples;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Issue 5: "Decompression bombs, HTML named .glb, zero bytes, 1.9 M-triangle models: met without
 * harm, heap bounded". A JVM of its own with a small heap meets all of them, one after the other,
 * as it meets a provider's results. Endless bodies never come that far: see {@code
 * ResultDownloadTest}.
 */
class HostileResultsTest {
  /** Of which a poster takes a third; what some of these unfold to is a thousand times as much. */
  private static final String HEAP = "-Xmx384m";

  private static final int SIDE = 975;
  private static final int ZEROS = 1 << 28;
  private static final int AT_ONCE = 8;

  @TempDir Path directory;
  @TempDir Path work;

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void they_are_met_without_harm_in_a_small_heap() throws Exception {
    write("million.glb", GlbSample.sheet(SIDE));
    write("million-skinned.glb", GlbSample.skinned(SIDE));
    write("many-times.glb", HostileModels.shown(40_000));
    write("unshown.glb", HostileModels.unshown(30_000_000));
    write("shared.glb", HostileModels.sharing(5_000));
    write("pictures.glb", HostileModels.pictured(600, 2_048));
    // just too small for every second pixel of them to be left out, as it was
    write("fine-pictures.glb", HostileModels.pictured(24, 2_047));
    write("page.glb", "<!DOCTYPE html><html><body>Please sign in</body></html>".getBytes());
    write("empty.glb", new byte[0]);
    write(
        "endless-header.png",
        Samples.pngOf(
            "IHDR", Samples.ihdr(60_000, 60_000, 8, 6), "IDAT", new byte[99], "IEND", new byte[0]));
    write(
        "hollow.png",
        Samples.pngOf(
            "IHDR", Samples.ihdr(1024, 1024, 8, 6), "IDAT", new byte[20], "IEND", new byte[0]));
    write("text.png", Samples.withText(Samples.png(512, 512), ZEROS));
    picture("wide.png", 12_000, BufferedImage.TYPE_BYTE_BINARY);
    picture("deep.png", 8_192, BufferedImage.TYPE_BYTE_GRAY);
    try (OutputStream out = Files.newOutputStream(directory.resolve("zipped.png"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("picture.png"));
      zeros(zip);
    }
    try (OutputStream out = Files.newOutputStream(directory.resolve("gzipped.png"));
        OutputStream gzip = new GZIPOutputStream(out)) {
      zeros(gzip);
    }

    assertThat(met(1))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("million.glb", "[SIMPLIFIED] and 2"),
                Map.entry("million-skinned.glb", "[OVER_TRIANGLE_BUDGET] and 2"),
                Map.entry("many-times.glb", "[] and 0"),
                Map.entry("unshown.glb", "[OVER_TRIANGLE_BUDGET] and 2"),
                Map.entry("shared.glb", "[OVER_TRIANGLE_BUDGET] and 2"),
                Map.entry("pictures.glb", "[PBR_MAPS_MISSING] and 0"),
                Map.entry("fine-pictures.glb", "[PBR_MAPS_MISSING] and 2"),
                Map.entry("page.glb", "broken"),
                Map.entry("empty.glb", "broken"),
                Map.entry("endless-header.png", "broken"),
                Map.entry("hollow.png", "broken within"),
                Map.entry("text.png", "[RESAMPLED] and 1"),
                Map.entry("wide.png", "[NOT_FITTED] and 0"),
                Map.entry("deep.png", "[NOT_FITTED] and 1"),
                Map.entry("zipped.png", "no image"),
                Map.entry("gzipped.png", "broken")));
  }

  // ... and "heap bounded": of eight posters at once each would take nearly half of it
  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void many_at_once_are_met_in_the_same_heap() throws Exception {
    Map<String, String> expected = new HashMap<>();
    for (int i = 0; i < AT_ONCE; i++) {
      write("model-" + i + ".glb", GlbSample.sheet(20));
      expected.put("model-" + i + ".glb", "[] and 2");
    }
    assertThat(met(AT_ONCE)).isEqualTo(expected);
  }

  /** What became of each. */
  private Map<String, String> met(int atOnce) throws IOException, InterruptedException {
    Path said = work.resolve("said");
    Path errors = work.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostileResults.class.getName(),
                directory.toString(),
                Integer.toString(atOnce))
            .redirectOutput(said.toFile())
            .redirectError(errors.toFile())
            .start();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(errors)).isZero();
    return Files.readAllLines(said).stream()
        .map(line -> line.split("\t"))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }

  private void picture(String name, int side, int type) throws IOException {
    ImageIO.write(new BufferedImage(side, side, type), "png", directory.resolve(name).toFile());
  }

  private static void zeros(OutputStream out) throws IOException {
    byte[] block = new byte[1 << 20];
    for (int written = 0; written < ZEROS; written += block.length) {
      out.write(block);
    }
  }
}
