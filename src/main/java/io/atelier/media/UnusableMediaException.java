package io.atelier.media;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;

/** A file that cannot be decoded, or not be made into what was asked of it. */
public class UnusableMediaException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnusableMediaException(String reason) {
    super(ErrorCode.INVALID_MEDIA, "The file is not usable: " + reason + ".");
    this.reason = reason;
  }

  /** What is wrong with it, in a few words. */
  public String reason() {
    return reason;
  }
}
