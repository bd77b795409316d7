package io.atelier.problem;

import java.util.List;

/** A request has a field that is not known, which may be a misspelt one that is. */
public class UnknownFieldException extends ProblemException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 64;

  /**
   * A field of that name where only those are known.
   *
   * @param prefix the path of the object it is in, {@code input.}; empty at the top
   */
  public UnknownFieldException(String prefix, String name, List<String> known) {
    super(
        ErrorCode.UNKNOWN_FIELD,
        prefix + (name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…"),
        "There is no such field; the fields here are " + String.join(", ", known) + ".");
  }
}
