package io.atelier.egress;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Calls addresses that others named: only public ones, only what was checked, no redirect, no
 * cookie, no proxy, no compression, and never longer or more than was said.
 *
 * <p>Blocks; to be called on virtual threads, and never in a transaction. Thread-safe.
 */
@ApplicationScoped
public class EgressClient {
  private static final int MOST_ANSWER_BYTES = 64 * 1024;

  @Inject EgressSettings settings;
  @Resource ManagedScheduledExecutorService scheduler;

  @Nullable Exchanges exchanges;

  /** The destination of a URL, or empty where it is none that is called. */
  public Optional<Destination> destination(String url) {
    return Destination.parse(url, settings::trusts);
  }

  /**
   * Refuses a destination whose host has an address that is not called, or none. What it has later
   * is looked at again with every call.
   *
   * @throws EgressException {@code REFUSED} or {@code UNRESOLVED}
   */
  public void check(Destination destination) {
    open().check(destination);
  }

  /**
   * Posts a document, and passes over the answer's body.
   *
   * @param limit for everything together
   * @throws EgressException if there is no whole answer
   */
  public EgressResponse post(
      Destination destination,
      String contentType,
      byte[] body,
      Map<String, String> headers,
      Duration limit) {
    HttpPost request = new HttpPost(destination.uri());
    request.setEntity(new ByteArrayEntity(body, ContentType.parse(contentType)));
    return open()
        .send(
            request,
            headers,
            head -> Optional.of(OutputStream.nullOutputStream()),
            MOST_ANSWER_BYTES,
            false,
            limit,
            limit);
  }

  /**
   * Fetches a document as it is stored over there, writing it on while it comes. A redirect is not
   * followed: whoever asks looks at where it leads.
   *
   * @param mostBytes how large it may be
   * @param silence how long nothing may come
   * @param limit for everything together
   * @throws EgressException if there is no whole answer; a part of it may have been written on
   * @throws java.io.UncheckedIOException if it cannot be written on
   */
  public EgressResponse get(
      Destination destination,
      Map<String, String> headers,
      EgressReceiver receiver,
      long mostBytes,
      Duration silence,
      Duration limit) {
    return open()
        .send(new HttpGet(destination.uri()), headers, receiver, mostBytes, true, silence, limit);
  }

  private synchronized Exchanges open() {
    Exchanges opened = exchanges;
    if (opened == null) {
      opened =
          new Exchanges(
              new CheckedResolver(SystemDefaultDnsResolver.INSTANCE, settings::trusts),
              settings.connectTimeout(),
              scheduler);
      exchanges = opened;
    }
    return opened;
  }

  @PreDestroy
  void close() {
    if (exchanges != null) {
      exchanges.close();
    }
  }
}
