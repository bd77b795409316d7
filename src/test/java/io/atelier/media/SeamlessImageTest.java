package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeamlessImageTest {
  private static final int SIZE = 200;

  @Test
  void a_picture_with_seams_has_none_afterwards() {
    BufferedImage ramp = Pictures.of(SIZE, SIZE, (x, y) -> x << 16 | y << 8 | (x + y) / 2);
    assertThat(SeamMetric.of(ramp).seamless(SeamMetric.LOSSY_TOLERANCE)).isFalse();
    BufferedImage tile = SeamlessImage.of(ramp);
    SeamMetric metric = SeamMetric.of(tile);
    assertThat(metric.seamless(SeamMetric.LOSSLESS_TOLERANCE)).as("%s", metric).isTrue();
    assertThat(metric.horizontal().wrap()).isLessThan(1);
    assertThat(metric.vertical().wrap()).isLessThan(1);
  }

  // so that what was made to tile need not be measured again before it is kept
  @Test
  void whatever_it_shows_its_edges_meet_then() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 20; round++) {
      int size = 1 << random.nextInt(9);
      boolean[] light = new boolean[(512 / size + 1) * (512 / size + 1)];
      for (int i = 0; i < light.length; i++) {
        light[i] = random.nextBoolean();
      }
      int across = 512 / size + 1;
      BufferedImage blocks =
          Pictures.grey(512, 512, (x, y) -> light[y / size * across + x / size] ? 255 : 0);
      SeamMetric metric = SeamMetric.of(SeamlessImage.of(blocks));
      assertThat(metric.horizontal().wrap()).as("blocks of %d", size).isLessThan(2);
      assertThat(metric.vertical().wrap()).as("blocks of %d", size).isLessThan(2);
    }
  }

  @Test
  void the_middle_stays_as_it_is() {
    BufferedImage ramp = Pictures.of(SIZE, SIZE, (x, y) -> x << 16 | y << 8);
    BufferedImage tile = SeamlessImage.of(ramp);
    for (int i = SIZE * 3 / 20; i < SIZE * 17 / 20; i++) {
      assertThat(tile.getRGB(i, SIZE / 2)).isEqualTo(ramp.getRGB(i, SIZE / 2));
      assertThat(tile.getRGB(SIZE / 2, i)).isEqualTo(ramp.getRGB(SIZE / 2, i));
    }
  }

  @Test
  void what_tiles_already_is_left_alone() {
    BufferedImage wave =
        Pictures.grey(SIZE, SIZE, (x, y) -> (int) (128 + 99 * Math.cos(x * Math.PI / 100)));
    BufferedImage tile = SeamlessImage.of(wave);
    for (int x = 0; x < SIZE; x++) {
      assertThat(tile.getRGB(x, 0) & 0xff).isCloseTo(wave.getRGB(x, 0) & 0xff, within(1));
    }
  }

  @Test
  void grain_is_not_drawn_out_into_streaks() {
    SplittableRandom random = new SplittableRandom(11);
    BufferedImage grain = Pictures.grey(SIZE, SIZE, (x, y) -> random.nextInt(60, 200));
    BufferedImage tile = SeamlessImage.of(grain);
    int moved = 0;
    for (int y = SIZE / 5; y < SIZE * 4 / 5; y++) {
      moved += Math.abs((tile.getRGB(SIZE / 14, y) & 0xff) - (grain.getRGB(SIZE / 14, y) & 0xff));
    }
    // it was up to 70 at the border itself
    assertThat(moved / (SIZE * 3 / 5)).isLessThan(4);
    assertThat(SeamMetric.of(tile).horizontal().wrap()).isLessThan(1);
  }

  @Test
  void the_smallest_pictures_come_through() {
    for (int size = 1; size < 4; size++) {
      BufferedImage tiny = SeamlessImage.of(Pictures.of(size, size, (x, y) -> 0x123456));
      assertThat(tiny.getRGB(size - 1, 0)).isEqualTo(0xff123456);
    }
  }
}
