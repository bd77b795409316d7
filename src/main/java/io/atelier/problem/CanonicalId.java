package io.atelier.problem;

import java.util.Optional;
import java.util.UUID;

/** An id in its one spelling. */
public final class CanonicalId {
  private CanonicalId() {}

  /** The id that a text spells; empty if it spells none, or spells it otherwise. */
  public static Optional<UUID> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      // fromString also takes shorter forms.
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
