package io.atelier.provider.procedural.texture;

/** The colours of metals, from their deepest shadow to their highlight. */
final class Metals {
  private Metals() {}

  static Ramp ramp(Look look) {
    Palette palette = look.palette();
    if (look.says("rose") && look.says("gold golden")) {
      return palette.natural(0x2c0f0a, 0x7c4034, 0xc4806a, 0xecb8a2, 0xfff0e6);
    }
    if (look.says("gold golden gilded")) {
      return palette.natural(0x2a1602, 0x7c4d08, 0xc8902a, 0xf0cc64, 0xfff4c8);
    }
    if (look.says("copper")) {
      return palette.natural(0x240a04, 0x6e2c14, 0xbc6238, 0xeca27a, 0xffe6d4);
    }
    if (look.says("bronze")) {
      return palette.natural(0x1a0e05, 0x563818, 0x946836, 0xc8a064, 0xf6e2b8);
    }
    if (look.says("brass")) {
      return palette.natural(0x1e1604, 0x685414, 0xae9438, 0xdec874, 0xfcf4c4);
    }
    if (look.says("silver platinum chrome")) {
      return palette.natural(0x12141a, 0x5c6068, 0xa6aab2, 0xdcdfe4, 0xffffff);
    }
    if (look.says("iron cast gunmetal titanium")) {
      return palette.main(0x0c0d0f, 0x32353a, 0x62666c, 0x92969c, 0xd2d6da);
    }
    return palette.main(0x101318, 0x484e56, 0x8a9098, 0xc0c6cc, 0xf8fafc);
  }
}
