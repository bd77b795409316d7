package io.atelier.event;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An event as the live stream sends it, drawn once for all who get it. */
final class EventFrame {
  /** What keeps a silent stream alive, and finds out who is gone. */
  static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

  /** How long clients wait before they connect again. */
  static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

  private final Event event;
  private final EventJson json;
  private volatile byte @Nullable [] bytes;

  EventFrame(Event event, EventJson json) {
    this.event = event;
    this.json = json;
  }

  Event event() {
    return event;
  }

  byte[] bytes() {
    byte[] drawn = bytes;
    if (drawn == null) {
      drawn =
          "id: %s\nevent: %s\ndata: %s\n\n"
              .formatted(event.id(), event.type(), json.of(event))
              .getBytes(StandardCharsets.UTF_8);
      bytes = drawn;
    }
    return drawn;
  }
}
