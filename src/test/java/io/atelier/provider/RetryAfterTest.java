package io.atelier.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "7, 7",
    "' 7 ', 7",
    "0, 0",
    "1.2, 2",
    "99999999999999999, 3600",
    "99999999999999999999, 3600",
    "99999999999999999999.5, 3600",
    "0.00000000000000000001, 1",
    "'Wed, 01 Jul 2026 12:00:30 GMT', 30",
    "'Wed, 01 Jul 2026 11:59:00 GMT', 0",
    "'Thu, 01 Jul 2027 12:00:00 GMT', 3600",
    "'Wednesday, 01-Jul-26 12:00:30 GMT', 30",
    "'Wednesday, 01-Jul-26 11:59:00 GMT', 0",
    "'Thursday, 01-Jul-27 12:00:00 GMT', 3600",
    "'Friday, 01-Jul-77 12:00:00 GMT', 0",
    "'Monday, 01-Jul-75 12:00:00 GMT', 3600",
    "'Wed Jul  1 12:00:30 2026', 30",
    "'Wed Jul  1 11:59:00 2026', 0",
    "'Thu Jul 15 12:00:00 2027', 3600"
  })
  void SC_012_seconds_and_dates_are_understood_within_bounds(String value, long seconds) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofSeconds(seconds));
  }

  @Test
  void a_number_of_any_length_is_a_wait_and_never_longer_than_the_longest() {
    assertThat(RetryAfter.parse("9".repeat(4_000), NOW)).contains(RetryAfter.MOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-5",
        "1e9",
        "7 s",
        "2026-07-01T12:00:30Z",
        "NaN",
        "Thu, 01 Jul 2026 12:00:30 GMT",
        "Wednesday, 32-Jul-26 12:00:30 GMT",
        "Wed Jul 1 12:00:30"
      })
  void garbage_says_nothing(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void its_absence_says_nothing() {
    assertThat(RetryAfter.parse(null, NOW)).isEmpty();
  }
}
