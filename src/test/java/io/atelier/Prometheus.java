package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Debian's Prometheus, scraping a server every second, with its data in a directory. */
final class Prometheus implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/bin/prometheus");
  private static final Path TOOL = Path.of("/usr/bin/promtool");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private Prometheus(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Skips the test where there is none; in CI it fails. */
  static void require() {
    boolean there = Files.isExecutable(SERVER) && Files.isExecutable(TOOL);
    if (System.getenv("CI") != null) {
      assertThat(there).as("prometheus is installed").isTrue();
    }
    assumeTrue(there, "needs Debian's package prometheus");
  }

  /**
   * Starts one.
   *
   * @param target whose {@code /metrics} is scraped, as the job {@code atelier}
   */
  static Prometheus scraping(URI target, Path directory) throws IOException {
    Path configuration =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: atelier
                static_configs:
                  - targets: ["%s:%d"]
            """
                .formatted(target.getHost(), target.getPort()));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                SERVER.toString(),
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=localhost:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, "http://localhost:" + port);
  }

  /** The series that a query gives, as soon as it gives any; none if it never does. */
  JsonArray series(String query) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonArray series = JsonArray.EMPTY_JSON_ARRAY;
    while (series.isEmpty() && System.nanoTime() < end) {
      series = ask(query);
      if (series.isEmpty()) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }
    return series;
  }

  private JsonArray ask(String query) {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    url
                        + "/api/v1/query?query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 503) {
        return JsonArray.EMPTY_JSON_ARRAY; // it listens before it is ready
      }
      String body = response.body();
      JsonObject answer = Json.createReader(new StringReader(body)).readObject();
      assertThat(answer.getString("status")).as("%s: %s", query, body).isEqualTo("success");
      return answer.getJsonObject("data").getJsonArray("result");
    } catch (IOException e) {
      assertThat(process.isAlive()).as("prometheus runs").isTrue();
      return JsonArray.EMPTY_JSON_ARRAY; // not yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs promtool, which has nothing to complain of. */
  static void promtool(Path directory, String... arguments) throws Exception {
    List<String> command = Stream.concat(Stream.of(TOOL.toString()), Stream.of(arguments)).toList();
    Path output = Files.createTempFile("promtool", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    Files.delete(output);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
