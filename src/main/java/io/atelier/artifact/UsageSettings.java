package io.atelier.artifact;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The settings of quotas and usage metrics, {@code artifact.*}. */
@ApplicationScoped
public class UsageSettings {
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);

  @Inject Config config;

  private boolean quota;

  @PostConstruct
  void read() {
    quota = quotaBytes().isPresent();
  }

  /** Whether a tenant for which no quota was set has one. */
  boolean hasQuota() {
    return quota;
  }

  /** Every reason why this configuration cannot be meant; empty when it can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (quotaBytes().filter(bytes -> bytes < 0).isPresent()) {
      objections.add("artifact.quota-bytes must be 0 or more; leave it out for no quota");
    }
    if (metricsInterval().compareTo(SHORTEST_INTERVAL) < 0) {
      objections.add("artifact.usage-metrics-interval must be PT1S or more");
    }
    return objections;
  }

  /** The quota of a tenant for which none was set; empty for none. */
  Optional<Long> quotaBytes() {
    return config.getOptionalValue("artifact.quota-bytes", Long.class);
  }

  /** How often the usage metrics are summed up. */
  Duration metricsInterval() {
    return config.getValue("artifact.usage-metrics-interval", Duration.class);
  }
}
