package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;

/** The settings of this feature, {@code generation.*}, read and checked once at start. */
@ApplicationScoped
public class GenerationSettings {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(6);

  @Inject Config config;
  @Inject Providers providers;

  private final Map<MediaKind, KindPolicy> kinds = new EnumMap<>(MediaKind.class);
  private boolean workerEnabled;
  private Duration leaseTime = Duration.ZERO;
  private int batch;
  private WatchPolicy watch = new WatchPolicy(Duration.ZERO, Duration.ZERO);

  @PostConstruct
  void read() {
    workerEnabled = config.getValue("generation.worker-enabled", Boolean.class);
    leaseTime = config.getValue("generation.lease-time", Duration.class);
    batch = config.getValue("generation.batch-size", Integer.class);
    watch =
        new WatchPolicy(
            config.getValue("generation.watch-interval", Duration.class),
            config.getValue("generation.watch-time", Duration.class));
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

  /** Every reason why jobs cannot be run as configured; empty when they can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (leaseTime.compareTo(SHORTEST_LEASE) < 0) {
      objections.add("generation.lease-time must be PT6S or more; it is renewed every two seconds");
    }
    if (!watch.interval().isPositive() || watch.time().isNegative()) {
      objections.add("generation.watch-interval must be positive, watch-time not negative");
    }
    kinds.forEach(
        (kind, policy) ->
            policy.providers().stream()
                .filter(name -> providers.find(name).isEmpty())
                .forEach(
                    name ->
                        objections.add(
                            "generation.%s.providers names %s, which there is not"
                                .formatted(kind.configName(), name))));
    return objections;
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

  /** How attempts that were given up are watched. */
  WatchPolicy watch() {
    return watch;
  }

  /** How many jobs are taken at a time. */
  int batch() {
    return batch;
  }
}
