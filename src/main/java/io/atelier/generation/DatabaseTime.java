package io.atelier.generation;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/** A time as a native query's row has it, which is the driver's or the mapping's to choose. */
final class DatabaseTime {
  private DatabaseTime() {}

  static Instant of(Object value) {
    return switch (value) {
      case Instant instant -> instant;
      case OffsetDateTime time -> time.toInstant();
      case Timestamp time -> time.toInstant();
      default -> throw new IllegalStateException("a time of " + value.getClass());
    };
  }
}
