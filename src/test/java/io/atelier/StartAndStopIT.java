package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A node that starts or stops answers nothing, rather than something that is not true: clients and
 * whoever stands between would take its "not found" for an answer.
 */
@OwnServers
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StartAndStopIT {
  // Liberty opens its port without the application after half a minute, if it is not told
  // otherwise.
  private static final Duration LONG_START = Duration.ofSeconds(40);

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.development("start_and_stop_it");
    server.start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  @Test
  @Order(2)
  void nothing_but_the_application_answers_however_long_it_takes_to_start() throws Exception {
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<Integer> answers = ConcurrentHashMap.newKeySet();
      Future<?> asking = background.submit(() -> ask(server, answers));

      server.stop();
      Future<?> starting;
      try (Connection database = server.database();
          Statement statement = database.createStatement()) {
        database.setAutoCommit(false);
        statement.execute("LOCK TABLE flyway_schema_history IN ACCESS EXCLUSIVE MODE");
        starting =
            background.submit(
                () -> {
                  server.start();
                  return true;
                });
        assertThat(waited(starting, LONG_START)).as("it waits for the database").isFalse();
        database.rollback();
      }
      starting.get(4, TimeUnit.MINUTES);
      asking.cancel(true);

      assertThat(answers).as("without a token").containsExactly(401);
    }
  }

  @Test
  @Order(1)
  void a_first_start_warns_of_nothing() throws Exception {
    assertThat(
            LiveServer.send(
                    HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme"))
                        .POST(BodyPublishers.noBody())
                        .build())
                .statusCode())
        .isEqualTo(200);
    assertThat(server.log())
        .content()
        .contains("CWWKE0001I")
        .doesNotContain("[WARNING ]", "[ERROR", "[err]");
  }

  private static boolean waited(Future<?> task, Duration time) throws Exception {
    try {
      task.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private static Void ask(ServerProcess server, Set<Integer> answers) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/jobs/none"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          answers.add(http.send(request, BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
          TimeUnit.MILLISECONDS.sleep(20); // refused, or cut off: no answer is the truth
        }
      }
    }
    return null;
  }
}
