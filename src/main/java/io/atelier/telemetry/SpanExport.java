package io.atelier.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** OpenTelemetry's SDK, given spans that are over already, under ids that are known already. */
final class SpanExport implements AutoCloseable {
  private static final long FLUSH_SECONDS = 5;

  private final OpenTelemetrySdk sdk;
  private final Sampler sampler;
  private final Tracer tracer;
  private final KnownIds ids;

  private SpanExport(OpenTelemetrySdk sdk, Sampler sampler, KnownIds ids) {
    this.sdk = sdk;
    this.sampler = sampler;
    this.tracer = sdk.getTracer("io.atelier");
    this.ids = ids;
  }

  /** The SDK as these properties, and OpenTelemetry's environment variables, configure it. */
  static SpanExport open(Map<String, String> properties) {
    KnownIds ids = new KnownIds();
    AtomicReference<Sampler> sampler = new AtomicReference<>(Sampler.alwaysOn());
    OpenTelemetrySdk sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .setServiceClassLoader(SpanExport.class.getClassLoader())
            .addPropertiesSupplier(() -> properties)
            .addSamplerCustomizer(
                (configured, config) -> {
                  sampler.set(configured);
                  return configured;
                })
            .addTracerProviderCustomizer((provider, config) -> provider.setIdGenerator(ids))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    return new SpanExport(sdk, Objects.requireNonNull(sampler.get()), ids);
  }

  /** Sends a span, if its trace is one of those that are recorded. */
  void send(Span span) {
    if (!isRecorded(span.trace())) {
      return;
    }
    SpanBuilder builder =
        tracer
            .spanBuilder(span.name())
            .setSpanKind(SpanKind.INTERNAL)
            .setParent(parent(span))
            .setStartTimestamp(span.start())
            .setAllAttributes(attributes(span.attributes()));
    io.opentelemetry.api.trace.Span made = ids.during(span, builder::startSpan);
    if (span.error() != null) {
      made.setAttribute("error.type", span.error()).setStatus(StatusCode.ERROR);
    }
    made.end(span.end());
  }

  // By the trace alone, so that all nodes decide alike about all its parts.
  private boolean isRecorded(Trace trace) {
    return sampler
            .shouldSample(
                caller(trace), trace.id(), "job", SpanKind.INTERNAL, Attributes.empty(), List.of())
            .getDecision()
        == SamplingDecision.RECORD_AND_SAMPLE;
  }

  private static Context parent(Span span) {
    return span.parent() == null
        ? caller(span.trace())
        : remote(span.trace().id(), span.parent(), TraceFlags.getSampled());
  }

  private static Context caller(Trace trace) {
    return trace.caller() == null
        ? Context.root()
        : remote(
            trace.id(),
            trace.caller(),
            trace.sampled() ? TraceFlags.getSampled() : TraceFlags.getDefault());
  }

  private static Context remote(String trace, String span, TraceFlags flags) {
    return Context.root()
        .with(
            io.opentelemetry.api.trace.Span.wrap(
                SpanContext.createFromRemoteParent(trace, span, flags, TraceState.getDefault())));
  }

  private static Attributes attributes(Map<String, String> from) {
    AttributesBuilder attributes = Attributes.builder();
    from.forEach(attributes::put);
    return attributes.build();
  }

  /** Sends what is still to be sent, for a while. */
  @Override
  public void close() {
    sdk.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
  }
}
