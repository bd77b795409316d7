package io.atelier.provider.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Where a provider is, and how long it may take: {@code <provider>.api-key}, {@code .base-url} and
 * {@code .result-hosts}, and {@code remote.*} for all of them.
 *
 * @param apiKey empty where the provider is not to be used
 * @param resultHosts where it may keep its results: host names, or {@code *.name} for all below one
 * @param connectTimeout for a connection
 * @param readTimeout for an answer, once it was asked
 * @param userAgent what a browser says: some of these providers' proxies turn away all else
 */
public record RemoteSettings(
    String provider,
    Optional<ApiKey> apiKey,
    URI baseUrl,
    List<String> resultHosts,
    Duration connectTimeout,
    Duration readTimeout,
    String userAgent) {

  public RemoteSettings {
    resultHosts = List.copyOf(resultHosts);
    if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(provider + ".base-url is no address");
    }
    if (!connectTimeout.isPositive() || !readTimeout.isPositive()) {
      throw new IllegalArgumentException("remote.connect-timeout and read-timeout are positive");
    }
  }

  /** Those of that provider. */
  public static RemoteSettings read(Config config, String provider) {
    return new RemoteSettings(
        provider,
        config
            .getOptionalValue(provider + ".api-key", String.class)
            .filter(key -> !key.isBlank())
            .map(ApiKey::new),
        URI.create(config.getValue(provider + ".base-url", String.class)),
        Arrays.stream(config.getValue(provider + ".result-hosts", String[].class))
            .map(String::strip)
            .toList(),
        config.getValue("remote.connect-timeout", Duration.class),
        config.getValue("remote.read-timeout", Duration.class),
        config.getValue("remote.user-agent", String.class));
  }

  /** How long an exchange may take from its first byte to its last. */
  Duration wholeTimeout() {
    return connectTimeout.plus(readTimeout.multipliedBy(3));
  }

  /** The key. */
  public ApiKey key() {
    return apiKey.orElseThrow(() -> new IllegalStateException(provider + " has no key"));
  }
}
