package io.atelier.problem;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines of CSV (RFC 4180) that are safe to open in a spreadsheet: text that would be taken for a
 * formula is given an apostrophe in front. Numbers stay numbers.
 */
public final class Csv {
  public static final String MEDIA_TYPE = "text/csv";
  // Full-width signs begin formulas where they are typed.
  private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

  private Csv() {}

  /** A line of these values, with its end; null is an empty cell. */
  public static String line(List<? extends @Nullable Object> values) {
    return values.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    if (value == null || value instanceof Number) {
      return value == null ? "" : value.toString();
    }
    String text = value.toString();
    if (!text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
