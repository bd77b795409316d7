package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Metals by the colour of their mirror, and the words for them. */
enum Metal {
  ROSE_GOLD(0xf0b8a0, "rosegold roségold rosé"),
  GOLD(0xffc45a, "gold golden gilded"),
  SILVER(0xf3f2ee, "silver chrome chromed platinum mirror"),
  BRONZE(0xd09050, "bronze"),
  COPPER(0xf2a27c, "copper"),
  BRASS(0xe6c668, "brass"),
  STEEL(0xc8cbd0, "steel iron metal metallic"),
  GUNMETAL(0x4a4d55, "gunmetal titanium graphite titan obsidian carbon");

  private static final List<Metal> ALL = List.of(values());

  private final int rgb;

  // Set.copyOf and Set.of make no others.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> words;

  Metal(int rgb, String words) {
    this.rgb = rgb;
    this.words = Set.copyOf(Arrays.asList(words.split(" ")));
  }

  float[] colour() {
    return Srgb.linear(rgb);
  }

  int rgb() {
    return rgb;
  }

  /** The metals a prompt names, the plain word metal last, each once. */
  static List<Metal> in(Prompt prompt) {
    if (prompt.says("rose rosé") && prompt.says("gold")) {
      return List.of(ROSE_GOLD);
    }
    return ALL.stream().filter(metal -> metal.isIn(prompt)).toList();
  }

  /** Whether a word is only a metal's name here, not the colour of something else. */
  static boolean names(String word) {
    return ALL.stream().anyMatch(metal -> metal.words.contains(word));
  }

  private boolean isIn(Prompt prompt) {
    return prompt.words().stream().anyMatch(this::isIn);
  }

  /** Scripts without spaces put the metal and the thing in one word. */
  private boolean isIn(String word) {
    return words.contains(word)
        || (word.charAt(0) > '\u2e80'
            && words.stream().anyMatch(name -> name.charAt(0) > '\u2e80' && word.contains(name)));
  }
}
