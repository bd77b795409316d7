package io.atelier.run;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The workflow's own name of a run, unique within its tenant; a directory and URL segment as it is.
 */
public record RunId(String value) {
  /** What a run or step may be called. */
  public static final String PATTERN = "[A-Za-z0-9_-]{1,64}";

  private static final Pattern COMPILED = Pattern.compile(PATTERN);

  public RunId {
    if (!COMPILED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a run id: it must match " + PATTERN);
    }
  }

  /** The run of that name, or empty where the text cannot be one. */
  public static Optional<RunId> parse(String text) {
    return COMPILED.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
