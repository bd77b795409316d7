package io.atelier.problem;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the {@code cursor} of the following part, or null at the end
 */
@JsonbPropertyOrder({"items", "next"})
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The page of up to that many items.
   *
   * @param found the items from the page's first on; one more than fits says that there are more
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    return new Page<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)).text());
  }
}
