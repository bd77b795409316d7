package io.atelier.provider;

import java.util.Locale;

/** The game interactions a sound effect can accompany (FR-009). */
public enum Interaction {
  CLICK,
  SPIN,
  FLIP,
  SCRATCH,
  MATCH,
  WIN,
  LOSE,
  COUNTDOWN,
  REVEAL,
  CONFETTI;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
