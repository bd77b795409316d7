package io.atelier.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A failure with a stable code that may be shown to the client as it is. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final @Nullable String field;
  private final transient @Nullable Map<String, String> budget;

  public ProblemException(ErrorCode code, String detail) {
    this(code, null, detail);
  }

  /** A failure that one field of the request caused. */
  public ProblemException(ErrorCode code, @Nullable String field, String detail) {
    this(code, field, detail, null);
  }

  /** A failure for want of money: what {@link Problem#budget} says of it. */
  public ProblemException(ErrorCode code, String detail, Map<String, String> budget) {
    this(code, null, detail, Collections.unmodifiableMap(new LinkedHashMap<>(budget)));
  }

  private ProblemException(
      ErrorCode code, @Nullable String field, String detail, @Nullable Map<String, String> budget) {
    super(detail);
    this.code = code;
    this.field = field;
    this.budget = budget;
  }

  /**
   * The same where what it is about is an object of that path: {@code settings.storage}. Where no
   * field of it is named it is all of that object.
   */
  public ProblemException within(String path) {
    String detail = String.valueOf(getMessage());
    if (field == null) {
      return new ProblemException(code, path, detail, budget);
    }
    return new ProblemException(
        code, path + "." + field, detail.startsWith(field) ? path + "." + detail : detail, budget);
  }

  public ErrorCode code() {
    return code;
  }

  public Problem problem() {
    return Problem.of(code, field, String.valueOf(getMessage()), budget);
  }
}
