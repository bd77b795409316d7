package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client that holds every answer of the API that it reads as text or bytes against the
 * API's description, whatever its test is about.
 */
final class DescribedClient extends HttpClient {
  private final HttpClient client;

  DescribedClient(HttpClient client) {
    this.client = client;
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return checked(client.send(request, handler));
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return client.sendAsync(request, handler).thenApply(DescribedClient::checked);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushes) {
    return client.sendAsync(request, handler, pushes).thenApply(DescribedClient::checked);
  }

  private static <T> HttpResponse<T> checked(HttpResponse<T> response) {
    Object content = response.body();
    String body =
        content instanceof byte[] bytes
            ? new String(bytes, StandardCharsets.UTF_8)
            : content instanceof String text ? text : null;
    if (body != null && response.uri().getRawPath().startsWith("/api/")) {
      if (response.statusCode() == 429 || response.statusCode() == 503) {
        assertThat(response.headers().firstValue("Retry-After")).as(body).isPresent();
      }
      DescribedApi.served()
          .check(
              response.request().method(),
              response.uri(),
              response.statusCode(),
              response.headers().firstValue("Content-Type").orElse(""),
              body);
    }
    return response;
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
