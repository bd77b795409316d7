package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;

/** There is no such job, or it is another tenant's, which is not told apart. */
class UnknownJobException extends ProblemException {
  private static final long serialVersionUID = 1L;

  UnknownJobException() {
    super(ErrorCode.NOT_FOUND, "No job has this id, or it is not yours.");
  }
}
