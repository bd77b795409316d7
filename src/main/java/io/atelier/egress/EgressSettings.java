package io.atelier.egress;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** The settings of calls to addresses that others named, {@code egress.*}. */
@ApplicationScoped
public class EgressSettings {
  @Inject Config config;

  private Set<String> trustedHosts = Set.of();
  private Duration connectTimeout = Duration.ZERO;

  @PostConstruct
  void read() {
    trustedHosts =
        config
            .getOptionalValue("egress.trusted-hosts", String[].class)
            .map(
                hosts ->
                    Arrays.stream(hosts)
                        .map(host -> Destination.host(host.strip()))
                        .collect(Collectors.toSet()))
            .orElse(Set.of());
    connectTimeout = config.getValue("egress.connect-timeout", Duration.class);
  }

  /** Every reason why this configuration cannot be meant; empty when it can. */
  public List<String> objections() {
    List<String> objections = new ArrayList<>();
    if (connectTimeout.isNegative() || connectTimeout.isZero()) {
      objections.add("egress.connect-timeout must be more than nothing");
    }
    for (String host : trustedHosts) {
      if (!host.matches("[a-z0-9.:_-]+")) {
        objections.add("egress.trusted-hosts has " + host + ", which is no host");
      }
    }
    return objections;
  }

  /** Whether that host may have any address, and be called without TLS. */
  boolean trusts(String host) {
    return trustedHosts.contains(host);
  }

  Duration connectTimeout() {
    return connectTimeout;
  }
}
