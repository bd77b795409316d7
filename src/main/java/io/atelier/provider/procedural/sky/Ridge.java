package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * A chain of hills or mountains all around, between the horizon and the sky.
 *
 * @param base and {@code height} of its outline, as sines of elevation
 * @param frequency how many peaks
 * @param jagged 0 rolling hills to 1 rock
 * @param haze how much of the horizon's air lies before it
 */
record Ridge(
    VolumeNoise noise,
    Illumination light,
    Tint rock,
    Tint cap,
    float capped,
    float base,
    float height,
    float frequency,
    float jagged,
    float haze,
    float detail) {

  /** Paints it over what is behind, where it stands in this direction. */
  void paint(float x, float y, float z, Sky above, Radiance out) {
    if (y > base + height) {
      return;
    }
    float across = 1 / (float) Math.sqrt(x * x + z * z);
    float ax = x * across * frequency;
    float az = z * across * frequency;
    float finest = detail / frequency * 0.5f;
    float top = outline(ax, az, finest);
    // A low sun sets in a gap of the chain, or the place would have no sun.
    Direction from = light.from();
    float beside = (from.x() * x + from.z() * z) * across;
    float gap = Curve.smoothstep(0.9f, 0.985f, beside);
    float sight = Math.max(0.004f, from.y() - 0.03f);
    if (top > sight && from.y() < 0.5f) {
      top = Curve.mix(top, sight, gap);
    }
    float edge = 0.7f / detail;
    float hidden = Curve.smoothstep(top + edge, top - edge, y);
    if (hidden <= 0) {
      return;
    }
    float rise = y * frequency / Math.max(0.02f, height) * 0.25f;
    float face = noise.fbm(ax * 2, rise * 2.5f + 31, az * 2, 6, finest / 2);
    float behind =
        noise.fbm(
            ax * 2 + 0.08f * light.from().x(),
            rise * 2.5f + 31.06f,
            az * 2 + 0.08f * light.from().z(),
            6,
            finest / 2);
    float facing = 0.3f * light.from().y() + 0.12f + (0.6f + 5 * jagged) * (face - behind);
    float share = y / Math.max(0.02f, base + 0.75f * height);
    float white = capped * Curve.smoothstep(0.4f, 0.52f, share + 0.45f * face + (face - behind));
    Tint colour = rock.times(0.85f + 0.4f * face).mix(cap, white);
    Tint lit = light.on(colour, facing);
    Radiance air = new Radiance();
    above.air(x * 0.98f, 0.2f, z * 0.98f, air);
    float low = haze + (1 - haze) * 0.2f * (1 - Curve.clamp(y / Math.max(0.01f, top)));
    Tint seen = lit.mix(new Tint(air.red, air.green, air.blue), Curve.clamp(low));
    out.cover(seen, 1, hidden);
  }

  private float outline(float ax, float az, float finest) {
    float rolling = 0.5f + 0.62f * noise.fbm(ax, 0.5f, az, 3 + (int) (4 * jagged), finest);
    float crest = 1 - 1.9f * Math.abs(noise.at(ax, 17, az));
    float crags = 1 - 1.8f * Math.abs(noise.fbm(ax * 2.7f, 19, az * 2.7f, 6, finest / 2.7f));
    float sharp = 0.72f * crest + 0.28f * crags;
    return base + height * Curve.clamp(Curve.mix(rolling, 0.3f * rolling + 0.7f * sharp, jagged));
  }
}
