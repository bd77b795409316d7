package io.atelier.provider.procedural.prompt;

/**
 * The sine of an angle in turns, from a table: fast, and the same bits on every machine, which
 * Math.sin does not promise.
 */
public final class Sine {
  private static final int STEPS = 4096;
  private static final float[] TABLE = new float[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      TABLE[i] = (float) StrictMath.sin(2 * Math.PI * i / STEPS);
    }
  }

  private Sine() {}

  /** Period 1, range -1 to 1; the error is below 0.000001. */
  public static float ofTurns(double turns) {
    double at = (turns - Math.floor(turns)) * STEPS;
    int index = Math.min((int) at, STEPS - 1);
    float fraction = (float) (at - index);
    return TABLE[index] + (TABLE[index + 1] - TABLE[index]) * fraction;
  }
}
