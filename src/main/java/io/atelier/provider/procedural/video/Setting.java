package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.Palette;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything a scene is designed from: the prompt's words and colours, the film's size and time,
 * and chance.
 *
 * <p>Chance is drawn in the order the design asks for it, so the same prompt makes the same scene
 * at every size.
 */
record Setting(
    Prompt prompt, Palette palette, SplitMix64 random, int width, int height, Beat beat) {

  static Setting of(Prompt prompt, int width, int height, Beat beat) {
    return new Setting(prompt, new Palette(prompt), prompt.random("video"), width, height, beat);
  }

  float aspect() {
    return (float) width / height;
  }

  boolean says(String anyOf) {
    return prompt.says(anyOf);
  }

  float between(float low, float high) {
    return random.between(low, high);
  }

  PeriodicNoise noise() {
    return new PeriodicNoise(random.nextLong(), height);
  }

  /** Colours of a night, in the colour the prompt names if that is not too bright for one. */
  Ramp night(int... keys) {
    Ramp named = palette.main(keys);
    Colour middle = Colour.of(named, 0.4);
    float light = 0.3f * middle.red() + 0.6f * middle.green() + 0.1f * middle.blue();
    return light > 0.36f ? palette.natural(keys) : named;
  }

  /** A gradient of the seed's choosing, unless the words say how warm. */
  Ramp mood() {
    if (palette.named() == 0 && says("warm cozy candle candles lamp lamps fire autumn summer")) {
      return palette.natural(0x1c0804, 0x5c2008, 0xb85410, 0xf4a43c, 0xffe0a4);
    }
    if (palette.named() == 0 && says("cold cool ice icy calm moonlight fresh")) {
      return palette.natural(0x040c20, 0x0c2c5c, 0x2070a8, 0x6cc0e0, 0xdcf6ff);
    }
    return palette.invented(random);
  }

  /** Colours of one kind of thing, each of its own hue, that go well together. */
  List<Colour> festive() {
    Ramp named = palette.invented(prompt.random("festive"));
    List<Colour> colours = new ArrayList<>();
    double hue = random.unit();
    for (int i = 0; i < 6; i++) {
      colours.add(
          palette.named() > 0 && i % 2 == 0
              ? Colour.of(named, 0.35 + 0.1 * i)
              : Colour.of(Oklab.ofHue(0.74, 0.19, hue + i / 6.0)));
    }
    return colours;
  }
}
