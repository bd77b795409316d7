package io.atelier.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to be left alone, by its {@code Retry-After} (RFC 9110, 10.2.3): seconds
 * or a date. What is neither says nothing; more than an hour counts as an hour.
 */
public final class RetryAfter {
  /** The longest that is waited on a provider's word. */
  public static final Duration MOST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);

  private RetryAfter() {}

  /** What the header's value asks for; never negative. */
  public static Optional<Duration> parse(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.strip();
    if (SECONDS.matcher(text).matches()) {
      // Fractions are not in the standard, but on the wire; they are rounded up.
      double seconds = Math.ceil(Double.parseDouble(text));
      return Optional.of(seconds > MOST.toSeconds() ? MOST : Duration.ofSeconds((long) seconds));
    }
    return date(text).map(until -> bounded(Duration.between(now, until)));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DATE).withZoneSameInstant(ZoneOffset.UTC).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(MOST) > 0 ? MOST : asked;
  }
}
