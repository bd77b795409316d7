package io.atelier.telemetry;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that took a while, of which it is known when it ended.
 *
 * <p>What it is a part of may have been told of by another node, or never: {@link #id(UUID)} makes
 * both sides name it alike.
 *
 * @param id 16 hexadecimal digits; null where nothing is a part of it
 * @param parent what it is a part of; null for the caller's own span, if there is one
 * @param attributes none that holds what a tenant wrote or a provider answered
 * @param error why it did not come to what it was to; null if it did
 */
public record Span(
    String name,
    Trace trace,
    @Nullable String id,
    @Nullable String parent,
    Instant start,
    Instant end,
    Map<String, String> attributes,
    @Nullable String error) {

  public Span {
    attributes = Map.copyOf(attributes);
    if (end.isBefore(start)) {
      end = start; // by two nodes' clocks
    }
  }

  /** Something without parts, that went well. */
  public static Span part(
      String name, Trace trace, String parent, Instant start, Instant end, Map<String, String> of) {
    return new Span(name, trace, null, parent, start, end, of, null);
  }

  /** The id of the span of something that has an id, version 7 of RFC 9562. */
  public static String id(UUID thing) {
    return "%016x".formatted(thing.getLeastSignificantBits());
  }
}
