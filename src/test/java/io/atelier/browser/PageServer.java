package io.atelier.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A campaign's own web server, on another origin than the assets': pages with the real three.js,
 * and the report that the page sends when it has looked at everything.
 */
final class PageServer implements AutoCloseable {
  private static final String THREE = "/META-INF/resources/webjars/three/0.181.1/";
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "js", "text/javascript", "json", "application/json");

  private final CompletableFuture<JsonObject> report = new CompletableFuture<>();
  private final HttpServer server;
  private final JsonObject config;

  PageServer(JsonObject config) {
    this.config = config;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  URI page(String name) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + name);
  }

  /** What the page saw. */
  JsonObject report(long seconds) {
    try {
      return report.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the page sent no report within " + seconds + " s", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/report")) {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        report.complete(Json.createReader(new StringReader(body)).readObject());
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      byte[] file = path.equals("/config.json") ? bytes(config) : file(path);
      if (file.length == 0) {
        exchange.sendResponseHeaders(path.equals("/favicon.ico") ? 204 : 404, -1);
        return;
      }
      String extension = path.substring(path.lastIndexOf('.') + 1);
      exchange
          .getResponseHeaders()
          .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file);
    }
  }

  private static byte[] bytes(JsonObject json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] file(String path) throws IOException {
    String resource =
        path.startsWith("/three/") ? THREE + path.substring("/three/".length()) : "/browser" + path;
    try (InputStream in = PageServer.class.getResourceAsStream(resource)) {
      return in == null ? new byte[0] : in.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
