package io.atelier.problem;

import org.jspecify.annotations.Nullable;

/** A failure with a stable code that may be shown to the client as it is. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;

  public ProblemException(ErrorCode code, String detail) {
    this(code, null, detail);
  }

  /** A failure that one field of the request caused. */
  public ProblemException(ErrorCode code, @Nullable String field, String detail) {
    super(detail);
    this.code = code;
    this.field = field;
  }

  /** The same where its field is in an object of that path: {@code settings.storage}. */
  public ProblemException within(String path) {
    if (field == null) {
      return this;
    }
    String detail = String.valueOf(getMessage());
    return new ProblemException(
        code, path + "." + field, detail.startsWith(field) ? path + "." + detail : detail);
  }

  public ErrorCode code() {
    return code;
  }

  public Problem problem() {
    return Problem.of(code, field, String.valueOf(getMessage()));
  }
}
