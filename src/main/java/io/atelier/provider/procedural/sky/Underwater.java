package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Under the sea: the bright window of the surface above, shafts of light, a sandy bottom below. */
record Underwater(
    VolumeNoise noise, Disc sun, Tint surface, Tint water, Tint abyss, Tint sand, float detail)
    implements Sky {

  static Underwater of(SkyLook look) {
    Direction at = Direction.of(look.aside(0.02f, 0.1f), look.random().between(0.13f, 0.2f));
    return new Underwater(
        look.noise(),
        new Disc(at, 0.05f, look.natural(0xf4fffa).times(210), 0.004f),
        look.natural(0x9cf0f4),
        look.named(0, 0x1484b4).mix(look.natural(0x1484b4), 0.35f),
        look.named(0, 0x04263e).times(0.25f).mix(look.natural(0x04263e), 0.5f),
        look.natural(0xc8b88c),
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    float up = Curve.clamp(0.5f + 0.5f * y);
    light.set(abyss.mix(water, Curve.smoothstep(0.25f, 1.05f, up)), 0.7f);
    if (y > 0.05f) {
      // Snell's window: the sky is seen within 48.6 degrees of straight up.
      float rip = 0.06f * noise.fbm(x / y * 3, 1, z / y * 3, 4, detail * y * y / 6);
      float window = Curve.smoothstep(0.56f, 0.8f, y + rip);
      float net = caustic(x / y * 2.2f, z / y * 2.2f, detail * y * y / 4.4f);
      light.cover(surface, 0.75f + 0.9f * net, 0.8f * window);
      light.add(surface, 0.18f * net * Curve.smoothstep(0.1f, 0.6f, y));
      sun.shine(x + rip, y, z + rip, 1, light);
    }
    // Shafts spread from the light: what they are made of changes around it only.
    float towards = sun.at().dot(x, y, z);
    float qx = x - towards * sun.at().x();
    float qy = y - towards * sun.at().y();
    float qz = z - towards * sun.at().z();
    float around = 4.5f / Math.max(0.02f, (float) Math.sqrt(qx * qx + qy * qy + qz * qz));
    float rays = noise.fbm(qx * around, qy * around, qz * around, 4, detail / 9);
    float near = Math.max(0, towards);
    float shaft =
        Curve.smoothstep(-0.05f, 0.55f, rays) * near * near * Curve.smoothstep(-0.4f, 0.3f, y);
    light.add(surface, 0.42f * shaft);
    if (y < -0.12f) {
      float down = -y;
      float gx = x / down;
      float gz = z / down;
      float finest = 0.5f * detail * down * down;
      float fine = noise.fbm(gx * 3, 15, gz * 3, 5, finest / 3);
      float net = caustic(gx * 1.4f, gz * 1.4f, finest / 1.4f);
      float shown = Curve.smoothstep(0.12f, 0.6f, down);
      Tint lit = sand.times(water).times(0.8f + 0.4f * fine + 1.1f * net);
      light.cover(lit, 1, 0.85f * shown);
    }
  }

  private float caustic(float px, float pz, float finest) {
    float wx = px + 0.5f * noise.at(px, 2, pz);
    float wz = pz + 0.5f * noise.at(px, 6, pz);
    float one = 1 - Math.abs(noise.fbm(wx, 3, wz, 2, finest + 1.3f)) * 3.2f;
    float two = 1 - Math.abs(noise.fbm(wx * 1.7f, 9, wz * 1.7f, 2, finest + 1.3f)) * 3.2f;
    float net = Math.max(0, one) * Math.max(0, one) + 0.6f * Math.max(0, two) * Math.max(0, two);
    return net * net * 0.5f;
  }
}
