package io.atelier.problem;

import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about a failure: the body of an {@code application/problem+json} response.
 *
 * @param type a URI that names the kind of problem; stable, one per {@link ErrorCode}
 * @param title the code's sentence, the same for every occurrence
 * @param status the HTTP status
 * @param code the stable name, an {@link ErrorCode}
 * @param field the path of the offending field ({@code input.size}), or null
 * @param detail what is wrong this time and what to do about it
 * @param retryable whether the same request may succeed later
 * @param budget what is left of the tenant's budget, where that is why: {@code period}, {@code
 *     currency}, {@code limit}, {@code spent}, {@code reserved}, {@code left} and {@code needed};
 *     else not there
 */
@JsonbPropertyOrder({"type", "title", "status", "code", "field", "detail", "retryable", "budget"})
public record Problem(
    String type,
    String title,
    int status,
    String code,
    @Nullable String field,
    String detail,
    boolean retryable,
    @JsonbNillable(false) @Nullable Map<String, String> budget) {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** A problem with the code's own status and title. */
  public static Problem of(ErrorCode code, @Nullable String field, String detail) {
    return of(code, field, detail, null);
  }

  /** The same, with what is left of a budget. */
  static Problem of(
      ErrorCode code, @Nullable String field, String detail, @Nullable Map<String, String> budget) {
    return new Problem(
        "urn:atelier:problem:" + code.name(),
        code.title(),
        code.status(),
        code.name(),
        field,
        detail,
        code.retryable(),
        budget);
  }
}
