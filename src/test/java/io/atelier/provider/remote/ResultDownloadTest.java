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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
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

  /** Which unfold to a thousand times as many. */
  private static final byte[] ZEROS = gzipped(new byte[1 << 24]);

  private static byte[] gzipped(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

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
        int from = from(exchange);
        if (from > 0) {
          exchange
              .getResponseHeaders()
              .set("Content-Range", "bytes " + from + "-299999/" + MEDIA.length);
        }
        send(exchange, from == 0 ? 200 : 206, from, again ? MEDIA.length : 100_000);
      }
      case "/parted" -> {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        int from = from(exchange);
        if (from > 0) {
          part(exchange, from, from + 100_000);
        } else {
          send(exchange, 200, 0, 100_000);
        }
      }
      case "/other-part", "/no-part", "/parts", "/other-total" -> {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if (from(exchange) > 0) {
          String range =
              switch (exchange.getRequestURI().getPath()) {
                case "/other-part" -> "bytes 0-99999/300000";
                case "/other-total" -> "bytes 100000-199999/200000";
                default -> "";
              };
          if (!range.isEmpty()) {
            exchange.getResponseHeaders().set("Content-Range", range);
          }
          text(exchange, 206, "multipart/byteranges; boundary=x", "--x--");
        } else {
          send(exchange, 200, 0, again ? MEDIA.length : 100_000);
        }
      }
      case "/größe 1" -> send(exchange, 200, 0, MEDIA.length);
      case "/restarts" -> send(exchange, 200, 0, again ? MEDIA.length : 100_000);
      case "/cut" -> send(exchange, 200, 0, 1000);
      case "/moved" -> moved(exchange, "/whole");
      case "/inwards" -> moved(exchange, "http://169.254.169.254/latest/meta-data");
      case "/elsewhere" -> moved(exchange, "https://evil.example/whole");
      case "/round" -> moved(exchange, "/round");
      case "/html" -> text(exchange, 200, "text/html", "<html>");
      case "/disguised" -> text(exchange, 200, "video/mp4", "{\"code\":500}");
      case "/endless" -> endless(exchange);
      case "/dripping" -> dripping(exchange);
      case "/gzipped" -> {
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, ZEROS.length);
        exchange.getResponseBody().write(ZEROS);
      }
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

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write(MEDIA);
    }
  }

  private static void dripping(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (true) {
      exchange.getResponseBody().write('g');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static int from(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
  }

  private static void part(HttpExchange exchange, int from, int to) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, MEDIA.length));
    exchange.sendResponseHeaders(206, to - from);
    exchange.getResponseBody().write(MEDIA, from, to - from);
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
    return fetch(url(path), new TemporaryWorkspace(directory));
  }

  private static Fetched fetch(String url, Workspace workspace) {
    return download().fetch(url, workspace, settings());
  }

  private static ResultDownload download() {
    return new ResultDownload(
        EgressClients.trustingLoopback(),
        PropertiesConfig.of(
            Map.of(
                "remote.download-silence", "PT1S",
                "remote.download-limit", "PT10S",
                "remote.extra-limit", "PT0.2S",
                "remote.download-tries", "3")));
  }

  private static RemoteSettings settings() {
    return new RemoteSettings(
        "test",
        Optional.of(new ApiKey("canary")),
        URI.create("https://api.example"),
        List.of("127.0.0.1", "*.cdn.example"),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        "Mozilla/5.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/whole", "/moved", "/flaky", "/restarts", "/größe 1#t=5"})
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

  /** RFC 9110, 14.4 and 15.3.7: what a 206 brings is only what it says. */
  @ParameterizedTest
  @ValueSource(strings = {"/other-part", "/no-part", "/parts", "/other-total"})
  void a_part_that_is_not_the_next_one_is_none_of_it(String path) {
    assertThat(fetch(path))
        .isInstanceOfSatisfying(
            Fetched.Whole.class, whole -> assertThat(whole.file()).hasBinaryContent(MEDIA));
    assertThat(asked).containsExactly(path + " [][]", path + " [bytes=100000-][]", path + " [][]");
  }

  @Test
  void a_part_is_not_taken_for_the_whole() {
    assertThat(fetch("/parted"))
        .isInstanceOfSatisfying(
            Fetched.Whole.class, whole -> assertThat(whole.file()).hasBinaryContent(MEDIA));
    assertThat(asked)
        .containsExactly("/parted [][]", "/parted [bytes=100000-][]", "/parted [bytes=200000-][]");
  }

  @Test
  void what_always_breaks_off_is_left_for_later() {
    assertThat(fetch("/cut")).isInstanceOf(Fetched.Later.class);
    assertThat(asked).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/inwards", "/round", "/html", "/disguised", "/empty", "/400"})
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
  @ValueSource(strings = {"/500", "/503", "/429", "/202", "/401", "/409", "/425", "/451"})
  void a_server_in_trouble_is_for_later(String path) {
    assertThat(fetch(path)).isInstanceOf(Fetched.Later.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host.cdn.example/plain",
        "https://user@127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/x",
        "https://0x7f.0.0.0x1/x",
        "https://[2606:4700:4700::1111]/x",
        "https://localhost/x",
        "https://exämple.com/x",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        ""
      })
  void other_addresses_are_not_called(String url) {
    assertThat(fetch(url, new TemporaryWorkspace(directory))).isInstanceOf(Fetched.Wrong.class);
    assertThat(asked).isEmpty();
  }

  /** Promise 3: what is paid for is not lost because a provider has a new host. */
  @Test
  void what_is_at_a_host_that_is_not_known_waits_for_the_operator() {
    for (String host : List.of("cdn.example.evil.example", "other.example")) {
      assertThat(fetch("https://" + host + "/x", new TemporaryWorkspace(directory)))
          .isEqualTo(new Fetched.Later("the host " + host + " is not in test.result-hosts"));
    }
    assertThat(asked).isEmpty();
    assertThat(fetch("/elsewhere"))
        .isEqualTo(new Fetched.Later("the host evil.example is not in test.result-hosts"));
    assertThat(asked).hasSize(1);
  }

  @Test
  void the_operator_is_told_of_each_host_once() {
    List<String> told = Collections.synchronizedList(new ArrayList<>());
    Logger logger = Logger.getLogger(UnlistedHosts.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            told.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      UnlistedHosts hosts = new UnlistedHosts();
      RemoteSettings settings = settings();
      hosts.later("told.example", settings);
      hosts.later("told.example", settings);
      hosts.later("another.told.example", settings);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(told.stream().filter(line -> line.contains("told.example")))
        .hasSize(2)
        .allMatch(line -> line.contains("test.result-hosts"));
  }

  @Test
  void more_than_the_type_may_have_is_the_providers_failure_and_a_full_store_is_not() {
    assertThat(fetch(url("/whole"), failing(new ResultTooLargeException(5), 5)))
        .isEqualTo(new Fetched.TooLarge("the result has more than the 5 bytes it may have"));
    WorkspaceException full = new WorkspaceException(new IOException("full"));
    assertThatThrownBy(() -> fetch(url("/whole"), failing(full, 0)))
        .isInstanceOf(WorkspaceException.class);
  }

  @Test
  void what_comes_with_a_result_is_fetched_like_it() throws IOException {
    assertThat(extra("/whole", new TemporaryWorkspace(directory)))
        .hasValueSatisfying(file -> assertThat(file).hasBinaryContent(MEDIA));
  }

  /** Promise 3: nothing of it keeps from its tenant what is here already. */
  @ParameterizedTest
  @ValueSource(strings = {"/cut", "/404", "/503", "/html", "/empty", "/endless"})
  void whatever_comes_instead_is_not_waited_for(String path) {
    assertThat(extra(path, failing(new ResultTooLargeException(9_000_000), 9_000_000))).isEmpty();
  }

  @Test
  void a_store_that_is_full_leaves_it_and_keeps_the_result() {
    assertThat(extra("/whole", failing(new WorkspaceException(new IOException("full")), 0)))
        .isEmpty();
  }

  // Nobody measures how long that takes: it ends, though the body does not.
  @Test
  void what_drips_is_left_when_its_time_is_over() {
    assertThat(extra("/dripping", new TemporaryWorkspace(directory))).isEmpty();
  }

  private Optional<Path> extra(String path, Workspace workspace) {
    return download().fetchExtra(url(path), workspace, settings());
  }

  /** Issue 5: "endless bodies". Not asked for again, for the next would be no shorter. */
  @Test
  void a_body_without_end_is_read_as_far_as_its_type_may_be_long() {
    assertThat(fetch(url("/endless"), failing(new ResultTooLargeException(9_000_000), 9_000_000)))
        .isEqualTo(new Fetched.TooLarge("the result has more than the 9000000 bytes it may have"));
    assertThat(asked).hasSize(1);
  }

  /** Issue 5: "decompression bombs": no coding was asked for, and none is undone. */
  @Test
  void what_is_compressed_on_its_way_is_kept_as_it_came() {
    assertThat(fetch("/gzipped"))
        .isInstanceOfSatisfying(
            Fetched.Whole.class, whole -> assertThat(whole.file()).hasBinaryContent(ZEROS));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Takes so many bytes. */
  private Workspace failing(Exception failure, long after) {
    return new Workspace() {
      @Override
      public Path newFile() {
        throw new UnsupportedOperationException();
      }

      @Override
      public ResultWriter newWriter() {
        return new ResultWriter() {
          private long taken;

          @Override
          public Path path() {
            return directory;
          }

          @Override
          public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            taken += count;
            if (taken <= after) {
              bytes.position(bytes.limit());
              return count;
            }
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

  // providers.md 1.6: the hosts that results were seen at; with suno.host=kie music is at kie.ai's
  @ParameterizedTest
  @ValueSource(strings = {"nano-banana", "suno"})
  void results_are_fetched_from_all_the_hosts_that_kie_is_known_to_use(String provider) {
    Origins origins =
        new Origins(
            RemoteSettings.read(PropertiesConfig.shippedWith(Map.of()), provider).resultHosts());
    assertThat(List.of("tempfile.cdn.kie.ai", "tempfile.aiquickdraw.com", "file.aiquickdraw.com"))
        .allMatch(origins::contain);
    assertThat(List.of("kie.ai.evil.example", "evilkie.ai", "127.0.0.1"))
        .noneMatch(origins::contain);
  }
}
