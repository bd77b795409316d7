package io.atelier.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.atelier.egress.EgressException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExchangesTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int CAP = 1_000_000;

  private final ScheduledExecutorService watchdog = Executors.newScheduledThreadPool(1);
  private final List<String> lookedUp = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch over = new CountDownLatch(1);
  private final ByteArrayOutputStream got = new ByteArrayOutputStream();
  private InetAddress[] addresses = {InetAddress.getLoopbackAddress()};
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    watchdog.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path + " " + exchange.getRequestHeaders().getFirst("Accept-Encoding"));
    switch (path) {
      case "/small" -> body(exchange, 200, 5, 5);
      case "/exact" -> body(exchange, 200, CAP, CAP);
      case "/announced" -> body(exchange, 200, CAP + 1, CAP + 1);
      case "/endless" -> body(exchange, 200, 0, Integer.MAX_VALUE);
      case "/short" -> body(exchange, 200, 10, 5);
      case "/moved" -> {
        exchange.getResponseHeaders().set("Location", "/small");
        exchange.sendResponseHeaders(302, -1);
      }
      case "/busy" -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        exchange.sendResponseHeaders(503, -1);
      }
      case "/drip" -> drip(exchange, 20);
      case "/stall" -> drip(exchange, LIMIT.toMillis());
      default -> exchange.sendResponseHeaders(404, -1);
    }
    exchange.close();
  }

  private static void body(HttpExchange exchange, int status, long announced, int sent)
      throws IOException {
    exchange.sendResponseHeaders(status, announced);
    byte[] piece = new byte[5];
    try (OutputStream out = exchange.getResponseBody()) {
      for (long n = 0; n < sent; n += piece.length) {
        out.write(piece, 0, (int) Math.min(piece.length, sent - n));
      }
    }
  }

  private void drip(HttpExchange exchange, long pause) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!over.await(pause, TimeUnit.MILLISECONDS)) {
        out.write('.');
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_name_is_looked_up_once_and_that_address_is_called() {
    assertThat(get("/small", host -> true).status()).isEqualTo(200);
    assertThat(get("/small", host -> true).length()).isEqualTo(5);
    assertThat(lookedUp).first().isEqualTo("receiver.test");
    assertThat(asked).containsOnly("/small identity");
  }

  @Test
  void a_name_with_a_special_address_is_refused_before_anything_is_sent() throws Exception {
    assertThatThrownBy(() -> get("/small", host -> false)).satisfies(failsWith(Reason.REFUSED));
    addresses =
        new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")};
    assertThatThrownBy(() -> get("/small", host -> false)).satisfies(failsWith(Reason.REFUSED));
    assertThat(asked).isEmpty();
    assertThat(Reason.REFUSED.maybeSent()).isFalse();
  }

  @Test
  void a_literal_address_is_checked_too() {
    Exchanges exchanges =
        new Exchanges(
            new CheckedResolver(SystemDefaultDnsResolver.INSTANCE, host -> false), LIMIT, watchdog);
    for (String host : List.of("127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433")) {
      HttpGet request = new HttpGet("http://" + host + ":" + server.getAddress().getPort() + "/");
      assertThatThrownBy(
              () -> exchanges.send(request, Map.of(), into(got), CAP, true, LIMIT, LIMIT))
          .as(host)
          .satisfies(failsWith(Reason.REFUSED));
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void a_redirect_is_answered_and_not_followed() {
    assertThat(get("/moved", host -> true).status()).isEqualTo(302);
    assertThat(asked).containsExactly("/moved identity");
  }

  @Test
  void a_body_up_to_the_cap_is_whole_and_one_beyond_is_none() {
    assertThat(get("/exact", host -> true).length()).isEqualTo(CAP);
    assertThat(got.size()).isEqualTo(CAP);
    for (String path : List.of("/announced", "/endless")) {
      assertThatThrownBy(() -> get(path, host -> true)).satisfies(failsWith(Reason.TOO_LARGE));
    }
  }

  @Test
  void where_only_the_status_counts_an_endless_body_is_left_unread() {
    assertThat(send("/endless", false, LIMIT).status()).isEqualTo(200);
  }

  @Test
  void a_body_that_ends_early_is_none() {
    assertThatThrownBy(() -> get("/short", host -> true)).satisfies(failsWith(Reason.BROKEN));
  }

  @Test
  void a_drip_does_not_outlast_the_limit() {
    long before = System.nanoTime();
    assertThatThrownBy(() -> send("/drip", true, Duration.ofMillis(300)))
        .satisfies(failsWith(Reason.TIMEOUT));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  // Whichever step of the exchange it falls on: each of these ends at another.
  @Test
  void a_limit_that_ends_before_there_is_an_answer_is_a_time_out() {
    Exchanges exchanges = exchanges(host -> true);
    for (int n = 0; n < 2_000; n++) {
      HttpGet request = request("/stall");
      Duration limit = Duration.ofMillis(n % 3);
      assertThatThrownBy(
              () -> exchanges.send(request, Map.of(), into(got), CAP, true, LIMIT, limit))
          .satisfies(failsWith(Reason.TIMEOUT));
    }
  }

  @Test
  void nobody_there_and_no_such_name_are_told_apart_and_send_nothing() throws Exception {
    server.stop(0);
    assertThatThrownBy(() -> get("/small", host -> true)).satisfies(failsWith(Reason.UNREACHABLE));
    addresses = null;
    assertThatThrownBy(() -> get("/small", host -> true)).satisfies(failsWith(Reason.UNRESOLVED));
  }

  @Test
  void who_ends_the_handshake_got_nothing() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var socket = plain.accept()) {
                  socket.getInputStream().read(new byte[16 * 1024]);
                } catch (IOException e) {
                  // The test is over.
                }
              });
      HttpGet request = new HttpGet("https://receiver.test:" + plain.getLocalPort() + "/");
      assertThatThrownBy(
              () ->
                  exchanges(host -> true)
                      .send(request, Map.of(), into(got), CAP, true, LIMIT, LIMIT))
          .satisfies(failsWith(Reason.TLS));
    }
  }

  @Test
  void how_long_to_wait_is_told() {
    assertThat(get("/busy", host -> true).retryAfter()).contains("7");
  }

  @Test
  void a_failure_to_write_on_is_ours() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    HttpGet request = request("/small");
    assertThatThrownBy(
            () ->
                exchanges(host -> true)
                    .send(request, Map.of(), into(full), CAP, true, LIMIT, LIMIT))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void the_receiver_knows_the_head_and_may_leave_the_body_where_it_is() {
    List<EgressHead> heads = new ArrayList<>();
    EgressResponse answer =
        exchanges(host -> true)
            .send(
                request("/moved"),
                Map.of(),
                head -> {
                  heads.add(head);
                  return Optional.empty();
                },
                CAP,
                true,
                LIMIT,
                LIMIT);
    assertThat(answer.status()).isEqualTo(302);
    assertThat(heads)
        .singleElement()
        .satisfies(head -> assertThat(head.location()).contains("/small"));

    EgressReceiver unwilling = head -> Optional.empty();
    assertThat(
            exchanges(host -> true)
                .send(request("/endless"), Map.of(), unwilling, CAP, true, LIMIT, LIMIT)
                .length())
        .isZero();
  }

  @Test
  void a_body_that_stops_coming_is_given_up_long_before_everything_is() {
    assertThatThrownBy(
            () ->
                exchanges(host -> true)
                    .send(
                        request("/stall"),
                        Map.of(),
                        into(got),
                        CAP,
                        true,
                        Duration.ofMillis(300),
                        LIMIT))
        .satisfies(failsWith(Reason.TIMEOUT));
  }

  private static Consumer<Throwable> failsWith(Reason expected) {
    return e ->
        assertThat(e)
            .isInstanceOfSatisfying(
                EgressException.class, failure -> assertThat(failure.reason()).isEqualTo(expected));
  }

  private EgressResponse get(String path, Predicate<String> trusted) {
    return exchanges(trusted).send(request(path), Map.of(), into(got), CAP, true, LIMIT, LIMIT);
  }

  private EgressResponse send(String path, boolean whole, Duration limit) {
    return exchanges(host -> true)
        .send(request(path), Map.of(), into(got), CAP, whole, limit, limit);
  }

  private static EgressReceiver into(OutputStream to) {
    return head -> Optional.of(to);
  }

  private HttpGet request(String path) {
    return new HttpGet("http://receiver.test:" + server.getAddress().getPort() + path);
  }

  private Exchanges exchanges(Predicate<String> trusted) {
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            lookedUp.add(host);
            if (addresses == null) {
              throw new UnknownHostException(host);
            }
            return addresses;
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    return new Exchanges(new CheckedResolver(names, trusted), LIMIT, watchdog);
  }
}
