package io.atelier.event;

import io.atelier.tenant.TenantId;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One subscriber: what it has, what waits for it, and its connection.
 *
 * <p>It runs only while there is something to write; a silent stream holds no thread. It is
 * <em>behind</em> at first and whenever more came than it keeps for its reader: then it reads the
 * history itself, at the reader's pace, up to where the hub is, and goes on live from exactly
 * there. Whoever takes no byte for long is cut off, and comes back with the last id it has.
 */
final class EventStream implements Runnable {
  private static final Logger LOG = System.getLogger(EventStream.class.getName());
  private static final int MOST_WAITING = 256;
  private static final int PAGE = 200;

  private final Terms terms;
  private final EventHub hub;
  private final OutputStream out;
  private final Deque<EventFrame> waiting = new ArrayDeque<>();

  /** Up to where the reader has everything; the running thread's alone. */
  private EventPosition sent;

  /** What is up to here comes from the history. */
  private EventPosition floor;

  private boolean behind = true;
  private volatile boolean beat;
  private boolean begun;
  private boolean running;
  private boolean ending;
  private volatile boolean jobEnded;
  private volatile long writingSince;
  private volatile long wroteAt = System.nanoTime();

  /**
   * A stream from some position on; it is to be {@link EventHub#open opened}.
   *
   * @param out the connection, which ends when it is closed
   */
  EventStream(Terms terms, EventPosition from, EventHub hub, OutputStream out) {
    this.terms = terms;
    this.sent = from;
    this.floor = from;
    this.hub = hub;
    this.out = out;
  }

  Terms terms() {
    return terms;
  }

  /** An event that just became final. */
  synchronized void offer(EventFrame frame) {
    Event event = frame.event();
    if (behind || event.position().compareTo(floor) <= 0 || !terms.filter().matches(event)) {
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      fallBehind();
    } else {
      waiting.add(frame);
    }
    wake();
  }

  /** It was not offered all there was. */
  synchronized void fallBehind() {
    waiting.clear();
    behind = true;
    wake();
  }

  /** From here on it is offered everything. */
  synchronized void goLive(EventPosition from) {
    floor = from.compareTo(sent) > 0 ? from : sent;
    behind = false;
  }

  /** Now and then: keeps it alive, and ends it when its time is over. */
  void tick(Instant now, long nanos, EventSettings settings, boolean closed) {
    if (isOlder(writingSince, nanos, settings.writePatience())) {
      LOG.log(Level.DEBUG, "A slow subscriber is cut off");
      hub.remove(this); // its thread waits for the connection, and nobody waits for it
      end();
    } else if (closed || !now.isBefore(terms.expires())) {
      end();
    } else if (isOlder(wroteAt, nanos, settings.heartbeat())) {
      beat();
    }
  }

  private synchronized void beat() {
    beat = true;
    wake();
  }

  /** Ends it as soon as it does not write. */
  synchronized void end() {
    ending = true;
    wake();
  }

  private static boolean isOlder(long since, long nanos, Duration limit) {
    return since != 0 && nanos - since > limit.toNanos();
  }

  synchronized void wake() {
    if (!running) {
      running = true;
      hub.execute(this);
    }
  }

  @Override
  public void run() {
    try {
      Step step = next();
      while (step != Step.REST && step != Step.LEAVE) {
        perform(step);
        step = next();
      }
      if (step == Step.LEAVE) {
        leave();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A subscriber is gone", e);
      leave();
    }
  }

  private synchronized Step next() {
    if (ending || (jobEnded && !behind && waiting.isEmpty())) {
      return Step.LEAVE;
    } else if (!begun) {
      begun = true;
      return Step.BEGIN;
    } else if (behind) {
      return Step.CATCH_UP;
    } else if (!waiting.isEmpty()) {
      return Step.SEND;
    } else if (beat) {
      return Step.BEAT;
    }
    running = false;
    return Step.REST;
  }

  private void perform(Step step) throws IOException {
    switch (step) {
      case BEGIN -> write(List.of(EventFrame.RETRY));
      case CATCH_UP -> catchUp();
      case SEND -> send(taken());
      case BEAT -> write(List.of(EventFrame.HEARTBEAT));
      case REST, LEAVE -> throw new IllegalStateException("nothing is left to do");
    }
  }

  private synchronized List<EventFrame> taken() {
    List<EventFrame> frames = List.copyOf(waiting);
    waiting.clear();
    return frames;
  }

  private void catchUp() throws IOException {
    EventPosition upTo = hub.position();
    List<EventFrame> page = hub.read(terms.filter(), sent, upTo, PAGE);
    send(page);
    if (page.size() < PAGE) {
      sent = upTo.compareTo(sent) > 0 ? upTo : sent;
      jobEnded |= terms.endsAtOnce();
      hub.goLive(this, upTo);
    }
  }

  private void send(List<EventFrame> frames) throws IOException {
    write(frames.stream().map(EventFrame::bytes).toList());
    for (EventFrame frame : frames) {
      sent = frame.event().position();
      jobEnded |= terms.endsWithJob() && frame.event().endsJob();
    }
  }

  private void write(List<byte[]> pieces) throws IOException {
    beat = false;
    writingSince = System.nanoTime();
    try {
      for (byte[] piece : pieces) {
        out.write(piece);
        writingSince = System.nanoTime();
      }
      out.flush();
    } finally {
      wroteAt = System.nanoTime();
      writingSince = 0;
    }
  }

  /** Ends it now, whatever it is doing. */
  void leave() {
    hub.remove(this);
    try {
      out.close();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A subscriber was gone already", e);
    }
  }

  private enum Step {
    BEGIN,
    CATCH_UP,
    SEND,
    BEAT,
    REST,
    LEAVE
  }

  /**
   * What a subscriber was promised.
   *
   * @param subscriber whose token it is
   * @param expires when the token ends, and the stream with it
   * @param endsWithJob whether a job's end ends it
   * @param endsAtOnce whether it ends when it has what there is
   */
  record Terms(
      EventFilter filter,
      TenantId subscriber,
      Instant expires,
      boolean endsWithJob,
      boolean endsAtOnce) {}
}
