package io.atelier.generation;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a provider's account takes in a span of time: no span of that length holds more.
 *
 * <p>The generic cell rate algorithm: one instant is all its state, so that it can be kept in the
 * database and shared by every node. A quarter may come at once, the rest evenly spread.
 *
 * @param count 1 or more
 */
record Rate(int count, Duration span) {
  Rate {
    if (count < 1 || !span.isPositive()) {
      throw new IllegalArgumentException("a rate is one or more in a positive span of time");
    }
  }

  /** The rate that a setting like {@code 20/PT10S} names. */
  static Rate parse(String text) {
    String[] parts = text.split("/", -1);
    try {
      return new Rate(Integer.parseInt(parts[0].strip()), Duration.parse(parts[1].strip()));
    } catch (NumberFormatException | DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no rate like 20/PT10S", e);
    }
  }

  /** As settings name it. */
  String text() {
    return count + "/" + span;
  }

  /** How many may be made now, if all before were used up to that instant. */
  int free(@Nullable Instant usedUpTo, Instant now) {
    Duration ahead =
        usedUpTo == null || usedUpTo.isBefore(now)
            ? Duration.ZERO
            : Duration.between(now, usedUpTo);
    long left = interval().multipliedBy(burst()).minus(ahead).toNanos();
    return left <= 0 ? 0 : (int) (left / interval().toNanos());
  }

  /** When the next may be made, if all before were used up to that instant; not before now. */
  Instant nextFree(@Nullable Instant usedUpTo, Instant now) {
    if (usedUpTo == null) {
      return now;
    }
    Instant free = usedUpTo.minus(interval().multipliedBy(burst() - 1L));
    return free.isBefore(now) ? now : free;
  }

  /** Up to when it is used when that many more are made now. */
  Instant used(@Nullable Instant usedUpTo, int more, Instant now) {
    Instant from = usedUpTo == null || usedUpTo.isBefore(now) ? now : usedUpTo;
    return from.plus(interval().multipliedBy(more));
  }

  /** Up to when it is used if there is to be none before that instant, and the next then. */
  Instant usedUntil(Instant next) {
    return next.plus(interval().multipliedBy(burst() - 1L));
  }

  private int burst() {
    return Math.max(1, count / 4);
  }

  // What comes at once and what follows evenly are together no more than the count.
  private Duration interval() {
    return span.dividedBy(Math.max(1, count - burst() + 1));
  }
}
