package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.atelier.provider.meshy.MeshyGuard;
import io.atelier.provider.nanobanana.NanoBananaGuard;
import io.atelier.provider.suno.SunoGuard;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** providers.md 1.5: a job's deadline covers the question in flight, too. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RemoteClientTest {
  /** Whoever waits so long does not know of a deadline. */
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private static final Duration MOMENT = Duration.ofMillis(500);

  /** Some provider. */
  @Path("/task")
  public interface Api extends AutoCloseable {
    /** Its task. */
    @GET
    Response task();

    @Override
    void close();
  }

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private RemoteClient<Api> client;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          try (exchange) {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    RemoteSettings settings =
        new RemoteSettings(
            "test",
            Optional.of(new ApiKey("canary")),
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            List.of(),
            PATIENCE,
            PATIENCE,
            "Mozilla/5.0");
    client = new RemoteClient<>(Api.class, settings.baseUrl(), settings, MOMENT, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    over.countDown();
    client.close();
    server.stop(0);
  }

  @Test
  void a_question_that_is_not_answered_ends_with_its_deadline_and_is_the_last() {
    ExchangeException failure = failure(client.question(Api::task, Instant.now()));
    assertThat(failure).isInstanceOf(ExchangeException.Last.class);
    assertThat(failure.kind()).isEqualTo(ExchangeException.Kind.LOST);
    assertThat(asked).hasValue(1);
  }

  @Test
  void one_that_there_is_time_to_repeat_is_not_the_last() {
    Supplier<Answer> question =
        client.question(Api::task, Instant.now().plus(PATIENCE.multipliedBy(2)).minusSeconds(60));
    assertThat(failure(question)).isExactlyInstanceOf(ExchangeException.class);
  }

  private static ExchangeException failure(Supplier<Answer> question) {
    return catchThrowableOfType(ExchangeException.class, question::get);
  }

  @ParameterizedTest
  @ValueSource(classes = {NanoBananaGuard.class, SunoGuard.class, MeshyGuard.class})
  void the_last_one_is_not_repeated(Class<? extends ExchangeGuard> guard) throws Exception {
    Retry repetition = guard.getMethod("ask", Supplier.class).getAnnotation(Retry.class);
    assertThat(repetition.abortOn()).containsExactly(ExchangeException.Last.class);
    assertThat(guard.getMethod("create", Supplier.class).getAnnotation(Retry.class)).isNull();
  }
}
