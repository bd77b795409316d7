package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/** Paint, plastic or enamel of one colour, with the faint orange peel of a sprayed coat. */
record LacquerSkin(float[] colour, float rough, PeriodicNoise noise) implements Skin {

  static LacquerSkin of(float[] colour, float rough, SplitMix64 random) {
    return new LacquerSkin(colour, rough, new PeriodicNoise(random.nextLong(), 512));
  }

  @Override
  public void at(float u, float v, Grain grain) {
    float cloud = noise.fbm(u, v, 3, 3, 4);
    float peel = noise.fbm(u, v, 36, 36, 2);
    grain.colour(colour, 1 + 0.05f * cloud);
    grain.rough = rough + 0.05f * cloud + 0.015f * peel;
    grain.height = 0.00025f * peel;
  }
}
