package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What decodes or changes files meets damaged ones with one exception and no other. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FittingFuzzTest {
  private static final int ROUNDS = 600;
  private static final int MOST_PIXELS = 1 << 16;

  @TempDir Path directory;

  /** Something that is done with a file. */
  private interface Fitting {
    void apply(Path file) throws IOException;
  }

  @Test
  void damaged_pictures_are_decoded_or_refused() throws IOException {
    byte[][] seeds = {
      Samples.png(20, 13),
      FormatSamples.resource("progressive.jpg"),
      FormatSamples.resource("photo.webp"),
      FormatSamples.resource("lossless.webp")
    };
    fuzz(seeds, file -> ImageDecoder.read(file, MOST_PIXELS));
  }

  @Test
  void damaged_light_is_measured_or_refused() throws IOException {
    fuzz(
        new byte[][] {FormatSamples.resource("sky.hdr")},
        file -> assertThat(DynamicRange.of(file, Long.MAX_VALUE).ratio()).isNotNegative());
  }

  @Test
  void damaged_sounds_are_cut_or_refused() throws IOException {
    fuzz(
        new byte[][] {Samples.wav(300)},
        file -> WavTrim.write(file, 0.01, 0.005, OutputStream.nullOutputStream()));
  }

  // native code sees nothing that was not checked
  @Test
  void damaged_models_are_simplified_or_refused() throws IOException {
    fuzz(
        new byte[][] {GlbSample.sheet(6)},
        file -> GlbSimplifier.write(file, 20, OutputStream.nullOutputStream()));
  }

  private void fuzz(byte[][] seeds, Fitting fitting) throws IOException {
    SplittableRandom random = new SplittableRandom(20_260_104);
    Path file = directory.resolve("file");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = seeds[round % seeds.length].clone();
      Files.deleteIfExists(file);
      Files.write(file, MediaProbeFuzzTest.mutate(seed, random));
      try {
        fitting.apply(file);
      } catch (UnusableMediaException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
  }
}
