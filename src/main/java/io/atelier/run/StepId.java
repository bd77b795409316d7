package io.atelier.run;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The workflow's own name of a step, unique within its run. */
public record StepId(String value) {
  private static final Pattern COMPILED = Pattern.compile(RunId.PATTERN);

  public StepId {
    if (!COMPILED.matcher(value).matches()) {
      throw new IllegalArgumentException("not a step id: it must match " + RunId.PATTERN);
    }
  }

  /** The step of that name, or empty where the text cannot be one. */
  public static Optional<StepId> parse(String text) {
    return COMPILED.matcher(text).matches() ? Optional.of(new StepId(text)) : Optional.empty();
  }

  /** A name for a step the workflow did not name. */
  public static StepId generated() {
    return new StepId("s-" + UuidCreator.getTimeOrderedEpoch());
  }

  @Override
  public String toString() {
    return value;
  }
}
