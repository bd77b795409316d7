package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;

/** Light bulbs around a wheel, lit by turns. */
record Bulbs(float x, float y, float radius, int count, Beat beat) implements Layer {
  private static final Colour WARM = Colour.srgb(0xfff0c0);

  @Override
  public void paint(Canvas canvas, double phase) {
    for (int i = 0; i < count; i++) {
      float bx = x + radius * Sine.ofTurns((double) i / count);
      float by = y - radius * Sine.ofTurns((double) i / count + 0.25);
      float lit = 0.5f + 0.5f * beat.wave(phase, 1.2, i % 2 == 0 ? 0 : 0.5f);
      canvas.sharp.glow(bx, by, radius * 0.04f, WARM, 0.4f + 1.1f * lit);
      canvas.light.glow(bx, by, radius * 0.13f, WARM, 0.28f * lit);
    }
  }
}
