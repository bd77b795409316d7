package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, section 5.6.7. */
class HttpDateTest {
  private static final Instant NEAR = Instant.parse("2026-02-12T00:00:00Z");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "  Sun, 06 Nov 1994 08:49:37 GMT  "
      })
  void all_three_forms_of_a_date_are_the_same_time(String text) {
    assertThat(HttpDate.parse(text, NEAR)).contains(Instant.parse("1994-11-06T08:49:37Z"));
  }

  @Test
  void of_two_digits_the_year_is_meant_that_is_less_than_fifty_years_away() {
    assertThat(HttpDate.parse("Tuesday, 01-Jan-75 00:00:00 GMT", NEAR))
        .contains(Instant.parse("2075-01-01T00:00:00Z"));
    assertThat(HttpDate.parse("Saturday, 01-Jan-77 00:00:00 GMT", NEAR))
        .contains(Instant.parse("1977-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "0",
        "1994-11-06T08:49:37Z",
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:49:37 GMT"
      })
  void what_cannot_be_read_is_no_date(String text) {
    assertThat(HttpDate.parse(text, NEAR)).isEmpty();
  }

  @Test
  void what_is_not_there_is_no_date() {
    assertThat(HttpDate.parse(null, NEAR)).isEmpty();
  }
}
