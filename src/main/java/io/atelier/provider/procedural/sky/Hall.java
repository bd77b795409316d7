package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;
import java.util.List;

/**
 * A grand room: columns and panels along its walls, a coffered ceiling with lamps, a patterned
 * carpet; in a casino rows of machines that glow.
 */
record Hall(
    VolumeNoise noise,
    Tint wall,
    Tint gold,
    Tint carpet,
    Tint figure,
    Tint ceiling,
    Tint lamp,
    List<Tint> screens,
    boolean casino,
    float detail)
    implements Sky {
  private static final float LONG = 4.5f;
  private static final float WIDE = 3.5f;
  private static final float UP = 1.7f;
  private static final float DOWN = 1;

  static Hall of(SkyLook look) {
    boolean casino =
        look.says("casino slot slots jackpot poker roulette blackjack vegas gambling arcade");
    List<Tint> screens =
        List.of(
            look.natural(0xff3c7c),
            look.natural(0x3cc8ff),
            look.natural(0xffb42c),
            look.natural(0x9c50ff));
    return new Hall(
        look.noise(),
        look.named(0, casino ? 0x6c1c24 : 0xb89c78).times(casino ? 0.55f : 0.7f),
        look.natural(0xe0b050),
        look.named(0, casino ? 0x7c1020 : 0x5c4030).times(0.6f),
        look.named(1, 0xd8a43c).times(0.8f),
        look.natural(casino ? 0x5c3c30 : 0xd8d0c0),
        look.natural(0xffd8a0),
        screens,
        casino,
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance out) {
    float toX = LONG / Math.max(1e-4f, Math.abs(x));
    float toZ = WIDE / Math.max(1e-4f, Math.abs(z));
    float toY = (y > 0 ? UP : DOWN) / Math.max(1e-4f, Math.abs(y));
    float far = Math.min(Math.min(toX, toZ), toY);
    float px = x * far;
    float py = y * far;
    float pz = z * far;
    float pixel = far / detail;
    if (far == toY) {
      if (y > 0) {
        ceiling(px, pz, pixel, out);
      } else {
        carpet(px, pz, pixel, out);
      }
    } else if (far == toX) {
      wall(pz, py, WIDE, x > 0 ? 0 : 1, pixel, out);
    } else {
      wall(px, py, LONG, z > 0 ? 2 : 3, pixel, out);
    }
  }

  /** How much of the ceiling's lamps reaches a height. */
  private static float falloff(float height) {
    return 0.42f + 0.35f * Curve.clamp((height + DOWN) / (UP + DOWN));
  }

  private void ceiling(float px, float pz, float pixel, Radiance out) {
    float u = Math.abs(Curve.fract(px + 0.5f) - 0.5f);
    float v = Math.abs(Curve.fract(pz + 0.5f) - 0.5f);
    float edge = Math.max(u, v);
    float soft = 0.01f + pixel;
    float beam = Curve.smoothstep(0.38f - soft, 0.38f + soft, edge);
    float mould = Curve.smoothstep(0.33f - soft, 0.33f + soft, edge) * (1 - beam);
    out.set(ceiling.mix(gold, 0.7f * mould), 0.42f + 0.25f * beam - 0.15f * mould);
    float r = (float) Math.sqrt(u * u + v * v);
    int id = Curve.floor(px + 0.5f) * 31 + Curve.floor(pz + 0.5f);
    out.add(lamp, 0.24f / (0.3f + 16 * r * r) * 0.5f);
    out.add(
        lamp, 64 * (0.8f + 0.4f * noise.of(id, 1)) * Curve.smoothstep(0.1f + soft, 0.1f - soft, r));
    out.cover(
        gold, 0.9f, 0.9f * Curve.smoothstep(0.022f + soft, 0.022f - soft, Math.abs(r - 0.125f)));
    // The chandelier before the middle: rings of candles.
    float cx = px - 1.6f;
    float ring = (float) Math.sqrt(cx * cx + pz * pz);
    float turn = Direction.azimuth(cx, pz) + 0.5f;
    for (int i = 0; i < 3; i++) {
      float radius = 0.22f + 0.2f * i;
      int candles = 8 + 8 * i;
      float along = (Curve.fract(turn * candles) - 0.5f) / candles * 6.2832f * radius;
      float away = (ring - radius) * (ring - radius) + along * along;
      out.add(
          lamp,
          130 * Curve.smoothstep(0.0013f + pixel * 0.02f, 0.0003f, away)
              + 0.004f / (0.004f + away));
      out.cover(gold, 1.3f, 0.6f * Curve.smoothstep(0.018f, 0.008f, Math.abs(ring - radius)));
    }
  }

  private void carpet(float px, float pz, float pixel, Radiance out) {
    float u = Math.abs(Curve.fract(px * 1.25f) - 0.5f);
    float v = Math.abs(Curve.fract(pz * 1.25f) - 0.5f);
    float soft = 0.02f + pixel * 1.5f;
    float r = (float) Math.sqrt(u * u + v * v);
    float petal = Math.abs(Curve.fract((Direction.azimuth(u + 0.001f, v) + 0.5f) * 8) - 0.5f);
    float flower = Curve.smoothstep(soft, -soft, r - 0.2f - 0.12f * petal);
    float diamond = Curve.smoothstep(soft, -soft, Math.abs(u + v - 0.5f) - 0.03f);
    float heart = Curve.smoothstep(soft, -soft, r - 0.09f);
    float pile = noise.fbm(px * 24, 3, pz * 24, 3, 0.4f / pixel / 24);
    float fade = 1 - Curve.smoothstep(0.1f, 0.4f, pixel * 8);
    Tint colour =
        carpet
            .mix(figure, Curve.clamp(flower * 0.8f + diamond) * fade)
            .mix(carpet.times(0.4f), heart * fade)
            .times(0.9f + 0.25f * pile);
    float glow = 0;
    if (casino) {
      glow = Curve.smoothstep(1.6f, 0, Math.min(WIDE - Math.abs(pz), LONG - Math.abs(px)));
    }
    out.set(colour, 0.62f);
    out.add(screens.get(1).times(carpet.plus(figure.times(0.3f))), 0.5f * glow);
  }

  private void wall(float along, float height, float length, int side, float pixel, Radiance out) {
    float bay = along * (length == WIDE ? 7 : 9) / (2 * length) + (length == WIDE ? 3.5f : 4.5f);
    int id = Curve.floor(bay) + 16 * side;
    float u = Math.abs(Curve.fract(bay) - 0.5f);
    float soft = 0.012f + pixel;
    float column = Curve.smoothstep(0.4f - soft, 0.4f + soft, u);
    float lit = falloff(height);
    float sconce =
        0.11f / (0.12f + 3.2f * (u - 0.5f) * (u - 0.5f) + (height - 0.6f) * (height - 0.6f));
    float round = 1 - 0.75f * Math.abs(u - 0.5f) / 0.1f * column;
    float grain = noise.fbm(along * 5, height * 5, side, 5, 0.4f / pixel / 5);
    float frame =
        Curve.smoothstep(
            0.02f + soft,
            0.02f - soft,
            Math.abs(Math.max(u - 0.32f, Math.abs(height - 0.35f) - 0.8f)));
    Tint face = wall.times(0.9f + 0.2f * grain).mix(gold.times(0.75f), 0.8f * frame * (1 - column));
    Tint pillar = gold.mix(Tint.WHITE, 0.35f).times(0.35f + 0.75f * round);
    out.set(face.mix(pillar, column), lit);
    out.add(lamp.times(wall.plus(gold.times(0.35f))), 0.45f * sconce);
    float bulb = (u - 0.5f) * (u - 0.5f) * 0.9f + (height - 0.6f) * (height - 0.6f) * 0.35f;
    out.add(lamp, 46 * Curve.smoothstep(0.0016f + pixel * 0.02f, 0.0004f, bulb));
    float cornice = Curve.smoothstep(UP - 0.14f - soft, UP - 0.14f + soft, height);
    out.cover(gold, 0.55f + 0.25f * Curve.fract(height * 14), cornice);
    if (casino && height < 0.12f) {
      machine(u, height, id, soft, out);
    } else if (height < -0.55f) {
      out.cover(wall.times(0.5f), lit, Curve.smoothstep(-0.55f, -0.58f, height));
    }
  }

  private void machine(float u, float height, int id, float soft, Radiance out) {
    float body =
        Curve.smoothstep(0.37f + soft, 0.37f - soft, u) * Curve.smoothstep(0.12f, 0.09f, height);
    Tint colour = screens.get(Math.floorMod(id * 7, screens.size()));
    out.cover(gold.mix(colour, 0.4f).times(0.25f), 0.6f, body);
    float screen =
        Curve.smoothstep(0.3f + soft, 0.3f - soft, u)
            * Curve.smoothstep(0.27f + soft, 0.27f - soft, Math.abs(height + 0.25f));
    float reel = Curve.smoothstep(0.085f, 0.075f, Math.abs(Curve.fract(u * 5) - 0.5f) * 0.2f);
    float symbol = noise.of(id * 64 + Curve.floor(height * 9) * 8 + Curve.floor(u * 5), 5);
    out.add(colour.mix(Tint.WHITE, 0.4f * symbol), body * screen * (0.35f + 1.5f * symbol * reel));
    float rim =
        Curve.smoothstep(
            0.018f, 0.006f, Math.abs(Math.max(u - 0.335f, Math.abs(height + 0.25f) - 0.31f)));
    out.add(colour, 3 * rim * body);
    float marquee = Curve.smoothstep(0.05f, 0.03f, Math.abs(height - 0.06f)) * body;
    out.add(lamp, 2 * marquee * Curve.smoothstep(0.3f, 0.1f, Math.abs(Curve.fract(u * 12) - 0.5f)));
  }
}
