package io.atelier.event;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.Tenants;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * All subscribers of this node, told by one reader: a query a tick, however many they are.
 *
 * <p>Nothing is skipped between a stream's own reading and the hub's: a stream goes live only at
 * the very position that the hub has reached, under the hub's lock. Lock order: hub, then stream.
 */
@ApplicationScoped
class EventHub {
  private static final int PAGE = 500;

  /** Streams that catch up share few connections, or they would take all of them. */
  private static final int READERS = 4;

  @Inject EventReader reader;
  @Inject EventJson json;
  @Inject EventSettings settings;
  @Inject Tenants tenants;
  @Inject Clock clock;

  @Resource(lookup = EventTimer.STREAMS)
  ManagedExecutorService threads;

  private final Object lock = new Object();
  private final Semaphore readers = new Semaphore(READERS, true);
  private final Set<EventStream> streams = new HashSet<>();

  /** Up to where all live streams were offered everything; none while there is no stream. */
  private @Nullable EventPosition position;

  /**
   * Adds a stream; its connection is open, and not written to yet.
   *
   * @param horizon as it was read a moment ago
   * @throws ProblemException {@code TOO_MANY_STREAMS}
   */
  void open(EventStream stream, EventPosition horizon) {
    synchronized (lock) {
      long ofTenant =
          streams.stream()
              .filter(s -> s.terms().subscriber().equals(stream.terms().subscriber()))
              .count();
      if (ofTenant >= settings.streamsPerTenant() || streams.size() >= settings.streamsPerNode()) {
        throw new ProblemException(
            ErrorCode.TOO_MANY_STREAMS, "Close one, or try again in a moment.");
      }
      if (position == null) {
        position = horizon;
      }
      streams.add(stream);
    }
    stream.wake();
  }

  void remove(EventStream stream) {
    synchronized (lock) {
      streams.remove(stream);
    }
  }

  /** Lets a stream go live that has everything up to that position, if that is where all are. */
  void goLive(EventStream stream, EventPosition from) {
    synchronized (lock) {
      if (from.equals(position)) {
        stream.goLive(from);
      }
    }
  }

  /** Up to where a stream may read the history. */
  EventPosition position() {
    synchronized (lock) {
      return position == null ? EventPosition.START : position;
    }
  }

  /** Part of the history, for one who is behind. */
  List<EventFrame> read(EventFilter filter, EventPosition after, EventPosition upTo, int most) {
    readers.acquireUninterruptibly();
    try {
      return frames(reader.page(filter, after, upTo, most));
    } finally {
      readers.release();
    }
  }

  void execute(Runnable stream) {
    threads.execute(stream);
  }

  /** How many subscribers there are. */
  int size() {
    synchronized (lock) {
      return streams.size();
    }
  }

  /** Looks for what is new, and after those who are silent. */
  void tick() {
    try {
      tell();
    } finally {
      Instant now = clock.instant();
      long nanos = System.nanoTime();
      Map<TenantId, Boolean> closed = new HashMap<>();
      for (EventStream stream : all()) {
        TenantId subscriber = stream.terms().subscriber();
        stream.tick(now, nanos, settings, closed.computeIfAbsent(subscriber, tenants::isClosed));
      }
    }
  }

  private void tell() {
    EventPosition from;
    Set<TenantId> watched = new HashSet<>();
    boolean everybody = false;
    synchronized (lock) {
      if (streams.isEmpty()) {
        position = null;
      }
      from = position;
      for (EventStream stream : streams) {
        TenantId tenant = stream.terms().filter().tenant();
        everybody |= tenant == null;
        if (tenant != null) {
          watched.add(tenant);
        }
      }
    }
    if (from == null) {
      return;
    }
    EventPosition horizon = reader.horizon();
    while (from.compareTo(horizon) < 0) {
      List<EventFrame> page =
          frames(
              everybody
                  ? reader.page(EventFilter.EVERYTHING, from, horizon, PAGE)
                  : reader.page(watched, from, horizon, PAGE));
      from = page.size() < PAGE ? horizon : page.get(PAGE - 1).event().position();
      deliver(page, from, everybody ? null : watched);
    }
  }

  private void deliver(
      List<EventFrame> page, EventPosition reached, @Nullable Set<TenantId> watched) {
    synchronized (lock) {
      position = reached;
      for (EventStream stream : streams) {
        TenantId tenant = stream.terms().filter().tenant();
        // One that came since the query began was not asked for.
        if (watched != null && (tenant == null || !watched.contains(tenant))) {
          stream.fallBehind();
        } else {
          page.forEach(stream::offer);
        }
      }
    }
  }

  private List<EventFrame> frames(List<Event> events) {
    return events.stream().map(event -> new EventFrame(event, json)).toList();
  }

  private List<EventStream> all() {
    synchronized (lock) {
      return List.copyOf(streams);
    }
  }

  /** Ends all: their clients come back, to whatever node there is. */
  @PreDestroy
  void close() {
    all().forEach(EventStream::leave);
  }
}
