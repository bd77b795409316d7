package io.atelier.provider.remote;

import io.atelier.provider.RetryAfter;
import io.atelier.provider.remote.ExchangeException.Kind;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * One exchange with a provider by its REST client: read to its end within a time and a size, and
 * told apart from one that came to none.
 */
public final class RemoteCall {
  private static final int MOST_BYTES = 4 << 20;
  private static final Set<String> NOT_CONNECTED =
      Set.of("ConnectTimeoutException", "ConnectionPoolTimeoutException");

  private RemoteCall() {}

  /**
   * What was answered.
   *
   * @param limit for all of it, until the last byte of the body
   * @throws ExchangeException if there is no whole answer, or it is a 5xx
   */
  public static Answer answer(Supplier<Response> call, Duration limit, Clock clock) {
    long end = System.nanoTime() + limit.toNanos();
    try (Response response = call.get()) {
      Optional<Duration> retryAfter =
          RetryAfter.parse(response.getHeaderString("Retry-After"), clock.instant());
      int status = response.getStatus();
      if (status >= 500) {
        throw new ExchangeException(Kind.SERVER_TROUBLE, "HTTP " + status, retryAfter.orElse(null));
      }
      String text = text(response, end);
      return new Answer(status, retryAfter, Fields.parse(text), text);
    } catch (ProcessingException e) {
      throw failed(e);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static String text(Response response, long end) throws IOException {
    if (!response.hasEntity()) {
      return "";
    }
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream body = response.readEntity(InputStream.class)) {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        taken.write(buffer, 0, n);
        if (taken.size() > MOST_BYTES) {
          throw new ExchangeException(Kind.UNREADABLE, "the answer is too large", null);
        }
        // A time-out of the socket's begins anew with every byte.
        if (System.nanoTime() - end > 0) {
          throw new ExchangeException(Kind.LOST, "the answer took too long", null);
        }
      }
    }
    return taken.toString(StandardCharsets.UTF_8);
  }

  private static ExchangeException failed(ProcessingException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean beforeAnyByte =
          switch (cause) {
            // A connect time-out is one of these too.
            case ConnectException c -> true;
            case UnknownHostException c -> true;
            case NoRouteToHostException c -> true;
            case SSLHandshakeException c -> true;
            case SSLPeerUnverifiedException c -> true;
            // Of the HTTP client inside Liberty, the latter where it has no connection free.
            default -> NOT_CONNECTED.contains(cause.getClass().getSimpleName());
          };
      if (beforeAnyByte) {
        return new ExchangeException(
            Kind.NOT_SENT, "no connection: " + cause.getClass().getSimpleName(), null);
      }
    }
    return lost(e.getCause() == null ? e : e.getCause());
  }

  private static ExchangeException lost(Throwable cause) {
    return new ExchangeException(
        Kind.LOST, "no whole answer: " + cause.getClass().getSimpleName(), null);
  }
}
