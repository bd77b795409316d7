package io.atelier.problem;

import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The parameters of a request's query, read strictly: none unknown, none given twice. A misspelt
 * filter that was passed over would show a sum of too much.
 */
public final class QueryParameters {
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

  private final Map<String, List<String>> values;

  private QueryParameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Those of a request.
   *
   * @throws ProblemException naming the first that is not among the known ones, or is given twice
   */
  public static QueryParameters of(UriInfo request, String... known) {
    return of(request.getQueryParameters(), List.of(known));
  }

  static QueryParameters of(Map<String, List<String>> values, List<String> known) {
    values.forEach(
        (name, given) -> {
          if (!known.contains(name)) {
            throw new UnknownFieldException("", name, known);
          }
          if (given.size() > 1) {
            throw new InvalidFieldException(name, "may be given once");
          }
        });
    return new QueryParameters(values);
  }

  /**
   * The value of a parameter that may be absent.
   *
   * @throws InvalidFieldException if it has control characters, which no name has and the database
   *     cannot be asked for
   */
  public Optional<String> find(String name) {
    Optional<String> value = Optional.ofNullable(values.get(name)).map(given -> given.get(0));
    if (value.isPresent() && value.get().chars().anyMatch(Character::isISOControl)) {
      throw new InvalidFieldException(name, "must have no control characters");
    }
    return value;
  }

  /** {@code limit}: how many items a page has at most. */
  public int limit(int fallback, int most) {
    return find("limit")
        .map(
            text ->
                Optional.of(text)
                    .filter(t -> NUMBER.matcher(t).matches())
                    .map(Integer::valueOf)
                    .filter(n -> n <= most)
                    .orElseThrow(() -> new InvalidFieldException("limit", "must be 1-" + most)))
        .orElse(fallback);
  }

  /**
   * {@code cursor}: where the list goes on.
   *
   * @param key the key that a cursor of this list holds, or empty where the cursor is none of its
   */
  public <K> Optional<K> cursor(Function<Cursor, Optional<K>> key) {
    return find("cursor")
        .map(
            text ->
                Cursor.parse(text)
                    .flatMap(key)
                    .orElseThrow(
                        () -> new InvalidFieldException("cursor", "must be the next of a page")));
  }
}
