package io.atelier.egress;

import io.atelier.PropertiesConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Egress clients outside of the container. */
public final class EgressClients {
  private EgressClients() {}

  /** One that may call this machine. */
  public static EgressClient trustingLoopback() {
    EgressClient client = new EgressClient();
    client.settings = new EgressSettings();
    client.settings.config =
        PropertiesConfig.of(
            Map.of("egress.trusted-hosts", "127.0.0.1", "egress.connect-timeout", "PT2S"));
    client.settings.read();
    client.exchanges =
        new Exchanges(
            new CheckedResolver(SystemDefaultDnsResolver.INSTANCE, client.settings::trusts),
            Duration.ofSeconds(2),
            Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory()));
    return client;
  }
}
