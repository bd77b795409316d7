package io.atelier.egress;

import io.atelier.egress.EgressException.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The HTTP exchanges behind {@link EgressClient}. */
final class Exchanges implements Closeable {
  private static final Logger LOG = System.getLogger(Exchanges.class.getName());
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int MOST_PER_HOST = 20;
  private static final TimeValue KEPT = TimeValue.ofSeconds(30);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final CheckedResolver resolver;
  private final ScheduledExecutorService watchdog;
  private final CloseableHttpClient client;

  Exchanges(CheckedResolver resolver, Duration connectTimeout, ScheduledExecutorService watchdog) {
    this.resolver = resolver;
    this.watchdog = watchdog;
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(resolver)
                    .setMaxConnTotal(MOST_CONNECTIONS)
                    .setMaxConnPerRoute(MOST_PER_HOST)
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connectTimeout))
                            .setTimeToLive(KEPT) // names move
                            .build())
                    .build())
            // Never a proxy of the machine's: it would do the connecting, and the resolving.
            .setRoutePlanner(new DefaultRoutePlanner(null))
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .setUserAgent("Atelier")
            .build();
  }

  void check(Destination destination) {
    try {
      resolver.resolve(destination.host());
    } catch (UnknownHostException e) {
      throw new EgressException(Reason.UNRESOLVED, e);
    }
  }

  /**
   * One exchange.
   *
   * @param whole whether a body beyond that many bytes is a failure, or left unread
   * @param silence how long nothing may come
   */
  EgressResponse send(
      HttpUriRequestBase request,
      Map<String, String> headers,
      EgressReceiver receiver,
      long mostBytes,
      boolean whole,
      Duration silence,
      Duration limit) {
    headers.forEach(request::setHeader);
    request.setHeader("Accept-Encoding", "identity");
    request.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(limit))
            .setResponseTimeout(Timeout.of(silence))
            .setProtocolUpgradeEnabled(false)
            .build());
    AtomicBoolean late = new AtomicBoolean();
    // A time-out of the socket's begins anew with every byte.
    Future<?> end =
        watchdog.schedule(
            () -> {
              late.set(true);
              return request.cancel();
            },
            limit.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      ClassicHttpResponse response = answer(request, late);
      try {
        return answered(request, response, receiver, mostBytes, whole);
      } finally {
        closeQuietly(response);
      }
    } catch (HttpException e) {
      throw new EgressException(Reason.BROKEN, e);
    } catch (IOException e) {
      throw new EgressException(late.get() ? Reason.TIMEOUT : reason(e), e);
    } finally {
      end.cancel(false);
    }
  }

  private ClassicHttpResponse answer(HttpUriRequestBase request, AtomicBoolean late)
      throws HttpException, IOException {
    try {
      return client.executeOpen(RoutingSupport.determineHost(request), request, null);
    } catch (IllegalStateException e) {
      // A cancel between two steps of the client's is taken for a mistake of its caller's.
      if (late.get()) {
        throw new EgressException(Reason.TIMEOUT, e);
      }
      throw e;
    }
  }

  private static EgressResponse answered(
      HttpUriRequestBase request,
      ClassicHttpResponse response,
      EgressReceiver receiver,
      long mostBytes,
      boolean whole)
      throws IOException {
    Optional<OutputStream> to =
        receiver.begin(EgressHead.of(response.getCode(), name -> header(response, name)));
    long length =
        to.isEmpty() ? unread(request) : taken(request, response, to.get(), mostBytes, whole);
    return EgressResponse.of(response.getCode(), length, header(response, "Retry-After"));
  }

  private static long unread(HttpUriRequestBase request) {
    request.cancel(); // or closing would read on to the end, however far that is
    return 0;
  }

  private static @Nullable String header(ClassicHttpResponse response, String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  private static long taken(
      HttpUriRequestBase request,
      ClassicHttpResponse response,
      OutputStream to,
      long mostBytes,
      boolean whole)
      throws IOException {
    HttpEntity entity = response.getEntity();
    InputStream body = entity == null ? InputStream.nullInputStream() : entity.getContent();
    byte[] buffer = new byte[BUFFER_BYTES];
    long length = 0;
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
      if (length + n > mostBytes) {
        unread(request);
        if (whole) {
          throw new EgressException(Reason.TOO_LARGE, null);
        }
        break;
      }
      length += n;
      try {
        write(to, buffer, n);
      } catch (RuntimeException e) {
        unread(request);
        throw e;
      }
    }
    return length;
  }

  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A connection did not end as it should", e);
    }
  }

  // Ours that fails is not theirs that broke.
  private static void write(OutputStream to, byte[] bytes, int length) {
    try {
      to.write(bytes, 0, length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reason reason(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> Reason.UNRESOLVED;
      case ConnectTimeoutException late -> Reason.UNREACHABLE;
      case ConnectException refused -> Reason.UNREACHABLE;
      case NoRouteToHostException nowhere -> Reason.UNREACHABLE;
      case SSLHandshakeException untrusted -> Reason.TLS;
      case SSLPeerUnverifiedException other -> Reason.TLS;
      case InterruptedIOException late -> Reason.TIMEOUT;
      default -> Reason.BROKEN;
    };
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
