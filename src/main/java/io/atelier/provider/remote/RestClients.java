package io.atelier.provider.remote;

import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Makes the REST client of a provider; to be made once, as it is thread-safe and not cheap. */
public final class RestClients {
  private RestClients() {}

  /**
   * The client of one of the provider's addresses, all of which are given the key.
   *
   * @param patience for an answer, once it was asked
   */
  public static <T> T build(Class<T> api, URI address, RemoteSettings settings, Duration patience) {
    return RestClientBuilder.newBuilder()
        .baseUri(address)
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .followRedirects(false)
        // An answer is an answer, whatever its status.
        .property("microprofile.rest.client.disable.default.mapper", true)
        .register(headers(settings))
        .build(api);
  }

  // No connection is used twice: one that the other side is just closing would leave a create's
  // outcome unknown.
  private static ClientRequestFilter headers(RemoteSettings settings) {
    String bearer = settings.key().bearer();
    return request -> {
      request.getHeaders().putSingle("Authorization", bearer);
      request.getHeaders().putSingle("User-Agent", settings.userAgent());
      request.getHeaders().putSingle("Accept", "application/json");
      request.getHeaders().putSingle("Connection", "close");
    };
  }
}
