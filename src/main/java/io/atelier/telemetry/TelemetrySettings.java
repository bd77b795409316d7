package io.atelier.telemetry;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** OpenTelemetry's own settings, under its own names. */
@Dependent
public class TelemetrySettings {
  private static final String PREFIX = "otel.";

  private final boolean disabled;
  private final Config config;

  @Inject
  TelemetrySettings(@ConfigProperty(name = "otel.sdk.disabled") boolean disabled, Config config) {
    this.disabled = disabled;
    this.config = config;
  }

  boolean on() {
    return !disabled;
  }

  /** All that is set; environment variables are OpenTelemetry's to read. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        config.getOptionalValue(name, String.class).ifPresent(it -> properties.put(name, it));
      }
    }
    return properties;
  }

  /** What is wrong with them; empty if they can be worked with. */
  public List<String> objections() {
    String protocol =
        config.getOptionalValue("otel.exporter.otlp.protocol", String.class).orElse("");
    return disabled || protocol.equals("http/protobuf")
        ? List.of()
        : List.of("otel.exporter.otlp.protocol must be http/protobuf, not " + protocol);
  }
}
