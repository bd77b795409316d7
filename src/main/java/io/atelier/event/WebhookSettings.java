package io.atelier.event;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** The settings of webhooks, {@code webhook.*}. */
@ApplicationScoped
public class WebhookSettings {
  @Inject Config config;

  private Duration interval = Duration.ZERO;
  private Duration attemptTimeout = Duration.ZERO;
  private Duration disableAfter = Duration.ZERO;
  private Duration secretOverlap = Duration.ZERO;
  private List<Duration> retryDelays = List.of();
  private boolean workerEnabled;
  private int perTenant;
  private int concurrency;

  @PostConstruct
  void read() {
    workerEnabled = config.getValue("webhook.worker-enabled", Boolean.class);
    interval = config.getValue("webhook.interval", Duration.class);
    attemptTimeout = config.getValue("webhook.attempt-timeout", Duration.class);
    disableAfter = config.getValue("webhook.disable-after", Duration.class);
    secretOverlap = config.getValue("webhook.secret-overlap", Duration.class);
    retryDelays = Arrays.asList(config.getValue("webhook.retry-delays", Duration[].class));
    perTenant = config.getValue("webhook.per-tenant", Integer.class);
    concurrency = config.getValue("webhook.concurrency", Integer.class);
  }

  /** Every reason why this configuration cannot be meant; empty when it can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    EventSettings.atLeast("webhook.interval", interval, Duration.ofMillis(50), objections);
    EventSettings.atLeast(
        "webhook.attempt-timeout", attemptTimeout, Duration.ofMillis(100), objections);
    EventSettings.atLeast("webhook.disable-after", disableAfter, Duration.ZERO, objections);
    EventSettings.atLeast("webhook.secret-overlap", secretOverlap, Duration.ZERO, objections);
    for (Duration delay : retryDelays) {
      EventSettings.atLeast("webhook.retry-delays", delay, Duration.ZERO, objections);
    }
    if (perTenant < 0 || concurrency < 1) {
      objections.add("webhook.per-tenant must be 0 or more, webhook.concurrency 1 or more");
    }
    return objections;
  }

  boolean workerEnabled() {
    return workerEnabled;
  }

  /** How often each node looks for what is to be delivered. */
  Duration interval() {
    return interval;
  }

  /** The longest that one attempt lasts. */
  Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** How long an endpoint may fail before it is told nothing any more. */
  Duration disableAfter() {
    return disableAfter;
  }

  /** How long the secret before signs too. */
  Duration secretOverlap() {
    return secretOverlap;
  }

  /** How long to wait after that many tries; empty when it is given up. */
  Optional<Duration> delayAfter(int tries) {
    return tries <= retryDelays.size() ? Optional.of(retryDelays.get(tries - 1)) : Optional.empty();
  }

  int perTenant() {
    return perTenant;
  }

  /** How many attempts at one endpoint a node makes at a time. */
  int concurrency() {
    return concurrency;
  }
}
