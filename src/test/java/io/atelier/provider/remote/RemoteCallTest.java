package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderSnapshot;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures, rule 2: accepted, definitely refused, or unknown. */
@Isolated("waits for half a second at most")
class RemoteCallTest {
  private static final Duration PATIENCE = Duration.ofMillis(500);

  /** Some provider. */
  @Path("/create")
  public interface Api {
    /** Its create. */
    @POST
    @Consumes("application/json")
    Response create(String body);
  }

  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private ServerSocket server;
  private volatile String answer = "";

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> talk(socket));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      byte[] buffer = new byte[4096];
      int n = socket.getInputStream().read(buffer);
      received.add(new String(buffer, 0, Math.max(0, n), StandardCharsets.UTF_8));
      if (answer.equals("hang")) {
        while (socket.getInputStream().read() >= 0) {
          // Until the other side gives up.
        }
        return;
      }
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The other side is gone.
    }
  }

  private Answer call() {
    return RemoteCall.answer(api()::createOnce, PATIENCE, Clock.systemUTC());
  }

  private Once api() {
    RemoteSettings settings =
        new RemoteSettings(
            "test",
            Optional.of(new ApiKey("canary")),
            URI.create("http://127.0.0.1:" + server.getLocalPort()),
            List.of(),
            PATIENCE,
            PATIENCE,
            "Mozilla/5.0");
    Api api = RestClients.build(Api.class, settings.baseUrl(), settings, PATIENCE);
    return () -> api.create("{}");
  }

  private interface Once {
    Response createOnce();
  }

  private ProviderSnapshot create() {
    return Outcomes.ofCreate(
        this::call, a -> new ProviderSnapshot.Failed(FailureClass.INVALID_INPUT, null, a.text()));
  }

  private static String http(String status, String body) {
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\nRetry-After: 7\r\n\r\n%s"
        .formatted(status, body.length(), body);
  }

  @Test
  void an_answer_is_one_whatever_its_status_below_500() {
    answer = http("429 Too Many", "{\"code\":429}");
    Answer came = call();
    assertThat(came.status()).isEqualTo(429);
    assertThat(came.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(came.body().orElseThrow().text("code")).contains("429");
    assertThat(received)
        .singleElement()
        .asString()
        .contains("Authorization: Bearer canary", "User-Agent: Mozilla/5.0", "Connection: close");
  }

  @Test
  void nobody_there_is_a_create_that_was_not_sent() throws IOException {
    server.close();
    assertThat(create())
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.TRANSIENT));
  }

  /** As the HTTP client inside Liberty names it. */
  private static final class ConnectionPoolTimeoutException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void a_create_that_had_no_connection_of_its_client_was_not_sent() {
    ExchangeException failure =
        catchThrowableOfType(
            ExchangeException.class,
            () ->
                RemoteCall.answer(
                    () -> {
                      throw new ProcessingException(new ConnectionPoolTimeoutException());
                    },
                    PATIENCE,
                    Clock.systemUTC()));
    assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.NOT_SENT);
    // Liberty's RESTEasy: 50 connections for each client, and no limit to the wait for one.
    assertThat(2 * ExchangeGuard.AT_ONCE).isLessThan(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", "SSH-2.0"})
  void a_create_without_a_whole_answer_has_no_known_outcome_and_is_sent_once(String broken) {
    answer = broken;
    assertThat(create()).isInstanceOf(ProviderSnapshot.Unknown.class);
    assertThat(received).hasSize(1);
  }

  @Test
  void a_5xx_says_nothing_of_a_create_and_passes_for_a_poll() {
    answer = http("502 Bad Gateway", "<html>canary</html>");
    assertThat(create()).isEqualTo(new ProviderSnapshot.Unknown("HTTP 502"));
    assertThat(Outcomes.ofPoll(this::call, a -> new ProviderSnapshot.Unknown("")))
        .isEqualTo(
            new ProviderSnapshot.Failed(
                FailureClass.TRANSIENT, "server_trouble", "HTTP 502", null, Duration.ofSeconds(7)));
  }

  @Test
  void an_answer_without_an_end_is_given_up() {
    answer = "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5 << 20);
    ExchangeException failure = catchThrowableOfType(ExchangeException.class, this::call);
    assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.UNREADABLE);
  }
}
