package io.atelier.provider.procedural.sound;

/**
 * How loud a sound is over its time: up in a line, a while at full, then a fall that ends at
 * exactly 0.
 *
 * @param attack seconds to full
 * @param hold seconds at full
 * @param decay seconds in which the fall halves six times; the sound ends there
 */
public record Envelope(double attack, double hold, double decay) {

  /** Struck: at once, then dying away. */
  public static Envelope struck(double decay) {
    return new Envelope(0.0015, 0, decay);
  }

  /** Blown: swelling, held, let go. */
  public static Envelope held(double attack, double hold, double release) {
    return new Envelope(attack, hold, release);
  }

  public double seconds() {
    return attack + hold + decay;
  }

  /** The gain of each sample. */
  public float[] samples() {
    int rise = Track.frames(attack);
    int flat = Track.frames(hold);
    int fall = Math.max(1, Track.frames(decay));
    float[] gain = new float[rise + flat + fall];
    for (int i = 0; i < rise; i++) {
      gain[i] = (float) i / rise;
    }
    for (int i = rise; i < rise + flat; i++) {
      gain[i] = 1;
    }
    double level = 1;
    double factor = StrictMath.pow(0.5, 6.0 / fall);
    for (int i = 0; i < fall; i++) {
      // The straight line takes the last of it to 0, where a bare exponential would stop with a
      // click.
      gain[rise + flat + i] = (float) (level * (1 - (double) i / fall));
      level *= factor;
    }
    return gain;
  }
}
