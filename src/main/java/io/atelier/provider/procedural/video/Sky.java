package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;
import java.io.InterruptedIOException;
import java.util.List;

/** Skies and walls to put a scene in front of. */
final class Sky {
  private Sky() {}

  /** From the ramp's beginning above to its end at a height, and no further. */
  static Backdrop gradient(Setting setting, Ramp ramp, float bottom) throws InterruptedIOException {
    Gradient colours = new Gradient(ramp);
    return Backdrop.of(setting.width(), setting.height(), (x, y) -> colours.at(y / bottom));
  }

  /**
   * The same with a sun or moon and the glow around it.
   *
   * @param radius of the disc; none if it is 0
   */
  static Backdrop sun(
      Setting setting, Ramp ramp, float bottom, float sunX, float sunY, float radius, Colour sun)
      throws InterruptedIOException {
    Gradient colours = new Gradient(ramp);
    return Backdrop.of(
        setting.width(),
        setting.height(),
        (x, y) -> {
          Colour sky = colours.at(y / bottom);
          float distance = Shapes.length(x - sunX, y - sunY);
          float glow = 0.75f / (1 + 60 * distance * distance);
          float disc = Curve.smoothstep(radius + 0.0015f, radius - 0.0015f, distance);
          return sky.mix(sun, Math.min(1, glow + disc));
        });
  }

  /** Brightest in the middle: a wall in the light of a lamp. */
  static Backdrop wall(Setting setting, Ramp ramp, float centreY) throws InterruptedIOException {
    Gradient colours = new Gradient(ramp);
    float reach = 0.35f + 0.5f * Math.max(1, setting.aspect());
    return Backdrop.of(
        setting.width(),
        setting.height(),
        (x, y) -> colours.at(1 - Shapes.length(x - setting.aspect() / 2, y - centreY) / reach));
  }

  /** Gas between the stars, the ramp's end where it is thickest. */
  static Backdrop nebula(Setting setting, Ramp gas, Ramp veil) throws InterruptedIOException {
    PeriodicNoise noise = setting.noise();
    Gradient main = new Gradient(gas);
    Gradient other = new Gradient(veil);
    float aspect = Math.max(1, setting.aspect());
    float slope = setting.between(-0.5f, 0.5f);
    float middle = setting.between(0.4f, 0.6f);
    return Backdrop.of(
        setting.width(),
        setting.height(),
        (x, y) -> {
          float u = x / aspect;
          float v = y / aspect;
          float warp = 0.16f * noise.fbm(u + 0.3f, v, 2, 2, 4);
          float thick = noise.fbm(u + warp, v + warp, 2, 2, 6);
          float second = noise.fbm(u - warp + 0.5f, v + warp + 0.2f, 3, 3, 4);
          float off = y - middle - slope * (x - setting.aspect() / 2);
          float band = 0.42f * Math.max(0, 1 - off * off * 5);
          Colour base = main.at(0.26f + band + 0.85f * thick);
          float amount = 0.75f * Curve.smoothstep(0.02f, 0.5f, second + band * 0.5f);
          return base.mix(other.at(0.45f + 0.7f * second), amount);
        });
  }

  static Motes stars(Setting setting, int count, float bottom) {
    return new Motes(
        setting,
        count,
        new Motes.Region(0, 0, setting.aspect(), bottom),
        new Motes.Look(null, 0.0034f, 0, 0.35f, 0.45f, 0.95f),
        List.of(Colour.WHITE, Colour.srgb(0xcfe0ff), Colour.srgb(0xfff0d8)));
  }

  static Motes glints(Setting setting, int count, Motes.Region region, float size) {
    return new Motes(
        setting,
        count,
        region,
        new Motes.Look(Shapes.glint(), size, 0, 0.4f, 0, 0.9f),
        List.of(Colour.WHITE, Colour.srgb(0xfff4dc)));
  }
}
