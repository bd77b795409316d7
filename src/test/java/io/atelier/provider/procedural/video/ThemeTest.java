package io.atelier.provider.procedural.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.procedural.PerceptualHash;
import io.atelier.provider.procedural.TwentyPrompts;
import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  @ParameterizedTest
  @CsvSource({
    "Spin the lucky wheel!, WHEEL",
    "a treasure chest full of gold coins, COINS",
    "match the sparkling gems, GEMS",
    "quiz show on a big stage, STAGE",
    "New Year's Eve fireworks, FIREWORKS",
    "rainy cyberpunk city streets, CITY",
    "80s synthwave neon racing, GRID",
    "a magical fairy night, AURORA",
    "journey to distant galaxies, SPACE",
    "summer sunset on the beach, SEA",
    "diving with tropical fish and coral, REEF",
    "a spring meadow with flowers, MEADOW",
    "Christmas snow in the mountains, WINTER",
    "camels crossing the desert dunes, DESERT",
    "pink candy party, CANDY",
    "Valentine's day love, HEARTS",
    "elegant flowing silk, SILK",
    "soft bokeh lights, BOKEH",
    "ночной город под дождём, CITY",
    "das Glücksrad drehen!, WHEEL",
    "fuegos artificiales para una boda, FIREWORKS",
    "圣诞节的雪, WINTER",
    "보물과 동전, COINS"
  })
  @DisplayName("FR-007: the prompt's words choose the scene")
  void the_words_choose_the_scene(String prompt, Theme theme) {
    assertThat(Theme.of(Prompt.of(prompt))).isEqualTo(theme);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  @DisplayName("FR-008: every scene moves, and ends as it began")
  void every_scene_moves_and_ends_as_it_began(Theme theme) throws IOException {
    Film film = film(theme.name());
    BufferedImage first = Frames.paint(film, 0);
    assertThat(Frames.difference(first, Frames.paint(film, 0.37))).isGreaterThan(2);
    assertThat(Frames.difference(first, Frames.paint(film, 1))).isLessThan(0.5);
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void every_scene_has_contrast_and_is_neither_black_nor_white(Theme theme) throws IOException {
    BufferedImage image = Frames.paint(film(theme.name()), 0.3);
    double sum = 0;
    double squares = 0;
    int count = WIDTH * HEIGHT;
    for (int i = 0; i < count; i++) {
      int rgb = image.getRGB(i % WIDTH, i / WIDTH);
      double light = (rgb >> 16 & 0xff) * 0.3 + (rgb >> 8 & 0xff) * 0.6 + (rgb & 0xff) * 0.1;
      sum += light;
      squares += light * light;
    }
    double mean = sum / count;
    assertThat(mean).isBetween(14.0, 225.0);
    assertThat(Math.sqrt(squares / count - mean * mean)).isGreaterThan(9);
  }

  @Test
  @DisplayName("FR-007: any two of 20 prompts are told apart by a perceptual hash")
  void prompts_are_told_apart() throws IOException {
    List<PerceptualHash> hashes = new ArrayList<>();
    for (String prompt : TwentyPrompts.ALL) {
      hashes.add(PerceptualHash.of(Frames.paint(film(prompt), 0.3)));
    }
    TwentyPrompts.assertAllDiffer(hashes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "!!!", "🎡🎉", "特别的一天", "مهرجان", "встреча", "\0\t", "\ud800", "zzz qqq"})
  @DisplayName("A prompt that says nothing gives a scene all the same")
  void any_text_is_a_prompt(String prompt) throws IOException {
    Film film = film(prompt);
    assertThat(Frames.difference(Frames.paint(film, 0), Frames.paint(film, 0.4))).isPositive();
  }

  @Test
  void a_prompt_may_be_long() throws IOException {
    assertThat(film("gold ".repeat(400)).layers()).hasSizeLessThan(40);
  }

  private static Film film(String prompt) throws IOException {
    return VideoSynthesizer.film(prompt, 5, WIDTH, HEIGHT, true, null);
  }
}
