package io.atelier.generation;

import java.util.Arrays;
import java.util.Locale;

/** Which of a tenant's own jobs in a queue goes first. */
public enum Priority {
  LOW(-1),
  NORMAL(0),
  HIGH(1);

  private final short rank;

  Priority(int rank) {
    this.rank = (short) rank;
  }

  short rank() {
    return rank;
  }

  static Priority ofRank(short rank) {
    return Arrays.stream(values()).filter(p -> p.rank == rank).findFirst().orElseThrow();
  }

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
