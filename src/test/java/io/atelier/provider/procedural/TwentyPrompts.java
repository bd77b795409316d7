package io.atelier.provider.procedural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Twenty prompts as customers write them, many of them close to each other. */
public final class TwentyPrompts {
  public static final List<String> ALL =
      List.of(
          "golden prize wheel on a stage with confetti",
          "prize wheel in a neon city",
          "sunset over a tropical beach",
          "sunset in the desert",
          "snowy mountains under a clear sky",
          "dark haunted forest at night",
          "enchanted forest with crystals",
          "underwater treasure with gold coins",
          "casino interior with red velvet and gold",
          "royal flush poker cards",
          "space nebula with purple gas",
          "alien planet in deep space",
          "neon cyberpunk street",
          "photo studio with soft boxes",
          "concert stage with blue spotlights",
          "lucky dice on green felt",
          "shining ruby and emerald gems",
          "northern lights over ice",
          "stormy grey ocean",
          "fröhliches Geburtstagsfest für Anna");

  private static final int VISIBLE = 8;

  private TwentyPrompts() {}

  /** Asserts that any two pictures, in the order of the prompts, look different. */
  public static void assertAllDiffer(List<PerceptualHash> hashes) {
    List<String> alike = new ArrayList<>();
    for (int i = 0; i < hashes.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (hashes.get(i).distance(hashes.get(j)) < VISIBLE) {
          alike.add(ALL.get(i) + " / " + ALL.get(j));
        }
      }
    }
    assertThat(hashes).hasSameSizeAs(ALL);
    assertThat(alike).isEmpty();
  }
}
