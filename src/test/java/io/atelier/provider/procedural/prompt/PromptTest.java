package io.atelier.provider.procedural.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.TwentyPrompts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTest {

  @Test
  void words_are_what_stands_between_spaces_and_marks() {
    assertThat(Prompt.of("Brushed-GOLD, très\u0000chic! 8").words())
        .containsExactly("brushed", "gold", "très", "chic", "8");
    assertThat(Prompt.of("").words()).isEmpty();
    assertThat(Prompt.of("… \ufe0f \ud800 🫥").words()).isEmpty();
  }

  /** Synthesisers know English words alone. */
  @ParameterizedTest
  @CsvSource({
    "ein goldenes Glücksrad bei Nacht, gold wheel night",
    "une roue dorée sous la neige, wheel gold snow",
    "coucher du soleil d’or sur la plage, sun beach",
    "un cofre triste y oscuro en el bosque, chest sad dark forest",
    "cristais azuis e felizes, crystal blue happy",
    "foresta misteriosa sotto la luna, forest mysterious moon",
    "een vrolijk feest met vuurwerk, happy party fireworks",
    "srebrny puchar zimą, silver trophy winter",
    "mutlu bir doğumgünü, happy birthday",
    "весёлый праздник ночью в космосе, happy party space",
    "عجلة الحظ الذهبية في الصحراء, wheel gold desert",
    "अंधेरे जंगल में सुनहरा पहिया, dark forest gold wheel",
    "黄金转盘在海底, gold wheel underwater",
    "静かな夕焼けの海, calm sunset sea",
    "행복한 생일 파티, happy birthday party",
    "ปาร์ตี้วันเกิดที่ชายหาด, party birthday beach",
    "🎡🎉 ❄️, wheel celebration snow",
    "ＧＯＬＤ コイン, gold coin"
  })
  void words_of_other_languages_are_said_in_english_too(String prompt, String english) {
    assertThat(Prompt.of(prompt).words()).containsSubsequence(english.split(" "));
  }

  @Test
  void english_stays_what_it_is() {
    for (String prompt : TwentyPrompts.ALL.subList(0, 19)) {
      assertThat(Prompt.of(prompt).words()).containsExactly(prompt.split(" "));
    }
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
