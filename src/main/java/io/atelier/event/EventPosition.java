package io.atelier.event;

import java.util.Comparator;

/**
 * A place in the history: right after an event, or after all events of transactions up to one.
 *
 * @param xid the transaction that counts for the event's order
 * @param seq the event's number among all; orders those of one transaction
 */
record EventPosition(long xid, long seq) implements Comparable<EventPosition> {
  /** Before everything. */
  static final EventPosition START = new EventPosition(0, 0);

  private static final Comparator<EventPosition> ORDER =
      Comparator.comparingLong(EventPosition::xid).thenComparingLong(EventPosition::seq);

  /** After everything that transactions before that one wrote. */
  static EventPosition before(long xid) {
    return new EventPosition(xid - 1, Long.MAX_VALUE);
  }

  @Override
  public int compareTo(EventPosition other) {
    return ORDER.compare(this, other);
  }
}
