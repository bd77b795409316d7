package io.atelier.provider.procedural.video;

/** A picture that stays where it is. */
record Still(Picture picture, float x, float y, float rx, float ry) implements Layer {
  @Override
  public void paint(Canvas canvas, double phase) {
    picture.stand(canvas, x, y, rx, ry, 0);
  }
}
