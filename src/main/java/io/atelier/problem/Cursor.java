package io.atelier.problem;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a list goes on, as clients see it: opaque text that only {@code next} of a page gives.
 *
 * @param parts the key of the last item seen; none contains a slash or a zero
 */
public record Cursor(List<String> parts) {
  public Cursor {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.stream().anyMatch(part -> part.indexOf('/') >= 0)) {
      throw new IllegalArgumentException("a cursor needs parts without a slash");
    }
    if (parts.stream().anyMatch(part -> part.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("no text in the database has a zero");
    }
  }

  /** The cursor after an item with that key. */
  public static Cursor after(String... parts) {
    return new Cursor(List.of(parts));
  }

  /**
   * The cursor that was written so, or empty where none was. What else its parts say is unchecked.
   */
  public static Optional<Cursor> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      Cursor cursor = new Cursor(List.of(new String(bytes, StandardCharsets.UTF_8).split("/", -1)));
      return cursor.text().equals(text) ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The form clients see. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join("/", parts).getBytes(StandardCharsets.UTF_8));
  }
}
