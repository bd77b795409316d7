package io.atelier.chaos;

import java.time.Duration;

/**
 * What may befall the installation.
 *
 * @see Schedule
 */
enum Disturbance {
  /** A node is killed, at any time. */
  KILL(Duration.ZERO, true),
  /** A node's process ends at an exact line. */
  CRASH(Duration.ZERO, true),
  /** A node stands still for longer than its leases, and then goes on as if nothing had been. */
  FREEZE(Duration.ofSeconds(9), false),
  /** The database is stopped immediately and started again. */
  DATABASE_STOP(Duration.ofSeconds(3), false),
  /** All connections to the database end. */
  CONNECTIONS_ENDED(Duration.ZERO, false),
  /** All connections to the provider are reset. */
  LINE_RESET(Duration.ofSeconds(2), false),
  /** Nothing goes through to the provider or comes back, and then does. */
  LINE_HELD(Duration.ofSeconds(4), false);

  private final Duration length;
  private final boolean deadly;

  Disturbance(Duration length, boolean deadly) {
    this.length = length;
    this.deadly = deadly;
  }

  /** How long it lasts; a start takes a while more. */
  Duration length() {
    return length;
  }

  /** Whether a node's process ends. */
  boolean deadly() {
    return deadly;
  }
}
