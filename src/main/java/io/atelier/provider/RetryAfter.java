package io.atelier.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a provider asks to be left alone, by its {@code Retry-After} (RFC 9110, 10.2.3): seconds
 * or a date in any of the three forms of its 5.6.7. What is neither says nothing; more than an hour
 * counts as an hour.
 */
public final class RetryAfter {
  /** The longest that is waited on a provider's word. */
  public static final Duration MOST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("[0-9]++(\\.[0-9]++)?");
  private static final Pattern SPACES = Pattern.compile(" +");
  private static final DateTimeFormatter USUAL =
      DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
  private static final DateTimeFormatter OF_C =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu", Locale.ENGLISH);

  private RetryAfter() {}

  /** What the header's value asks for; never negative. */
  public static Optional<Duration> parse(@Nullable String value, Instant now) {
    if (value == null) {
      return Optional.empty();
    }
    String text = SPACES.matcher(value.strip()).replaceAll(" ");
    if (SECONDS.matcher(text).matches()) {
      // Fractions are not in the standard, but on the wire; they are rounded up.
      double seconds = Math.ceil(Double.parseDouble(text));
      return Optional.of(seconds > MOST.toSeconds() ? MOST : Duration.ofSeconds((long) seconds));
    }
    return date(text, now).map(until -> bounded(Duration.between(now, until)));
  }

  private static Optional<Instant> date(String text, Instant now) {
    return read(text, one -> ZonedDateTime.parse(one, USUAL).toInstant())
        .or(() -> read(text, one -> utc(one, ofRfc850(now))))
        .or(() -> read(text, one -> utc(one, OF_C)));
  }

  // "A timestamp that appears to be more than 50 years in the future" is of the century before.
  private static DateTimeFormatter ofRfc850(Instant now) {
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(
            ChronoField.YEAR, 2, 2, now.atOffset(ZoneOffset.UTC).toLocalDate().minusYears(49))
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }

  private static Instant utc(String text, DateTimeFormatter form) {
    return LocalDateTime.parse(text, form).toInstant(ZoneOffset.UTC);
  }

  private static Optional<Instant> read(String text, Function<String, Instant> form) {
    try {
      return Optional.of(form.apply(text));
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
