package io.atelier.provider.procedural.video;

/**
 * Part of a scene, painted over what lies behind it.
 *
 * <p>A function of the phase alone, the same at 0 and 1 if the film is to loop. Several threads
 * paint different phases at once.
 */
interface Layer {
  /**
   * Paints it.
   *
   * @param phase how much of the film is over, from 0 to below 1
   */
  void paint(Canvas canvas, double phase);
}
