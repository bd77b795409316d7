package io.atelier.generation;

import java.util.UUID;

/** The artifact that something was to be made from was deleted before it was made. */
class ReferenceGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ReferenceGoneException(UUID artifact) {
    super("The reference artifact " + artifact + " was deleted before it could be used.");
  }
}
