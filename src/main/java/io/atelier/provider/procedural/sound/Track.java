package io.atelier.provider.procedural.sound;

/**
 * A stereo recording of fixed length that sounds are mixed into; what would fall outside is cut
 * off.
 *
 * <p>Not thread-safe.
 */
public final class Track {
  public static final int SAMPLE_RATE = 44_100;
  public static final float PEAK = 0.85f;

  public final float[] left;
  public final float[] right;

  public Track(int frames) {
    left = new float[frames];
    right = new float[frames];
  }

  public static int frames(double seconds) {
    return (int) Math.round(seconds * SAMPLE_RATE);
  }

  public int frames() {
    return left.length;
  }

  public double seconds() {
    return (double) left.length / SAMPLE_RATE;
  }

  /** Mixes a mono sound in, at a time and from -1 (left) to 1 (right). */
  public void mix(float[] sound, double at, double gain, double pan) {
    int start = frames(at);
    float toLeft = (float) (gain * Math.sqrt(0.5 * (1 - pan)));
    float toRight = (float) (gain * Math.sqrt(0.5 * (1 + pan)));
    int from = Math.max(0, -start);
    int to = Math.min(sound.length, left.length - start);
    for (int i = from; i < to; i++) {
      left[start + i] += sound[i] * toLeft;
      right[start + i] += sound[i] * toRight;
    }
  }

  /**
   * Takes off what no loudspeaker needs, fades both ends to silence, evens out, and brings the peak
   * to 0.85.
   */
  public void master() {
    removeOffset(left);
    removeOffset(right);
    fadeEnds();
    float peak = 0;
    double energy = 0;
    for (int i = 0; i < frames(); i++) {
      peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
      energy += left[i] * left[i] + right[i] * right[i];
    }
    if (peak > 0) {
      double rms = Math.sqrt(energy / (2.0 * frames())) / peak;
      float drive = (float) Math.max(1, Math.min(2.5, 0.13 / rms));
      saturate(left, 1 / peak, drive);
      saturate(right, 1 / peak, drive);
    }
  }

  private void fadeEnds() {
    int rise = Math.min(44, frames() / 10);
    int fall = Math.min(frames(0.04), frames() / 10);
    for (int i = 0; i < frames(); i++) {
      float fade = Math.min(1, Math.min((float) i / rise, (float) (frames() - 1 - i) / fall));
      left[i] *= fade;
      right[i] *= fade;
    }
  }

  /** Lifts the quiet under a lone sharp peak, which would else make the whole sound faint. */
  private static void saturate(float[] channel, float toUnit, float drive) {
    for (int i = 0; i < channel.length; i++) {
      float x = channel[i] * toUnit;
      channel[i] = PEAK * x * drive / (1 + (drive - 1) * Math.abs(x));
    }
  }

  /** A first-order high-pass at about 20 Hz. */
  private static void removeOffset(float[] channel) {
    float before = 0;
    float out = 0;
    for (int i = 0; i < channel.length; i++) {
      float in = channel[i];
      out = in - before + 0.997f * out;
      before = in;
      channel[i] = out;
    }
  }
}
