package io.atelier.problem;

/** A field has a value that is not allowed. */
public class InvalidFieldException extends ProblemException {
  private static final long serialVersionUID = 1L;

  /** A field of that path that breaks that rule, which reads on from the path. */
  public InvalidFieldException(String path, String rule) {
    super(ErrorCode.INVALID_FIELD, path, path + " " + rule + ".");
  }
}
