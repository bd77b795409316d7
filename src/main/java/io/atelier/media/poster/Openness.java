package io.atelier.media.poster;

/**
 * How little the surroundings of a sample stand before it: light reaches corners less. Stateless
 * and thread-safe.
 */
final class Openness {
  private static final int LOOKS = 16;

  /** Neighbours look in other directions: four by four of them, then the same again. */
  private static final int TURNS = 4;

  private final int side;
  private final float[] depth;
  private final float half;
  private final double[] right = new double[TURNS * TURNS * LOOKS];
  private final double[] down = new double[TURNS * TURNS * LOOKS];
  private final float[] scale = new float[LOOKS];

  /** Of a film whose samples are so far away; they may still change. */
  Openness(int side, float[] depth, Camera camera) {
    this.side = side;
    this.depth = depth;
    half = (float) (camera.distance() * Camera.LENS);
    float reach = side / 26f;
    for (int i = 0; i < LOOKS; i++) {
      double r = reach * Math.sqrt((i + 0.5) / LOOKS);
      scale[i] = (float) (r / side) * 2;
      for (int of = 0; of < TURNS * TURNS; of++) {
        double turn = 2.399963 * (i + of % TURNS * 0.25 + of / TURNS * 0.0625);
        right[of * LOOKS + i] = r * StrictMath.cos(turn);
        down[of * LOOKS + i] = r * StrictMath.sin(turn);
      }
    }
  }

  /** 1 where nothing is near, down to a quarter. */
  float at(int x, int y) {
    float here = depth[y * side + x];
    float hidden = 0;
    int first = (y % TURNS * TURNS + x % TURNS) * LOOKS;
    for (int i = 0; i < LOOKS; i++) {
      int sx = (int) (x + right[first + i]);
      int sy = (int) (y + down[first + i]);
      if (sx < 0 || sy < 0 || sx >= side || sy >= side) {
        continue;
      }
      float nearer = (here - depth[sy * side + sx]) / half;
      if (nearer > 0.3f * scale[i]) {
        hidden += Math.min(1, nearer / (1.5f * scale[i])) / (1 + 60 * nearer * nearer);
      }
    }
    return 1 - 0.75f * hidden / LOOKS;
  }
}
