package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
  @ParameterizedTest
  @CsvSource({
    "wait=30, 30",
    "'respond-async, wait=5', 5",
    "WAIT = 7, 7",
    "'wait=\"9\"', 9",
    "wait=60, 60",
    "wait=999999999, 60"
  })
  void a_client_says_how_long_it_would_wait_and_waits_a_minute_at_most(String prefer, int seconds) {
    assertThat(Patience.of(List.of(prefer))).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait", "wait=", "wait=x", "wait=-1", "await=5", "wait=9999999999"})
  void what_says_nothing_of_it_is_no_patience(String prefer) {
    assertThat(Patience.of(List.of(prefer))).isZero();
  }

  @Test
  void no_header_is_no_patience() {
    assertThat(Patience.of(null)).isZero();
    assertThat(Patience.of(List.of())).isZero();
    assertThat(Patience.of(List.of("return=minimal", "wait=3"))).isEqualTo(Duration.ofSeconds(3));
  }
}
