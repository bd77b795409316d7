package io.atelier.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.telemetry.TraceReceiver.Received;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SpanExportTest {
  private static final UUID JOB = UUID.fromString("018f0000-0000-7000-8000-000000000001");
  private static final Instant THEN = Instant.parse("2026-07-01T12:00:00Z");
  private static final Trace OWN = Trace.of(JOB, null);
  private static final Trace CALLED =
      new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true);

  private TraceReceiver receiver;

  @BeforeEach
  void open() throws IOException {
    receiver = new TraceReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void a_job_without_a_caller_begins_the_trace_that_is_known_of_it() {
    send(Map.of(), span("job", OWN, Span.id(JOB), null, null));
    Received job = receiver.await(span -> span.name().equals("job"));
    assertThat(job.trace()).isEqualTo(OWN.id());
    assertThat(job.id()).isEqualTo(Span.id(JOB));
    assertThat(job.parent()).isEmpty();
    assertThat(job.failed()).isFalse();
    assertThat(job.attributes()).containsEntry("atelier.kind", "image");
    assertThat(job.end() - job.start()).isEqualTo(2_000_000_000L);
  }

  @Test
  void a_job_is_a_part_of_what_its_caller_does() {
    send(
        Map.of(),
        span("settle", CALLED, null, Span.id(JOB), null),
        span("job", CALLED, Span.id(JOB), null, "PROVIDER_ERROR"));
    Received job = receiver.await(span -> span.name().equals("job"));
    Received settle = receiver.await(span -> span.name().equals("settle"));
    assertThat(job.trace()).isEqualTo(settle.trace()).isEqualTo(CALLED.id());
    assertThat(job.parent()).isEqualTo(CALLED.caller());
    assertThat(settle.parent()).isEqualTo(job.id());
    assertThat(job.failed()).isTrue();
    assertThat(job.attributes()).containsEntry("error.type", "PROVIDER_ERROR");
  }

  @Test
  void what_its_caller_does_not_record_is_not_recorded_in_part() {
    Trace unsampled = new Trace(CALLED.id(), CALLED.caller(), false);
    send(
        Map.of(),
        span("settle", unsampled, null, Span.id(JOB), null),
        span("job", unsampled, Span.id(JOB), null, null));
    assertThat(receiver.all()).isEmpty();
  }

  @Test
  void all_parts_of_a_trace_are_sampled_alike() {
    Span[] spans = new Span[200];
    for (int i = 0; i < spans.length; i += 2) {
      UUID job = new UUID(JOB.getMostSignificantBits(), JOB.getLeastSignificantBits() + i);
      spans[i] = span("job", Trace.of(job, null), Span.id(job), null, null);
      spans[i + 1] = span("settle", Trace.of(job, null), null, Span.id(job), null);
    }
    send(
        Map.of("otel.traces.sampler", "parentbased_traceidratio", "otel.traces.sampler.arg", "0.5"),
        spans);
    Map<String, Integer> parts = new HashMap<>();
    receiver.all().forEach(span -> parts.merge(span.trace(), 1, Integer::sum));
    assertThat(parts.values()).isNotEmpty().allMatch(count -> count == 2);
    assertThat(parts).hasSizeBetween(25, 75);
  }

  private void send(Map<String, String> more, Span... spans) {
    Map<String, String> properties = new HashMap<>(more);
    properties.putAll(
        Map.of(
            "otel.exporter.otlp.endpoint", receiver.url(),
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none"));
    try (SpanExport export = SpanExport.open(properties)) {
      for (Span span : spans) {
        export.send(span);
      }
    }
  }

  private static Span span(
      String name,
      Trace trace,
      @Nullable String id,
      @Nullable String parent,
      @Nullable String error) {
    return new Span(
        name, trace, id, parent, THEN, THEN.plusSeconds(2), Map.of("atelier.kind", "image"), error);
  }
}
