package io.atelier.telemetry;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives a span that is made the ids that it is known by; one that has none a random one. */
final class KnownIds implements IdGenerator {
  private static final IdGenerator RANDOM = IdGenerator.random();

  private static final ThreadLocal<@Nullable Span> MADE = new ThreadLocal<>();

  /** What is made has the ids of that span. */
  <T> T during(Span span, Supplier<T> making) {
    MADE.set(span);
    try {
      return making.get();
    } finally {
      MADE.remove();
    }
  }

  @Override
  public String generateSpanId() {
    Span span = MADE.get();
    return span == null || span.id() == null ? RANDOM.generateSpanId() : span.id();
  }

  @Override
  public String generateTraceId() {
    Span span = MADE.get();
    return span == null ? RANDOM.generateTraceId() : span.trace().id();
  }
}
