package io.atelier.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationRequestTest {

  // FR-014
  @Test
  void a_texture_has_512_to_4096_pixels() {
    assertThat(Texture.of("gold", 512, true).size()).isEqualTo(512);
    assertThat(Texture.of("gold", 4096, false).size()).isEqualTo(4096);
    for (int size : new int[] {Integer.MIN_VALUE, -512, 0, 511, 4097, Integer.MAX_VALUE}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Texture.of("gold", size, true))
          .withMessageContaining("size");
    }
  }

  // FR-009
  @ParameterizedTest
  @ValueSource(strings = {"0.5", "0.50", "0.500000001", "1", "4.999", "5", "5.0", "5E0"})
  void a_sound_effect_lasts_half_a_second_to_five(String seconds) {
    assertThatCode(() -> new SoundEffect("click", null, new BigDecimal(seconds)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "0.4", "0.499999999", "5.000001", "5.1", "1e9999"})
  void a_sound_effect_does_not_last_shorter_or_longer(String seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoundEffect("click", null, new BigDecimal(seconds)))
        .withMessageContaining("durationSeconds");
  }

  @Test
  void a_sound_effect_has_a_prompt_or_an_interaction_or_both() {
    assertThat(new SoundEffect("coins", null, BigDecimal.ONE).prompt()).isEqualTo("coins");
    assertThat(new SoundEffect(null, Interaction.WIN, BigDecimal.ONE).prompt()).isNull();
    assertThat(new SoundEffect("coins", Interaction.WIN, BigDecimal.ONE).interaction())
        .isEqualTo(Interaction.WIN);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SoundEffect(null, null, BigDecimal.ONE));
  }

  @Test
  void a_prompt_has_1_to_2000_characters_as_people_count_them() {
    String emoji = "😀";
    assertThat(Texture.of(emoji.repeat(2000), 512, true).prompt()).hasSize(4000);
    for (String prompt : new String[] {"", " ", "\t\n", "a".repeat(2001), emoji.repeat(2001)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Texture.of(prompt, 512, true));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SoundEffect(prompt, Interaction.WIN, BigDecimal.ONE));
    }
  }

  @Test
  void textures_are_limited_as_images_and_sound_effects_as_their_own_kind() {
    assertThat(Texture.of("gold", 512, true).kind()).isEqualTo(MediaKind.IMAGE);
    assertThat(new SoundEffect("coins", null, BigDecimal.ONE).kind()).isEqualTo(MediaKind.SFX);
  }

  // FR-009
  @Test
  void the_interactions_are_those_of_the_requirement() {
    assertThat(Interaction.values())
        .extracting(Interaction::jsonName)
        .containsExactly(
            "click",
            "spin",
            "flip",
            "scratch",
            "match",
            "win",
            "lose",
            "countdown",
            "reveal",
            "confetti");
  }
}
