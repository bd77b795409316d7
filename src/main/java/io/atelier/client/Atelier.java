package io.atelier.client;

import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/**
 * An installation of Atelier, as one of its callers sees it.
 *
 * <p>Thread-safe, and keeps its connections: one of these for as long as the caller lives. A call
 * that is refused throws {@link RefusedException}; one that is not answered throws {@code
 * jakarta.ws.rs.ProcessingException}. In an application that injects its clients, the interfaces
 * can be had by {@code @RestClient} instead, configured by {@code atelier/mp-rest/uri}.
 */
public final class Atelier implements AutoCloseable {
  private final URI address;
  private final ClientRequestFilter bearer;
  private final Map<Class<?>, Object> clients = new ConcurrentHashMap<>();

  private Atelier(URI address, ClientRequestFilter bearer) {
    this.address = address;
    this.bearer = bearer;
  }

  /**
   * The installation at that address.
   *
   * @param address its {@code PUBLIC_BASE_URL}
   * @param token gives a token that is valid now; asked before every call
   */
  public static Atelier at(URI address, Supplier<String> token) {
    return new Atelier(
        address,
        request ->
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token.get()));
  }

  /** What can be asked for. */
  public SkillsApi skills() {
    return api(SkillsApi.class);
  }

  /** What it would cost. */
  public EstimatesApi estimates() {
    return api(EstimatesApi.class);
  }

  /** Asking for it, and what a workflow asked for. */
  public RunsApi runs() {
    return api(RunsApi.class);
  }

  /** Each request, from acceptance to its end. */
  public JobsApi jobs() {
    return api(JobsApi.class);
  }

  /** What was made or brought. */
  public ArtifactsApi artifacts() {
    return api(ArtifactsApi.class);
  }

  /** Being told of it. */
  public WebhooksApi webhooks() {
    return api(WebhooksApi.class);
  }

  /** What it cost. */
  public CostsApi costs() {
    return api(CostsApi.class);
  }

  /** What room it takes. */
  public StorageApi storage() {
    return api(StorageApi.class);
  }

  /** What operators may do. */
  public Operations operations() {
    return new Operations(this);
  }

  /** Lets go of its connections; nothing is to be asked of it any more. */
  @Override
  public void close() {
    for (Object client : clients.values()) {
      try {
        ((Closeable) client).close(); // as the specification has it
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  <T> T api(Class<T> type) {
    return type.cast(
        clients.computeIfAbsent(
            type,
            one -> RestClientBuilder.newBuilder().baseUri(address).register(bearer).build(one)));
  }
}
