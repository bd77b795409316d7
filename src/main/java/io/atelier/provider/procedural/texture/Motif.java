package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;

/** Printed decoration in two colours: stripes, dots, diamonds or waves. */
record Motif(Ramp ground, Ramp figure, PeriodicNoise noise, Shape shape, int count)
    implements Pattern {

  /** What is printed. */
  enum Shape {
    STRIPES,
    DOTS,
    DIAMONDS,
    WAVES
  }

  static Pattern of(Look look) {
    Palette palette = look.palette();
    Ramp ground = palette.main(0x7a0c18, 0xb01c28, 0xd83c40);
    Ramp figure = palette.accent(0xd8ccb4, 0xf0e8d8, 0xfffaf0);
    return new Motif(ground, figure, look.noise(), shape(look), 2 * look.random().between(3, 6));
  }

  private static Shape shape(Look look) {
    if (look.says("dots dotted polka spotted confetti")) {
      return Shape.DOTS;
    }
    if (look.says("harlequin argyle rhombus jester")) {
      return Shape.DIAMONDS;
    }
    return look.says("waves wavy zigzag chevron") ? Shape.WAVES : Shape.STRIPES;
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float soft = 0.03f;
    float inside = Curve.smoothstep(-soft, soft, field(u, v));
    float fine = noise.fbm(u, v, 70, 70, 3);
    float broad = noise.fbm(u, v, 4, 4, 4);
    float tone = 0.5f + 0.22f * broad + 0.16f * fine;
    ground.paint(tone, texel);
    figure.glaze(tone, inside, texel);
    texel.height = 0.0008f * fine + 0.0012f * inside;
    texel.gloss = 0.12f;
  }

  private float field(float u, float v) {
    return switch (shape) {
      case STRIPES -> Sine.ofTurns(count * (u + v));
      case WAVES -> Sine.ofTurns(count * v + 0.6f * Sine.ofTurns(count * 0.5f * u));
      case DIAMONDS ->
          Sine.ofTurns(count * 0.5f * (u + v)) * Sine.ofTurns(count * 0.5f * (u - v)) * 3;
      case DOTS -> Sine.ofTurns(count * 0.5f * u) * Sine.ofTurns(count * 0.5f * v) * 2 - 0.9f;
    };
  }
}
