package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
  private static final Instant START = Instant.parse("2026-07-01T12:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"1/PT1S", "2/PT1S", "10/PT1S", "20/PT10S", "100/PT1M"})
  void SC_012_no_span_holds_more_than_the_rate_and_most_of_it_is_used(String text) {
    Rate rate = Rate.parse(text);
    Random random = new Random(7);
    Deque<Instant> calls = new ArrayDeque<>();
    Instant used = null;
    Instant now = START;
    Instant end = START.plus(rate.span().multipliedBy(50));
    long all = 0;
    while (now.isBefore(end)) {
      int free = rate.free(used, now);
      if (free > 0) {
        used = rate.used(used, free, now);
        for (int i = 0; i < free; i++) {
          calls.addLast(now);
          all++;
        }
      }
      Instant from = now.minus(rate.span());
      calls.removeIf(call -> !call.isAfter(from));
      assertThat(calls.size()).isLessThanOrEqualTo(rate.count());
      now = now.plus(rate.span().dividedBy(200).multipliedBy(1 + random.nextInt(3)));
    }
    assertThat(all).isGreaterThan(rate.count() * 50L * 7 / 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/PT1S", "5/PT1S", "10/PT1S", "24/PT10S"})
  void the_next_call_is_free_from_when_it_is_said_to_be_and_not_before(String text) {
    Rate rate = Rate.parse(text);
    Instant used = rate.used(null, rate.free(null, START), START);
    Instant next = rate.nextFree(used, START);
    assertThat(next).isAfter(START);
    assertThat(rate.free(used, next)).isOne();
    assertThat(rate.free(used, next.minusNanos(1))).isZero();
    assertThat(rate.nextFree(used, next.plusSeconds(60))).isEqualTo(next.plusSeconds(60));
    assertThat(rate.nextFree(null, START)).isEqualTo(START);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1/PT1S", "5/PT1S", "10/PT1S", "24/PT10S"})
  void SC_012_a_rate_that_is_used_until_then_has_one_call_then_and_none_before(String text) {
    Rate rate = Rate.parse(text);
    Instant then = START.plusSeconds(42);
    Instant used = rate.usedUntil(then);
    assertThat(rate.free(used, then.minusNanos(1))).isZero();
    assertThat(rate.free(used, then)).isOne();
    assertThat(rate.nextFree(used, START)).isEqualTo(then);
  }

  @Test
  void what_was_not_used_does_not_pile_up() {
    Rate rate = new Rate(20, Duration.ofSeconds(10));
    assertThat(rate.free(START, START.plusSeconds(3600))).isEqualTo(5);
    assertThat(rate.free(null, START)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "0/PT1S", "x/PT1S", "20/10", "20/PT0S", "-1/PT1S"})
  void what_is_no_rate_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse(text));
  }
}
