package io.atelier.provider.procedural.video;

/** A steady round light, at a place in picture heights. */
record Spotlight(float x, float y, float radius, Colour colour, float strength) implements Layer {
  @Override
  public void paint(Canvas canvas, double phase) {
    canvas.light.glow(x, y, radius, colour, strength);
  }
}
