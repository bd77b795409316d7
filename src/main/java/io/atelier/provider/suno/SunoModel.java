package io.atelier.provider.suno;

import java.util.Arrays;

/** The models that take a duration; with the others it is left to chance, so they are not used. */
enum SunoModel {
  V5_5(false),
  V6(true),
  V6_WILD(true),
  V6_MINI(true);

  private final boolean wordsOfItsOwn;

  SunoModel(boolean wordsOfItsOwn) {
    this.wordsOfItsOwn = wordsOfItsOwn;
  }

  /** The model of that name. */
  static SunoModel of(String name) {
    return Arrays.stream(values())
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no Suno model with a duration: " + name));
  }

  /** Whether it sings without being given the words. */
  boolean findsWords() {
    return wordsOfItsOwn;
  }
}
