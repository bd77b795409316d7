package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;

/** The settings of this feature, {@code generation.*}, read and checked once at start. */
@ApplicationScoped
public class GenerationSettings {
  @Inject Config config;

  private final Map<MediaKind, KindPolicy> kinds = new EnumMap<>(MediaKind.class);
  private boolean workerEnabled;
  private Duration leaseTime = Duration.ZERO;
  private int batch;

  @PostConstruct
  void read() {
    workerEnabled = config.getValue("generation.worker-enabled", Boolean.class);
    leaseTime = config.getValue("generation.lease-time", Duration.class);
    batch = config.getValue("generation.batch-size", Integer.class);
    for (MediaKind kind : MediaKind.values()) {
      String prefix = "generation." + kind.configName() + ".";
      kinds.put(
          kind,
          new KindPolicy(
              config.getValue(prefix + "poll-interval", Duration.class),
              config.getValue(prefix + "timeout", Duration.class),
              config.getValue(prefix + "limit", Integer.class),
              List.of(config.getValue(prefix + "providers", String[].class))));
    }
  }

  KindPolicy policy(MediaKind kind) {
    KindPolicy policy = kinds.get(kind);
    if (policy == null) {
      throw new IllegalStateException("no policy for " + kind);
    }
    return policy;
  }

  /** How many tasks a provider's account takes at a time, of all tenants together; if limited. */
  OptionalInt accountCap(String provider) {
    return config
        .getOptionalValue("generation.account-cap." + provider, Integer.class)
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** Whether this node takes jobs. */
  boolean workerEnabled() {
    return workerEnabled;
  }

  /** How long a job stays ours without a sign of life. */
  Duration leaseTime() {
    return leaseTime;
  }

  /** How many jobs are taken at a time. */
  int batch() {
    return batch;
  }
}
