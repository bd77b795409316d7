package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.texture.Pattern;
import io.atelier.provider.procedural.texture.Texel;

/**
 * A surface as the texture synthesiser paints it: what is glossy there is smooth here, what lies
 * deep sees less of the sky.
 *
 * @param relief how much of the pattern's height to keep
 */
record PatternSkin(Pattern pattern, float relief) implements Skin {
  private static final ThreadLocal<Texel> TEXEL = ThreadLocal.withInitial(Texel::bare);

  @Override
  public void at(float u, float v, Grain grain) {
    Texel texel = TEXEL.get();
    texel.clear();
    pattern.at(u, v, texel);
    grain.red = texel.red + texel.glowRed;
    grain.green = texel.green + texel.glowGreen;
    grain.blue = texel.blue + texel.glowBlue;
    grain.metal = texel.metal;
    grain.rough = texel.roughness < 0 ? 0.92f - 0.8f * texel.gloss : texel.roughness;
    grain.height = relief * texel.height;
    grain.open = Math.min(1, 0.85f + 12 * texel.height);
  }
}
