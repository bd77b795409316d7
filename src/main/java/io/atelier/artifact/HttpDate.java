package io.atelier.artifact;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a date of an HTTP header in any of the three forms that a server must understand (RFC 9110,
 * section 5.6.7).
 */
final class HttpDate {
  private static final DateTimeFormatter USUAL = form("EEE, dd MMM yyyy HH:mm:ss 'GMT'");
  private static final DateTimeFormatter ASCTIME = form("EEE MMM ppd HH:mm:ss yyyy");

  private HttpDate() {}

  /** The time; empty where it cannot be read, for it is then as if it were not there. */
  static Optional<Instant> parse(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    for (DateTimeFormatter form : List.of(USUAL, rfc850(), ASCTIME)) {
      try {
        return Optional.of(LocalDateTime.parse(text.strip(), form).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException e) {
        // Perhaps it has another form.
      }
    }
    return Optional.empty();
  }

  private static DateTimeFormatter form(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  // Of two digits, the year that is at most fifty years ahead is meant.
  private static DateTimeFormatter rfc850() {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, LocalDate.now(ZoneOffset.UTC).minusYears(49))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
