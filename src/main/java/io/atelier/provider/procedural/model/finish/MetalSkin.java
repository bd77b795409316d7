package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/**
 * Bare metal: its colour is nearly even, its roughness is not: brush marks or the clouds that hands
 * leave.
 *
 * @param brushed 0 polished to 1 under the brush
 */
record MetalSkin(float[] colour, float rough, float brushed, PeriodicNoise noise) implements Skin {

  static MetalSkin of(float[] colour, float rough, float brushed, SplitMix64 random) {
    return new MetalSkin(colour, rough, brushed, new PeriodicNoise(random.nextLong(), 512));
  }

  @Override
  public void at(float u, float v, Grain grain) {
    float cloud = noise.fbm(u, v, 3, 3, 4);
    float fine = noise.fbm(u, v, 40, 40, 3);
    float streak = noise.fibres(u, v, 3, 60, 3);
    float scratch = Curve.smoothstep(0.62f, 0.9f, noise.at(u + v, v - u, 9, 150));
    grain.colour(colour, 0.97f + 0.04f * cloud + 0.03f * brushed * streak);
    grain.metal = 1;
    grain.rough =
        rough + 0.05f * cloud + 0.02f * fine + 0.12f * brushed * (0.6f + streak) + 0.08f * scratch;
    grain.height = 0.00012f * fine + brushed * 0.00035f * streak - 0.00012f * scratch;
  }
}
