package io.atelier.artifact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A date of an HTTP header: written in the usual form, and read in any of the three that a server
 * must understand (RFC 9110, section 5.6.7).
 */
final class HttpDate {
  private static final DateTimeFormatter USUAL = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");

  private HttpDate() {}

  /**
   * The time; empty where it cannot be read, for it is then as if it were not there.
   *
   * @param near what it is compared with: of two digits, the year within fifty of this one's is
   *     meant
   */
  static Optional<Instant> parse(@Nullable String text, Instant near) {
    if (text == null) {
      return Optional.empty();
    }
    String date = text.strip();
    return read(date, USUAL).or(() -> read(date, ASCTIME)).or(() -> read(date, rfc850(near)));
  }

  /** A time as a header has it. */
  static String format(Instant time) {
    return USUAL.format(time.atOffset(ZoneOffset.UTC));
  }

  private static Optional<Instant> read(String date, DateTimeFormatter form) {
    try {
      return Optional.of(LocalDateTime.parse(date, form).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty(); // perhaps it has another form
    }
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static DateTimeFormatter rfc850(Instant near) {
    LocalDate first = LocalDate.ofInstant(near, ZoneOffset.UTC).minusYears(49);
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, first)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
