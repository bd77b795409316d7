package io.atelier.breakable;

import io.atelier.provider.CallCount;
import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.WorkspaceException;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * HTTP as a provider's adapter needs it: no create is sent twice, no redirect followed, a deadline
 * for the whole exchange, a limit to what is read, and the difference between what was not sent and
 * what may have been received. Thread-safe.
 *
 * <p>The JDK sends a GET again by itself, once, when its connection ends without an answer.
 */
final class BreakableClient {
  private static final long MOST_JSON = 1 << 20;
  private static final long MOST_MEDIA = 1L << 31;

  private final URI base;
  private final Duration timeout;
  private final Duration downloadTimeout;
  private final HttpClient http;

  /** A client of the account at that address. */
  BreakableClient(URI base, Duration timeout, Duration downloadTimeout) {
    this.base = base;
    this.timeout = timeout;
    this.downloadTimeout = downloadTimeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  Exchanged post(String path, String key, JsonObject body) {
    return exchange(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", Wire.path(key))
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
  }

  Exchanged get(String path) {
    return exchange(request(path).GET());
  }

  Exchanged delete(String path) {
    return exchange(request(path).DELETE());
  }

  /** Whether a result's address is one of this provider's own. */
  boolean isOwn(URI url) {
    return base.getScheme().equals(url.getScheme())
        && base.getAuthority().equals(url.getAuthority());
  }

  /**
   * Fetches a result into a file.
   *
   * @throws WorkspaceException if the file cannot be written
   */
  Exchanged download(URI url, ResultWriter result) {
    try (ResultWriter open = result) {
      HttpRequest request =
          HttpRequest.newBuilder(url).header("Accept-Encoding", "identity").build();
      OutputStream out = Channels.newOutputStream(open);
      return send(request, head -> new CappedBody(out, MOST_MEDIA), downloadTimeout);
    } catch (IOException e) {
      throw new WorkspaceException(e);
    }
  }

  private Exchanged exchange(HttpRequest.Builder request) {
    CallCount.one();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Exchanged came = send(request.build(), head -> new CappedBody(body, MOST_JSON), timeout);
    return came instanceof Exchanged.Answered answered
        ? new Exchanged.Answered(answered.status(), answered.retryAfter(), body.toByteArray())
        : came;
  }

  private Exchanged send(
      HttpRequest request, HttpResponse.BodyHandler<Long> handler, Duration limit) {
    CompletableFuture<HttpResponse<Long>> answer = http.sendAsync(request, handler);
    try {
      // The request's own timeout would end with the answer's head; connecting has its own, which
      // must be over first, as it is the one that knows that nothing was sent.
      long most = timeout.plus(limit).toMillis();
      HttpResponse<Long> head = answer.get(most, TimeUnit.MILLISECONDS);
      return new Exchanged.Answered(
          head.statusCode(), head.headers().firstValue("Retry-After").orElse(null), new byte[0]);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return new Exchanged.Lost("no whole answer in time");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      return new Exchanged.Lost("interrupted");
    } catch (ExecutionException e) {
      return failure(e.getCause());
    }
  }

  private static Exchanged failure(Throwable cause) {
    return switch (cause) {
      case WorkspaceException e -> throw e;
      case ResultTooLargeException e -> new Exchanged.TooLarge(String.valueOf(e.getMessage()));
      case ConnectException e -> new Exchanged.NotSent("no connection");
      case HttpConnectTimeoutException e -> new Exchanged.NotSent("no connection in time");
      case SSLHandshakeException e -> new Exchanged.NotSent("no TLS");
      default -> new Exchanged.Lost(cause.getClass().getSimpleName());
    };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }
}
