package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;

/**
 * One picture that turns about its centre: a wheel, a planet, a sweet.
 *
 * @param y of its centre, in picture heights; x likewise
 * @param turns in all; a whole number of the picture's own repeats
 * @param eased whether it is given a push and comes to rest, else it turns evenly
 */
record Spin(Picture picture, float x, float y, float radius, float turns, boolean eased)
    implements Layer {

  @Override
  public void paint(Canvas canvas, double phase) {
    double way = eased ? phase - Sine.ofTurns(phase) / (2 * Math.PI) : phase;
    picture.stand(canvas, x, y, radius, radius, (float) (way * turns));
  }
}
