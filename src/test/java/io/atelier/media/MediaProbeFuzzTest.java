package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class MediaProbeFuzzTest {
  private static final int ROUNDS = 6000;

  /** By files of a few kilobytes: several times what a scanline and the buffers take. */
  private static final long MOST_ALLOCATED = 4 << 20;

  /** Issue 6: "no file may cost > 64 MB beyond a declared full decode". */
  private static final long MOST_BESIDE_A_DECODE = 64 << 20;

  private static final int REPEATED_BYTES = 100_000;

  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0xff, 0x7fff_fff0
  };

  @TempDir Path directory;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void no_mutation_or_truncation_makes_the_probe_throw_or_hang() throws IOException {
    byte[][] seeds = {Samples.png(20, 13), Samples.wav(300)};
    SplittableRandom random = new SplittableRandom(20_260_101);
    int broken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] content = mutate(seeds[round % seeds.length].clone(), random);
      broken += survives(content) instanceof ProbeResult.Broken ? 1 : 0;
    }
    assertThat(broken).isGreaterThan(ROUNDS / 2);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void no_mutation_of_any_format_makes_the_probe_throw_or_hang() throws IOException {
    List<FormatSamples.Sample> seeds = FormatSamples.all();
    SplittableRandom random = new SplittableRandom(20_260_102);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = seeds.get(round % seeds.size()).bytes();
      survives(mutate(seed.clone(), random));
    }
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void random_bytes_behind_a_signature_make_the_probe_neither_throw_nor_hang() throws IOException {
    List<FormatSamples.Sample> seeds = FormatSamples.all();
    SplittableRandom random = new SplittableRandom(20_260_103);
    int broken = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] seed = seeds.get(round % seeds.size()).bytes();
      byte[] content = Arrays.copyOf(seed, random.nextInt(16, 400));
      int kept = Math.min(random.nextInt(4, 24), content.length);
      boolean ascii = random.nextBoolean();
      for (int i = kept; i < content.length; i++) {
        content[i] = (byte) (ascii ? random.nextInt(' ', 0x7f) : random.nextInt());
      }
      broken += survives(content) instanceof ProbeResult.Broken ? 1 : 0;
    }
    assertThat(broken).isGreaterThan(ROUNDS * 4 / 5);
  }

  // what one part costs, thousands must not
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void parts_repeated_by_the_thousand_make_the_probe_neither_throw_nor_hang() throws IOException {
    List<FormatSamples.Sample> seeds = FormatSamples.all();
    SplittableRandom random = new SplittableRandom(20_260_105);
    for (int round = 0; round < ROUNDS / 4; round++) {
      byte[] seed = seeds.get(round % seeds.size()).bytes();
      survives(repeated(seed, random), MOST_BESIDE_A_DECODE);
    }
  }

  /**
   * A part of the content so often that it is a hundred kilobytes, its own lengths as they were.
   */
  private static byte[] repeated(byte[] content, SplittableRandom random) {
    int length = random.nextInt(1, Math.min(64, content.length));
    int at = random.nextInt(content.length - length);
    int times = REPEATED_BYTES / length;
    ByteBuffer all = ByteBuffer.allocate(content.length + times * length);
    all.put(content, 0, at);
    for (int i = 0; i < times; i++) {
      all.put(content, at, length);
    }
    return all.put(content, at, content.length - at).array();
  }

  private ProbeResult survives(byte[] content) throws IOException {
    return survives(content, MOST_ALLOCATED);
  }

  private ProbeResult survives(byte[] content, long mostAllocated) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ProbeResult result = FormatSamples.probe(directory, content);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(mostAllocated);
    if (result instanceof ProbeResult.Broken damage) {
      assertThat(damage.reason()).isNotBlank().isPrintable().hasSizeLessThan(120);
    }
    return result;
  }

  static byte[] mutate(byte[] content, SplittableRandom random) {
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
    return switch (random.nextInt(8)) {
      case 0, 1 -> Arrays.copyOf(content, random.nextInt(content.length + 9));
      case 2 -> moved(content, random);
      default -> content;
    };
  }

  /** A part of the content put somewhere else, over what was there. */
  private static byte[] moved(byte[] content, SplittableRandom random) {
    int length = random.nextInt(1 + content.length / 2);
    int from = random.nextInt(content.length - length + 1);
    int to = random.nextInt(content.length - length + 1);
    System.arraycopy(content, from, content, to, length);
    return content;
  }
}
