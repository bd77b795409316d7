package io.atelier.chaos;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the clients asked for and were told, in order; kept where nothing is killed. Thread-safe.
 */
final class History {
  private final List<Event> events = new ArrayList<>();

  /** What happened. */
  enum Kind {
    /** A request with that key is sent for the first time. */
    ASKED,
    /** A request with that key was answered with that job. */
    ACCEPTED,
    /** A request with that key was refused for good, for that reason. */
    REFUSED,
    /** The job is to be cancelled. */
    CANCELLED,
    /** The job's status was that. */
    SEEN,
    /** The job's status was that when all was over. */
    SEEN_LAST
  }

  /**
   * One of them.
   *
   * @param job empty as long as it is not known
   * @param text the status or the reason
   */
  record Event(Instant at, Kind kind, String tenant, String key, String job, String text) {}

  synchronized void add(Kind kind, String tenant, String key, String job, String text) {
    events.add(new Event(Instant.now(), kind, tenant, key, job, text));
  }

  synchronized List<Event> events() {
    return List.copyOf(events);
  }

  synchronized int size() {
    return events.size();
  }
}
