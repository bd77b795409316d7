package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UsageSettingsTest {
  private final Properties properties = new Properties();
  private final UsageSettings settings = new UsageSettings();

  @BeforeEach
  void readTheDefaults() throws IOException {
    try (InputStream file =
        UsageSettings.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      properties.load(Objects.requireNonNull(file));
    }
    settings.config = new PropertiesConfig(properties);
  }

  @Test
  void out_of_the_box_there_is_no_quota_and_usage_is_measured_every_minute() {
    assertThat(settings.quotaBytes()).isEmpty();
    assertThat(settings.metricsInterval()).isEqualTo(Duration.ofSeconds(60));
    assertThat(settings.objections()).isEmpty();
  }

  @Test
  void a_quota_may_be_more_than_two_gigabytes() {
    properties.setProperty("artifact.quota-bytes", "50000000000");
    assertThat(settings.quotaBytes()).contains(50_000_000_000L);
    assertThat(settings.objections()).isEmpty();
  }

  @Test
  void what_cannot_be_meant_is_objected_to() {
    properties.setProperty("artifact.quota-bytes", "-1");
    properties.setProperty("artifact.usage-metrics-interval", "PT0.5S");
    assertThat(settings.objections())
        .hasSize(2)
        .anyMatch(o -> o.startsWith("artifact.quota-bytes"))
        .anyMatch(o -> o.startsWith("artifact.usage-metrics-interval"));
  }
}
