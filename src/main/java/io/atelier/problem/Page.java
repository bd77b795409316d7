package io.atelier.problem;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the {@code cursor} of the following part, or null at the end
 */
@JsonbPropertyOrder({"items", "next"})
public record Page<T>(List<T> items, @Nullable String next) {
  /** How many items one has of a list that is read to its end. */
  public static final int LARGE = 1000;

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

  /**
   * Gives all items of a list, page by page as it is read.
   *
   * @param pages the page behind a cursor, the first behind none
   */
  public static <T> void each(Function<Optional<Cursor>, Page<T>> pages, Consumer<T> reader) {
    Optional<Cursor> end = Optional.empty();
    do {
      Page<T> page = pages.apply(end);
      page.items().forEach(reader);
      end = Optional.ofNullable(page.next()).flatMap(Cursor::parse);
    } while (end.isPresent());
  }
}
