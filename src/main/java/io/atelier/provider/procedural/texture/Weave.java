package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Threads over and under each other: carbon fibre in twill, or cloth in plain weave. */
record Weave(Ramp warp, Ramp weft, PeriodicNoise noise, int threads, int over, boolean carbon)
    implements Pattern {

  static Pattern carbon(Look look) {
    Ramp ramp = look.palette().main(0x050607, 0x121417, 0x24282d, 0x50565e, 0x9aa2ac);
    return new Weave(ramp, ramp, look.noise(), 4 * look.random().between(5, 7), 2, true);
  }

  static Pattern cloth(Look look) {
    Palette palette = look.palette();
    boolean denim = look.says("denim jeans");
    boolean coarse = look.says("burlap wicker basket rattan jute hessian knit");
    Ramp warp =
        denim
            ? palette.main(0x0c1830, 0x1e3a68, 0x3a5e96, 0x7694bc)
            : palette.main(0x4e3c26, 0x8c744c, 0xbca478, 0xe2d2ac);
    Ramp weft =
        denim
            ? palette.natural(0x50607a, 0x8496b0, 0xc4d0de)
            : palette.named() > 1 ? palette.accent(0x4e3c26, 0x8c744c, 0xbca478, 0xe2d2ac) : warp;
    int threads = coarse ? 4 * look.random().between(5, 7) : 4 * look.random().between(14, 18);
    return new Weave(warp, weft, look.noise(), threads, denim ? 3 : 1, false);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float stray = carbon ? 0 : 0.1f / threads;
    float x = (u + stray * noise.fbm(u, v, 12, 12, 2)) * threads + 0.25f;
    float y = (v + stray * noise.fbm(u + 0.5f, v, 12, 12, 2)) * threads + 0.25f;
    int column = Curve.floor(x);
    int row = Curve.floor(y);
    int repeat = carbon ? 4 : over + 1;
    int step = PeriodicNoise.wrap(row + column, repeat);
    boolean lengthwise = step < over;
    float across = (lengthwise ? x - column : y - row) - 0.5f;
    // Where along its float the thread is: -1 and 1 where it dives, 0 on top.
    int span = lengthwise ? over : repeat - over;
    int crossed = lengthwise ? step : step - over;
    float along = 2 * (crossed + (lengthwise ? y - row : x - column)) / span - 1;
    float crown = 1 - along * along;
    float round = 1 - 4 * across * across;
    float strand =
        lengthwise
            ? noise.fibres(v, u, 10, threads * 4, 2)
            : noise.fibres(u, v, 10, threads * 4, 2);
    float lit = 0.5f + 0.1f * crown;
    if (carbon) {
      lit = texel.pictured ? carbonSheen(lengthwise, along, across) : 0.3f;
    }
    float thread =
        noise.of(
                lengthwise
                    ? PeriodicNoise.wrap(column, threads)
                    : 500 + PeriodicNoise.wrap(row, threads))
            - 0.5f;
    float tone =
        lit + 0.16f * strand + (carbon ? 0.06f : 0.3f) * thread - 0.3f * (1 - round) * (1 - round);
    (lengthwise ? warp : weft).paint(tone, texel);
    float open = carbon ? 0.55f : 0.4f;
    texel.shade(open + (1 - open) * Curve.smoothstep(0, 0.45f, round * (0.35f + crown)));
    texel.height =
        (0.5f * round + 0.7f * crown) * (carbon ? 0.1f : 0.35f) / threads + 0.0004f * strand;
    texel.gloss = carbon ? 0.5f : 0;
    texel.roughness = carbon ? 0.26f + 0.1f * strand : 0.9f;
  }

  /** The two directions of fibre catch the light at different places of their arch. */
  private static float carbonSheen(boolean lengthwise, float along, float across) {
    float shine = lengthwise ? along + 0.35f : along - 0.15f;
    float peak = Math.max(0, 1 - shine * shine * 1.6f);
    return (lengthwise ? 0.3f : 0.16f)
        + (lengthwise ? 0.46f : 0.34f) * peak * peak
        - 0.1f * Math.abs(across);
  }
}
