package io.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void back() {
    TimeZone.setDefault(zone);
  }

  // The edges of a month, of a year, and of summer time in Berlin and New York.
  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59.999999Z, 2026-01-31, 2026-01",
    "2026-02-01T00:00:00Z, 2026-02-01, 2026-02",
    "2026-12-31T23:30:00Z, 2026-12-31, 2026-12",
    "2027-01-01T00:00:00Z, 2027-01-01, 2027-01",
    "2026-03-29T00:59:59Z, 2026-03-29, 2026-03",
    "2026-03-29T01:00:00Z, 2026-03-29, 2026-03",
    "2026-10-25T00:30:00Z, 2026-10-25, 2026-10",
    "2026-10-31T23:30:00Z, 2026-10-31, 2026-10",
    "2026-11-01T05:30:00Z, 2026-11-01, 2026-11"
  })
  void days_and_months_are_those_of_utc_wherever_the_node_is(
      Instant time, String day, String month) {
    for (String zone : new String[] {"Europe/Berlin", "America/New_York", "Pacific/Kiritimati"}) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      assertThat(BudgetPeriod.DAY.of(time)).isEqualTo(day);
      assertThat(BudgetPeriod.MONTH.of(time)).isEqualTo(month);
    }
    assertThat(BudgetPeriod.named(day)).isEqualTo(BudgetPeriod.DAY);
    assertThat(BudgetPeriod.named(month)).isEqualTo(BudgetPeriod.MONTH);
  }
}
