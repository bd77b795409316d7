package io.atelier.generation;

import java.util.Arrays;
import java.util.Locale;

/**
 * What becomes of a job whose result is paid and cannot be had any more, its address being dead:
 * whoever makes it anew is paid for the same again, so that is done only where an operator said so.
 */
enum WhenExpired {
  /** It fails. */
  STAY,
  /** The next provider of its route makes it, if there is one. */
  NEXT,
  /** The same provider makes it once more, and only once. */
  AGAIN;

  /** The one of that name, in lower case. */
  static WhenExpired of(String name, String setting) {
    return Arrays.stream(values())
        .filter(one -> one.configName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(setting + " is stay, next or again, not " + name));
  }

  /** Its name in the configuration. */
  String configName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
