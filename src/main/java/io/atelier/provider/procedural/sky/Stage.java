package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * On a show's stage: moving heads on their trusses, beams in the haze, a screen, a glossy floor.
 */
record Stage(
    List<Beam> beams,
    Panel screen,
    VolumeNoise noise,
    Tint hall,
    Tint screenLow,
    Tint screenHigh,
    float detail)
    implements Sky {

  /** A spotlight, and the sheet of haze that its beam lights on the way to where it points. */
  record Beam(Disc lamp, Direction across, Direction along, float reach, Tint colour) {}

  static Stage of(SkyLook look) {
    SplitMix64 random = look.random();
    Tint[] colours = {
      look.named(0, 0xff2c8c),
      look.named(1, 0x2c8cff),
      look.named(2, 0xffc83c),
      look.natural(0xfff0e0)
    };
    List<Beam> beams = new ArrayList<>();
    int count = random.between(12, 16);
    for (int i = 0; i < count; i++) {
      double azimuth = (i + 0.5) / count - 0.5 + random.between(-0.012f, 0.012f);
      double elevation = 0.1 + 0.05 * random.unit() + (i % 2) * 0.03;
      Tint colour = colours[i * 7 % colours.length];
      Direction at = Direction.of(azimuth, elevation);
      Direction target = Direction.of(azimuth + random.between(-0.1f, 0.1f), -0.09 * random.unit());
      Direction across = at.cross(target);
      beams.add(
          new Beam(
              new Disc(at, 0.02f, colour.mix(Tint.WHITE, 0.35f).times(170), 0.003f),
              across,
              across.cross(at),
              (float) StrictMath.acos(at.dot(target.x(), target.y(), target.z())),
              colour));
    }
    Panel screen = Panel.of(Direction.of(0, 0.035), 0.62f, 0.3f, 0, Tint.WHITE, 0.01f);
    return new Stage(
        beams,
        screen,
        look.noise(),
        look.natural(0x14121c),
        colours[0].times(0.7f),
        colours[1],
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    if (y >= -0.14f) {
      air(x, y, z, 1, light);
      return;
    }
    // The floor is 0.14 below the eye's height of 1: mirrored, it shows the rig.
    float down = -y;
    float px = x / down;
    float pz = z / down;
    float finest = 0.5f * detail * down * down;
    float rough = 0.02f * noise.fbm(px * 9, 3, pz * 9, 4, finest / 9);
    air(x + rough, down - 0.12f, z + rough, 0.6f, light);
    float bound = 10 / Math.max(10, light.luminance());
    float panel =
        Math.min(Math.abs(Curve.fract(px * 0.8f) - 0.5f), Math.abs(Curve.fract(pz * 0.8f) - 0.5f));
    float joint = Curve.smoothstep(0.49f, 0.475f, 0.5f - panel);
    light.scale((0.1f + 0.2f * (1 - down)) * bound * (0.6f + 0.4f * joint));
    light.add(hall, 0.1f);
    for (Beam beam : beams) {
      float tx = px - pool(beam).x();
      float tz = pz - pool(beam).z();
      light.add(beam.colour(), 0.06f / (1 + 5 * (tx * tx + tz * tz)));
    }
  }

  /** Where on the floor the beam ends, at the scale of what is one unit below. */
  private static Direction pool(Beam beam) {
    Direction at = beam.lamp().at();
    return new Direction(at.x() * 2.4f, 0, at.z() * 2.4f);
  }

  private void air(float x, float y, float z, float shown, Radiance light) {
    float low = 1 - Curve.clamp(Math.abs(y + 0.1f) * 1.6f);
    light.set(hall, 0.12f + 0.5f * low);
    light.add(screenHigh, 0.03f * low);
    crowd(x, y, z, light);
    show(x, y, z, light);
    float smoke = 0.75f + 0.5f * noise.fbm(x * 3, y * 3, z * 3, 4, detail / 6);
    for (Beam beam : beams) {
      float forward = beam.lamp().at().dot(x, y, z);
      float along = beam.along().dot(x, y, z);
      if (along > 0) {
        float angle = along / Math.max(0.2f, forward + along * 0.3f);
        float wide = 0.012f + 0.11f * Math.min(1, angle);
        float off = beam.across().dot(x, y, z) / wide;
        float core = Math.max(0, 1 - off * off);
        float fade = Curve.smoothstep(0, 0.02f, along) / (0.35f + 5 * angle);
        light.add(beam.colour(), 0.95f * shown * core * core * fade * smoke);
      }
      beam.lamp().shine(x, y, z, shown, light);
    }
    // The truss: two dark rails with lattice between them.
    float truss = Math.abs(y - 0.72f);
    if (truss < 0.035f) {
      float azimuth = Direction.azimuth(x, z) * 120;
      float lattice = Math.abs(Curve.fract(azimuth) - 0.5f) * 2 - Math.abs(y - 0.685f) / 0.07f;
      if (truss > 0.026f || Math.abs(lattice) < 0.16f) {
        light.scale(0.25f);
      }
    }
  }

  private void show(float x, float y, float z, Radiance light) {
    float front = screen.at().dot(x, y, z);
    if (front < 0.3f) {
      return;
    }
    float u = screen.right().dot(x, y, z) / front / screen.across();
    float v = screen.up().dot(x, y, z) / front / screen.down();
    float edge = Math.max(Math.abs(u), Math.abs(v));
    if (edge > 1.04f) {
      return;
    }
    float burst = (float) StrictMath.atan2(v, u) * 2.546f;
    float rays = Curve.smoothstep(0.4f, 0.6f, Math.abs(Curve.fract(burst) - 0.5f) * 2);
    float r = u * u + v * v;
    float inside = Curve.smoothstep(1, 0.985f, edge);
    Tint shownTint = screenLow.mix(screenHigh, 0.5f * rays + 0.3f * Curve.clamp(r));
    light.cover(shownTint, 0.9f + 2.4f / (1 + 9 * r), inside);
    float rim = Curve.smoothstep(0.985f, 0.995f, edge) * Curve.smoothstep(1.04f, 1.02f, edge);
    light.add(screenHigh, 5 * rim);
  }

  /** Heads and raised hands before the far lights, all around but for the stage's front. */
  private void crowd(float x, float y, float z, Radiance light) {
    float away = Curve.smoothstep(0.45f, 0.1f, x);
    if (away <= 0 || y > 0.1f) {
      return;
    }
    float azimuth = Direction.azimuth(x, z);
    for (int row = 0; row < 3; row++) {
      float at = (azimuth + 0.5f) * (150 - 36 * row) + 0.37f * row;
      int head = Curve.floor(at);
      float off = (Curve.fract(at) - 0.5f) * 2;
      float top = -0.03f - 0.028f * row + 0.025f * noise.of(head, row);
      float round = top - 0.022f * off * off * (1 + row * 0.3f);
      float hidden = Curve.smoothstep(round + 1 / detail, round - 1 / detail, y) * away;
      light.cover(hall, 0.75f - 0.25f * row, hidden);
      light.add(screenHigh, 0.05f * hidden * Curve.smoothstep(0.02f, 0, round - y));
    }
  }
}
