package io.atelier.telemetry;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans to whoever collects them, when that is switched on ({@code otel.sdk.disabled=false});
 * else nothing of it is even loaded.
 */
@ApplicationScoped
public class Spans {
  private static final Logger LOG = System.getLogger(Spans.class.getName());

  @Inject TelemetrySettings settings;

  private @Nullable SpanExport export;

  /** Begins, if it is switched on; called once, before anything is worked on. */
  public void open() {
    if (settings.on()) {
      export = SpanExport.open(settings.properties());
      LOG.log(Level.INFO, "Traces are sent by OpenTelemetry");
    }
  }

  /** Whether anybody wants them; where not, they need not be made. */
  public boolean on() {
    return export != null;
  }

  /** Sends them, in the background and never failing. */
  public void send(Collection<Span> spans) {
    SpanExport to = export;
    if (to != null) {
      spans.forEach(to::send);
    }
  }

  @PreDestroy
  void close() {
    if (export != null) {
      export.close();
    }
  }
}
