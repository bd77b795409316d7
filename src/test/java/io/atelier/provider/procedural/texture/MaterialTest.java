package io.atelier.provider.procedural.texture;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.prompt.Prompt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaterialTest {

  @ParameterizedTest
  @CsvSource({
    "brushed gold, BRUSHED",
    "gold, PRECIOUS",
    "polished silver, POLISHED",
    "rusty iron, RUST",
    "dark wood planks, WOOD",
    "white marble with gold veins, MARBLE",
    "red velvet, VELVET",
    "green casino felt, FELT",
    "cracked lava, LAVA",
    "blue ice, ICE",
    "carbon fibre, CARBON",
    "mossy stone, STONE",
    "old stone brick wall, BRICK",
    "castle stone wall, BRICK",
    "neon tiles, TILES",
    "neon night, NEON",
    "dragon scales, SCALES",
    "Luftschloss, MARBLING"
  })
  void words_choose_the_material(String prompt, Material material) {
    assertThat(Material.of(Prompt.of(prompt))).isEqualTo(material);
  }
}
