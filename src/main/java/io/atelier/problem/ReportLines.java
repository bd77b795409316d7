package io.atelier.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.function.Function;

/**
 * How the items of a report are written down, one after the other.
 *
 * @param head what comes before the first
 * @param line an item's own line, with its end
 */
public record ReportLines<T>(String head, Function<T, String> line) {

  /** Begins a report. */
  public void begin(Writer out) throws IOException {
    out.write(head);
  }

  /**
   * Adds an item.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void add(T item, Writer out) {
    try {
      out.write(line.apply(item));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
