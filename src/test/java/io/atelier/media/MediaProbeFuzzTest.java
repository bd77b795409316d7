package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MediaProbeFuzzTest {
  private static final int ROUNDS = 6000;
  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xff, 0x7fff_fff0
  };

  @TempDir Path directory;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void no_mutation_or_truncation_makes_the_probe_throw_or_hang() throws IOException {
    byte[][] seeds = {Samples.png(20, 13), Samples.wav(300)};
    SplittableRandom random = new SplittableRandom(20_260_101);
    Path file = directory.resolve("fuzz");
    int broken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] content = mutate(seeds[round % seeds.length].clone(), random);
      Files.write(file, content);
      ProbeResult result = MediaProbe.probe(file);
      if (result instanceof ProbeResult.Broken damage) {
        broken++;
        assertThat(damage.reason()).isNotBlank().isPrintable().hasSizeLessThan(120);
      }
    }
    assertThat(broken).isGreaterThan(ROUNDS / 2);
  }

  private static byte[] mutate(byte[] content, SplittableRandom random) {
    int edits = random.nextInt(1, 6);
    for (int i = 0; i < edits; i++) {
      // Most lengths and types are near the beginning.
      int reach = random.nextBoolean() ? Math.min(64, content.length) : content.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(3)) {
        case 0 -> content[at] = (byte) random.nextInt();
        case 1 -> content[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          if (at + 4 <= content.length) {
            ByteBuffer.wrap(content).putInt(at, EXTREMES[random.nextInt(EXTREMES.length)]);
          }
        }
      }
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(content, random.nextInt(content.length + 9))
        : content;
  }
}
