package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.atelier.PropertiesConfig;
import io.atelier.egress.EgressClients;
import io.atelier.provider.ResultTooLargeException;
import io.atelier.provider.ResultWriter;
import io.atelier.provider.TemporaryWorkspace;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures, rule 13: everything from a provider is hostile, its addresses and bytes too. */
class ResultDownloadTest {
  private static final byte[] MEDIA = media();

  @TempDir Path directory;
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger visits = new AtomicInteger();
  private HttpServer server;

  private static byte[] media() {
    byte[] bytes = new byte[300_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    bytes[0] = 'g';
    return bytes;
  }

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getOrDefault("Range", List.of())
            + exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
    boolean again = visits.getAndIncrement() > 0;
    switch (exchange.getRequestURI().getPath()) {
      case "/whole" -> send(exchange, 200, 0, MEDIA.length);
      case "/flaky" -> {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes " + from + "-299999/" + MEDIA.length);
        }
        send(exchange, from == 0 ? 200 : 206, from, again ? MEDIA.length : 100_000);
      }
      case "/restarts" -> send(exchange, 200, 0, again ? MEDIA.length : 100_000);
      case "/cut" -> send(exchange, 200, 0, 1000);
      case "/moved" -> moved(exchange, "/whole");
      case "/inwards" -> moved(exchange, "http://169.254.169.254/latest/meta-data");
      case "/elsewhere" -> moved(exchange, "https://evil.example/whole");
      case "/round" -> moved(exchange, "/round");
      case "/html" -> text(exchange, 200, "text/html", "<html>");
      case "/disguised" -> text(exchange, 200, "video/mp4", "{\"code\":500}");
      case "/empty" -> exchange.sendResponseHeaders(200, -1);
      default ->
          text(
              exchange,
              Integer.parseInt(exchange.getRequestURI().getPath().substring(1)),
              "application/xml",
              "<Error/>");
    }
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, int from, int to) throws IOException {
    exchange.sendResponseHeaders(status, MEDIA.length - from);
    OutputStream out = exchange.getResponseBody();
    out.write(MEDIA, from, to - from);
    out.flush();
  }

  private static void moved(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void text(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, text.length());
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private Fetched fetch(String path) {
    return fetch(
        "http://127.0.0.1:" + server.getAddress().getPort() + path,
        new TemporaryWorkspace(directory));
  }

  private static Fetched fetch(String url, Workspace workspace) {
    ResultDownload download =
        new ResultDownload(
            EgressClients.trustingLoopback(),
            PropertiesConfig.of(
                Map.of(
                    "remote.download-silence", "PT1S",
                    "remote.download-limit", "PT10S",
                    "remote.download-tries", "3")));
    return download.fetch(
        url,
        workspace,
        new RemoteSettings(
            "test",
            Optional.of(new ApiKey("canary")),
            URI.create("https://api.example"),
            List.of("127.0.0.1", "*.cdn.example"),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            "Mozilla/5.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whole", "/moved", "/flaky", "/restarts"})
  void it_comes_whole(String path) throws IOException {
    assertThat(fetch(path))
        .isInstanceOfSatisfying(
            Fetched.Whole.class, whole -> assertThat(whole.file()).hasBinaryContent(MEDIA));
    assertThat(asked).noneMatch(line -> line.contains("canary"));
  }

  @Test
  void what_breaks_off_is_gone_on_with_where_its_content_is_known_to_be_the_same() {
    fetch("/flaky");
    assertThat(asked).containsExactly("/flaky [][]", "/flaky [bytes=100000-][]");
  }

  @Test
  void what_always_breaks_off_is_left_for_later() {
    assertThat(fetch("/cut")).isInstanceOf(Fetched.Later.class);
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/inwards", "/elsewhere", "/round", "/html", "/disguised", "/empty", "/400"})
  void what_is_no_result_of_the_providers_is_wrong(String path) {
    assertThat(fetch(path)).isInstanceOf(Fetched.Wrong.class);
    assertThat(asked).allMatch(line -> line.startsWith(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/403", "/404", "/410"})
  void a_dead_address_is_told_apart(String path) {
    assertThat(fetch(path)).isInstanceOf(Fetched.Gone.class);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/500", "/503", "/429"})
  void a_server_in_trouble_is_for_later(String path) {
    assertThat(fetch(path)).isInstanceOf(Fetched.Later.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host.cdn.example/plain",
        "https://cdn.example.evil.example/x",
        "https://user@127.0.0.1/x",
        "https://other.example/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        ""
      })
  void other_addresses_are_not_called(String url) {
    assertThat(fetch(url, new TemporaryWorkspace(directory))).isInstanceOf(Fetched.Wrong.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void more_than_the_type_may_have_is_the_providers_failure_and_a_full_store_is_not() {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/whole";
    assertThat(fetch(url, failing(new ResultTooLargeException(5))))
        .isEqualTo(new Fetched.Wrong("the result has more than the 5 bytes it may have"));
    assertThatThrownBy(() -> fetch(url, failing(new WorkspaceException(new IOException("full")))))
        .isInstanceOf(WorkspaceException.class);
  }

  private Workspace failing(Exception failure) {
    return new Workspace() {
      @Override
      public Path newFile() {
        throw new UnsupportedOperationException();
      }

      @Override
      public ResultWriter newWriter() {
        return new ResultWriter() {
          @Override
          public Path path() {
            return directory;
          }

          @Override
          public int write(ByteBuffer bytes) throws IOException {
            switch (failure) {
              case IOException e -> throw e;
              case RuntimeException e -> throw e;
              default -> throw new IllegalArgumentException(failure);
            }
          }

          @Override
          public boolean isOpen() {
            return false;
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public Optional<Path> reference() {
        return Optional.empty();
      }
    };
  }
}
