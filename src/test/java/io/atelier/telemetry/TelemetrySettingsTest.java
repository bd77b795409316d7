package io.atelier.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class TelemetrySettingsTest {
  private static final String PROTOCOL = "otel.exporter.otlp.protocol";

  @Test
  void out_of_the_box_there_are_no_traces() {
    assertThat(settings(Map.of()).on()).isFalse();
    assertThat(settings(Map.of()).objections()).isEmpty();
  }

  @Test
  void switched_on_traces_are_sent_as_atelier_and_nothing_else_is() {
    TelemetrySettings on = settings(Map.of("otel.sdk.disabled", "false"));
    assertThat(on.on()).isTrue();
    assertThat(on.objections()).isEmpty();
    assertThat(on.properties())
        .containsEntry("otel.service.name", "atelier")
        .containsEntry(PROTOCOL, "http/protobuf")
        .containsEntry("otel.metrics.exporter", "none")
        .containsEntry("otel.logs.exporter", "none")
        .doesNotContainKey("storage.min-free-bytes");
  }

  @Test
  void a_protocol_that_is_not_there_is_objected_to_where_it_matters() {
    assertThat(settings(Map.of(PROTOCOL, "grpc")).objections()).isEmpty();
    assertThat(settings(Map.of(PROTOCOL, "grpc", "otel.sdk.disabled", "false")).objections())
        .singleElement()
        .asString()
        .startsWith("otel.exporter.otlp.protocol must be http/protobuf");
  }

  private static TelemetrySettings settings(Map<String, String> changed) {
    Config config = PropertiesConfig.shippedWith(changed);
    return new TelemetrySettings(config.getValue("otel.sdk.disabled", Boolean.class), config);
  }
}
