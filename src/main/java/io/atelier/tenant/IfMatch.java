package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a change is to be made of (RFC 9110, 13.1.1): the versions that an {@code If-Match} header
 * names, or whatever there is.
 *
 * @param tags strong entity tags with their quotes; null for whatever there is
 */
public record IfMatch(@Nullable List<String> tags) {
  private static final String HEADER = "If-Match";
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e]*\"");
  private static final Pattern TAGS =
      Pattern.compile("\\s*%1$s\\s*(?:,\\s*%1$s\\s*)*".formatted(TAG));

  /** Whatever there is. */
  public static final IfMatch ANY = new IfMatch(null);

  public IfMatch {
    tags = tags == null ? null : List.copyOf(tags);
  }

  /**
   * What the value of a request's header says; null if it has none.
   *
   * @throws InvalidFieldException if it is no list of entity tags
   */
  public static IfMatch of(@Nullable String header) {
    if (header == null || header.strip().equals("*")) {
      return ANY;
    }
    if (!TAGS.matcher(header).matches()) {
      throw new InvalidFieldException(
          HEADER, "must be * or quoted entity tags with commas between");
    }
    return new IfMatch(TAG.matcher(header).results().map(MatchResult::group).toList());
  }

  /**
   * Requires that the version there is, is one of them.
   *
   * @throws ProblemException {@code PRECONDITION_FAILED} if it is not
   */
  public void require(String tag) {
    if (tags != null && !tags.contains(tag)) {
      throw new ProblemException(
          ErrorCode.PRECONDITION_FAILED,
          HEADER,
          "It was changed meanwhile and is now " + tag + "; read it again, and change that.");
    }
  }
}
