package io.atelier.provider.procedural.texture;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sums of one noise that a large picture has asked for, each tabulated unless that would cost
 * more than it saves. Thread-safe.
 */
final class NoiseTables {
  /** From so many pixels a side on it pays. */
  private static final int LARGE = 1024;

  /** A table has at most one value for so many pixels. */
  private static final int PIXELS_PER_VALUE = 4;

  private static final int BITS = 12;
  private static final NoiseTable[] NONE = {};

  private final long room;
  private volatile NoiseTable[] asked = NONE;

  private NoiseTables(long room) {
    this.room = room;
  }

  static @Nullable NoiseTables forPicture(int size) {
    return size < LARGE ? null : new NoiseTables((long) size * size / PIXELS_PER_VALUE);
  }

  /** How layers are summed, and how many values each cell of the finest may have, best first. */
  @SuppressWarnings("ImmutableEnumChecker") // the arrays are never changed
  enum Sum {
    CLOUDS(8, 6, 4),
    CRESTS(64, 32, 16),
    FIBRES(8, 6, 4);

    private final int[] perCell;

    Sum(int... perCell) {
      this.perCell = perCell;
    }

    /** How many cells the last of so many layers has across. */
    private long finest(int cells, int layers) {
      long finest = cells;
      for (int i = 1; i < layers; i++) {
        finest = this == FIBRES ? PeriodicNoise.fibresAlong((int) finest) : 2 * finest;
      }
      return finest;
    }

    private float of(PeriodicNoise noise, float u, float v, int fx, int fy, int octaves) {
      return switch (this) {
        case CLOUDS -> noise.clouds(u, v, fx, fy, octaves);
        case CRESTS -> noise.crests(u, v, fx, fy, octaves);
        case FIBRES -> noise.threads(u, v, fx, fy, octaves);
      };
    }
  }

  /** The table of a sum; null if it is better worked out each time. */
  @Nullable NoiseTable get(PeriodicNoise noise, Sum sum, int fx, int fy, int octaves) {
    int key = ((octaves << BITS | fx) << BITS | fy) << 2 | sum.ordinal();
    for (NoiseTable table : asked) {
      if (table.key == key) {
        return table.pays() ? table : null;
      }
    }
    add(key, noise, sum, fx, fy, octaves);
    return get(noise, sum, fx, fy, octaves);
  }

  private synchronized void add(
      int key, PeriodicNoise noise, Sum sum, int fx, int fy, int octaves) {
    if (Arrays.stream(asked).anyMatch(table -> table.key == key)) {
      return;
    }
    NoiseTable[] more = Arrays.copyOf(asked, asked.length + 1);
    more[asked.length] = table(key, noise, sum, fx, fy, octaves);
    asked = more;
  }

  private NoiseTable table(int key, PeriodicNoise noise, Sum sum, int fx, int fy, int octaves) {
    int layers = noise.layers(fx, fy, octaves);
    long wide = sum.finest(fx, layers);
    long high = (long) fy << layers - 1;
    for (int values : sum.perCell) {
      if (layers > 1 && wide * values * high * values <= room) {
        return new NoiseTable(
            key,
            (int) wide * values,
            (int) high * values,
            (u, v) -> sum.of(noise, u, v, fx, fy, octaves));
      }
    }
    return NoiseTable.none(key);
  }
}
