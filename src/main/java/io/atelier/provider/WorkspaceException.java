package io.atelier.provider;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A file of the {@link Workspace} cannot be written: the store's failure, not the provider's. */
public class WorkspaceException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  private final IOException reason;

  public WorkspaceException(IOException reason) {
    super(reason);
    this.reason = reason;
  }

  public IOException reason() {
    return reason;
  }
}
