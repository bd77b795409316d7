package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;

/** A field has a value that is not allowed. */
class InvalidFieldException extends ProblemException {
  private static final long serialVersionUID = 1L;

  InvalidFieldException(String path, String rule) {
    super(ErrorCode.INVALID_FIELD, path, path + " " + rule + ".");
  }
}
