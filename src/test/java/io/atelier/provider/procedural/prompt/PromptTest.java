package io.atelier.provider.procedural.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void words_are_what_stands_between_spaces_and_marks() {
    assertThat(Prompt.of("Brushed-GOLD, très\u0000chic! 8").words())
        .containsExactly("brushed", "gold", "très", "chic", "8");
    assertThat(Prompt.of("").words()).isEmpty();
    assertThat(Prompt.of("🎲 …").words()).isEmpty();
  }

  @Test
  void the_seed_hears_what_the_words_leave_out() {
    assertThat(Prompt.of("gold").seed()).isNotEqualTo(Prompt.of("gold!").seed());
    assertThat(Prompt.of("gold").seed()).isNotEqualTo(Prompt.of("Gold").seed());
  }

  @Test
  void the_numbers_drawn_never_change_between_releases() {
    assertThat(Prompt.of("brushed gold").seed()).isEqualTo(8487620530447438964L);
    assertThat(Prompt.of("brushed gold").random("texture").nextLong())
        .isEqualTo(278985795722928671L);
  }

  @Test
  void each_purpose_has_its_own_numbers() {
    Prompt prompt = Prompt.of("brushed gold");
    assertThat(prompt.random("texture").nextLong())
        .isNotEqualTo(prompt.random("palette").nextLong());
  }
}
