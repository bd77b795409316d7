package io.atelier.provider.procedural.prompt;

/**
 * The SplitMix64 pseudo-random generator (Steele, Lea, Flood, OOPSLA 2014), written out so that its
 * numbers never change.
 *
 * <p>Not thread-safe.
 */
public final class SplitMix64 {
  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  public long nextLong() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** In [0, 1). */
  public float unit() {
    return (nextLong() >>> 40) * 0x1p-24f;
  }

  /** In [low, high). */
  public float between(float low, float high) {
    return low + (high - low) * unit();
  }

  /** In low..high, both included. */
  public int between(int low, int high) {
    return low + (int) Long.remainderUnsigned(nextLong(), high - low + 1L);
  }

  public boolean chance(float probability) {
    return unit() < probability;
  }
}
