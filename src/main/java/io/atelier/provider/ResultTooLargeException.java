package io.atelier.provider;

import java.io.IOException;

/** A provider's result has more bytes than its type may have. */
public class ResultTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  public ResultTooLargeException(long mostBytes) {
    super("the result has more than the " + mostBytes + " bytes it may have");
  }
}
