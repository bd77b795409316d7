package io.atelier.provider.procedural.music;

/**
 * What makes a sound of a pitch and a length: always the same one, so that it is made once and
 * played often.
 */
@FunctionalInterface
interface Instrument {
  /**
   * A sound, mono, of any loudness; it dies away after the time it is held.
   *
   * @param take 0 or 1: two players of the same instrument, never quite alike
   */
  float[] sound(double hertz, double seconds, int take);
}
