package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import io.atelier.provider.MediaKind;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the values that lists and selections of jobs are filtered by. */
final class Filters {
  private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]{1,64}");

  private Filters() {}

  /**
   * The value of that name.
   *
   * @throws InvalidFieldException if none is named so
   */
  static <T> T choice(String field, String text, List<T> values, Function<T, String> name) {
    return values.stream()
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    field,
                    "must be one of " + String.join(", ", values.stream().map(name).toList())));
  }

  /**
   * The kind of media of that name.
   *
   * @throws InvalidFieldException if none is named so
   */
  static MediaKind kind(String text) {
    return choice("kind", text, List.of(MediaKind.values()), MediaKind::jsonName);
  }

  /**
   * What may be a provider's name: not only those there are, for one that is set up no more may
   * still have jobs.
   *
   * @throws InvalidFieldException if it is none
   */
  static String provider(String text) {
    if (!PROVIDER.matcher(text).matches()) {
      throw new InvalidFieldException("provider", "must be a provider's name");
    }
    return text;
  }
}
