package io.atelier.storage;

import java.io.IOException;

/** The directory does not hold the store that this installation keeps its assets in. */
final class ForeignStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  ForeignStoreException(String reason) {
    super(reason);
  }

  ForeignStoreException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
