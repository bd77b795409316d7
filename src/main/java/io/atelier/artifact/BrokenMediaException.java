package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;

/** A file is not an intact file of a known format. */
public class BrokenMediaException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public BrokenMediaException(String reason) {
    super(ErrorCode.PROVIDER_ERROR, "The file is not usable: " + reason + ".");
  }
}
