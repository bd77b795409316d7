package io.atelier.provider.procedural.model.finish;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.prompt.SplitMix64;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class GemSkinTest {
  private static final int TEXELS = 512;
  private static final float[] RUBY = {0.6f, 0.02f, 0.08f};

  private final Skin skin = GemSkin.of(RUBY, new SplitMix64(7));

  @Test
  void no_edge_of_a_splinter_is_sharper_than_a_texel() {
    float steepest = 0;
    for (int row = 0; row < TEXELS; row += 5) {
      for (int i = 0; i < 4 * TEXELS; i++) {
        float v = row / (float) TEXELS;
        float here = at(i / (4f * TEXELS), v).red;
        float next = at((i + 1) / (4f * TEXELS), v).red;
        steepest = Math.max(steepest, Math.abs(here - next));
      }
    }
    assertThat(steepest).as("in a quarter of a texel").isBetween(0.02f, 0.25f);
  }

  @Test
  void flashes_are_of_the_stones_own_colour() {
    for (int i = 0; i < TEXELS * TEXELS; i += 7) {
      Grain grain = at((i % TEXELS) / (float) TEXELS, (float) (i / TEXELS) / TEXELS);
      assertThat(grain.red).isGreaterThan(1.2f * Math.max(grain.green, grain.blue));
    }
  }

  @Test
  void it_comes_round() {
    for (int i = 0; i < TEXELS; i++) {
      float along = i / (float) TEXELS;
      assertThat(at(0, along).red).isCloseTo(at(1, along).red, Offset.offset(0.01f));
      assertThat(at(along, 0).red).isCloseTo(at(along, 1).red, Offset.offset(0.01f));
    }
  }

  private Grain at(float u, float v) {
    Grain grain = new Grain();
    skin.at(u, v, grain);
    return grain;
  }
}
