package io.atelier.artifact;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Reads a time of a row: what a native query gives for one is the persistence provider's choice.
 */
final class RowTime {
  private RowTime() {}

  static Instant of(Object column) {
    return switch (column) {
      case Timestamp t -> t.toInstant();
      case OffsetDateTime t -> t.toInstant();
      case Instant t -> t;
      default -> throw new IllegalStateException("no time: " + column.getClass());
    };
  }
}
