package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator pauses something for; the body of a request, which may be left out.
 *
 * @param reason in that person's words
 */
public record PauseReason(@Nullable String reason) {
  private static final String REASON = "reason";
  private static final int LONGEST = 500;
  private static final String RULE = "must be text of at most " + LONGEST + " characters";

  /**
   * The reason that a request gives.
   *
   * @throws io.atelier.problem.ProblemException if it is none
   */
  static PauseReason read(InputStream body) throws IOException {
    JsonValue value =
        JsonBody.readIfAny(body, List.of(REASON)).getOrDefault(REASON, JsonValue.NULL);
    if (value.equals(JsonValue.NULL)) {
      return new PauseReason(null);
    }
    if (value instanceof JsonString text && isShort(text.getString())) {
      return new PauseReason(text.getString());
    }
    throw new InvalidFieldException(REASON, RULE);
  }

  /**
   * The reason that somebody wrote at the console; null if nothing.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static @Nullable String written(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    if (!isShort(text)) {
      throw new IllegalArgumentException(REASON + " " + RULE);
    }
    return text;
  }

  private static boolean isShort(String text) {
    return text.length() <= LONGEST && text.indexOf('\0') < 0;
  }
}
