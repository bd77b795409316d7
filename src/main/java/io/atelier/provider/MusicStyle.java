package io.atelier.provider;

import java.util.Locale;

/** The genres of background music (FR-010). */
public enum MusicStyle {
  ELECTRONIC,
  ORCHESTRAL,
  ROCK,
  JAZZ,
  AMBIENT,
  POP,
  HIP_HOP;

  /** The name in JSON: lower case, with a hyphen. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
