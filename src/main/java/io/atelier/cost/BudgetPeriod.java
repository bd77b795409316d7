package io.atelier.cost;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a budget is for: a day or a month of UTC, whatever the clocks of its tenant do. A job
 * belongs to those in which it was accepted, however long it takes.
 */
enum BudgetPeriod {
  DAY("uuuu-MM-dd"),
  MONTH("uuuu-MM");

  private final DateTimeFormatter form;

  BudgetPeriod(String pattern) {
    this.form = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** The one that a time lies in, as it is named: {@code 2026-01-31}, {@code 2026-01}. */
  String of(Instant time) {
    return form.format(time);
  }

  /** Which of them one of that name is. */
  static BudgetPeriod named(String period) {
    return period.length() == "2026-01".length() ? MONTH : DAY;
  }

  String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
