package io.atelier.provider.procedural.sound;

/**
 * A room around the sound: Schroeder's parallel combs and serial all-passes (1962), tuned apart for
 * each ear.
 */
public final class Reverb {
  private static final int[] COMBS = {1557, 1617, 1491, 1422};
  private static final int[] ALL_PASSES = {225, 556};
  private static final int EAR = 23;

  private Reverb() {}

  /**
   * Adds the room's answer to a track.
   *
   * @param wet how loud, 0 to 1
   * @param seconds until it has died away
   */
  public static void apply(Track track, double wet, double seconds) {
    float[] send = new float[track.frames()];
    for (int i = 0; i < send.length; i++) {
      send[i] = 0.5f * (track.left[i] + track.right[i]);
    }
    add(track.left, room(send, 0, seconds), (float) wet);
    add(track.right, room(send, EAR, seconds), (float) wet);
  }

  private static float[] room(float[] send, int apart, double seconds) {
    float[] sum = new float[send.length];
    for (int comb : COMBS) {
      comb(send, sum, comb + apart, seconds);
    }
    for (int allPass : ALL_PASSES) {
      allPass(sum, allPass + apart);
    }
    return sum;
  }

  private static void comb(float[] in, float[] sum, int delay, double seconds) {
    float feedback = (float) StrictMath.pow(0.001, delay / (seconds * Track.SAMPLE_RATE));
    float[] line = new float[delay];
    float damped = 0;
    for (int i = 0, at = 0; i < in.length; i++) {
      float out = line[at];
      damped = 0.7f * out + 0.3f * damped;
      line[at] = in[i] + damped * feedback;
      sum[i] += 0.25f * out;
      at = at + 1 == delay ? 0 : at + 1;
    }
  }

  private static void allPass(float[] sound, int delay) {
    float[] line = new float[delay];
    for (int i = 0, at = 0; i < sound.length; i++) {
      float late = line[at];
      float in = sound[i];
      line[at] = in + 0.5f * late;
      sound[i] = late - 0.5f * line[at];
      at = at + 1 == delay ? 0 : at + 1;
    }
  }

  private static void add(float[] to, float[] sound, float gain) {
    for (int i = 0; i < to.length; i++) {
      to[i] += gain * sound[i];
    }
  }
}
