package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The proxy of the operations guide, in front of a server: nothing of the API is lost behind it.
 */
class ProxyIT {
  private static final Path NGINX = Path.of("/usr/sbin/nginx");
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"spin\"}}";
  private static final HttpClient HTTP = TrustingEverybody.client();

  @TempDir static Path directory;

  private static Process proxy;
  private static String url;

  private final String bearer = LiveServer.bearer(LiveServer.newTenant());

  @BeforeAll
  static void start() throws Exception {
    boolean there = Files.isExecutable(NGINX);
    if (System.getenv("CI") != null) {
      assertThat(there).as("nginx is installed").isTrue();
    }
    assumeTrue(there, "needs Debian's package nginx-light");
    int port = freePort();
    url = "https://localhost:" + port;
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-keyout",
        "atelier.key",
        "-out",
        "atelier.crt");
    Path configuration = Path.of(System.getProperty("atelier.basedir"), "src/ops/nginx.conf");
    Files.writeString(
        directory.resolve("nginx.conf"),
        Files.readString(configuration)
            .replace("listen 443 ", "listen " + port + " ")
            .replace("/etc/nginx/", directory + "/")
            .replace("/var/log/nginx/", directory + "/")
            .replace("127.0.0.1:9080", "localhost:" + LiveServer.at("/").getPort()));
    proxy =
        new ProcessBuilder(
                NGINX.toString(),
                "-p",
                directory.toString(),
                "-c",
                "nginx.conf",
                "-e",
                "error.log",
                "-g",
                "daemon off; pid nginx.pid;")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("nginx.out").toFile())
            .start();
    awaitAnswer();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (proxy != null) {
      proxy.destroy();
      proxy.waitFor();
    }
  }

  @Test
  void a_job_is_asked_for_waited_for_and_its_asset_read_in_parts() throws Exception {
    HttpResponse<byte[]> accepted =
        send(
            request("/api/v1/runs/run/steps")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SOUND)));
    assertThat(accepted.statusCode()).isEqualTo(202);
    String job = "/api/v1/jobs/" + LiveServer.json(accepted).getString("id");
    JsonObject done = LiveServer.json(send(request(job).header("Prefer", "wait=30")));
    assertThat(done.getString("status")).isEqualTo("COMPLETED");

    String asset = path(done.getJsonObject("artifact").getString("uri"));
    byte[] whole = send(request(asset)).body();
    HttpResponse<byte[]> part = send(request(asset).header("Range", "bytes=100-199"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 100, 200));
    String tag = part.headers().firstValue("ETag").orElseThrow();
    assertThat(send(request(asset).header("If-None-Match", tag)).statusCode()).isEqualTo(304);
    assertThat(part.headers().firstValue("Cross-Origin-Resource-Policy")).contains("cross-origin");
    String signed = path(done.getJsonObject("artifact").getString("signed_uri"));
    HttpRequest anonymous = HttpRequest.newBuilder(URI.create(url + signed)).build();
    assertThat(HTTP.send(anonymous, BodyHandlers.ofByteArray()).body()).isEqualTo(whole);
    send(request("/openapi"));
    assertThat(log()).contains(URI.create(signed).getPath()).doesNotContain("sig=");
  }

  @Test
  void no_log_of_requests_has_what_ends_the_address_of_a_providers_call() throws Exception {
    String hook = "/api/v1/hooks/suno/some-token";
    assertThat(send(request(hook).POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(404);
    send(request("/openapi?first"));
    send(request("/openapi?then"));
    assertThat(log()).contains("GET /openapi").doesNotContain("some-token");
  }

  // A line is written after its answer is sent, and before the connection's next request is read.
  private static String log() throws IOException {
    return Files.readString(directory.resolve("access.log"));
  }

  @Test
  void events_come_when_they_happen() throws Exception {
    HttpRequest listening = request("/api/v1/events").header("Accept", "text/event-stream").build();
    HttpResponse<InputStream> stream = HTTP.send(listening, BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    try (InputStream events = stream.body()) {
      JsonObject job = LiveServer.settled("run", SOUND, bearer);
      // Nothing closes the stream: what is read was passed on while it was open.
      StringBuilder told = new StringBuilder();
      byte[] some = new byte[4096];
      while (!told.toString().contains("job.completed")) {
        int read = events.read(some);
        assertThat(read).isPositive();
        told.append(new String(some, 0, read, StandardCharsets.UTF_8));
      }
      assertThat(told).contains(job.getString("id"), "job.accepted");
    }
  }

  // Reports have a location of their own.
  @Test
  void a_report_that_comes_whole_is_passed_on_with_its_length() throws Exception {
    for (String path : List.of("costs?", "costs/entries?", "storage?")) {
      HttpResponse<byte[]> report = send(request("/api/v1/" + path + "format=csv"));
      assertThat(report.statusCode()).as(path).isEqualTo(200);
      assertThat(report.headers().firstValueAsLong("Content-Length"))
          .hasValue(report.body().length);
    }
  }

  @Test
  void an_upload_is_passed_on_whole() throws Exception {
    long bytes = 64L << 20;
    HttpResponse<byte[]> brought =
        send(
            request("/api/v1/runs/run/artifacts?type=audio")
                .POST(
                    BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> WavFile.stream(bytes, 7)), bytes)));
    assertThat(brought.statusCode()).as(LiveServer.text(brought)).isEqualTo(201);
    assertThat(LiveServer.json(brought).getInt("size_bytes")).isEqualTo((int) bytes);
  }

  @Test
  void what_is_for_operators_is_not_there() throws Exception {
    for (String path :
        new String[] {"/health", "/metrics", "/adminCenter/", "/ibm/api/", "/dev/token", "/"}) {
      assertThat(send(request(path)).statusCode()).as(path).isEqualTo(404);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", bearer);
  }

  private static HttpResponse<byte[]> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String path(String uri) {
    URI parsed = URI.create(uri);
    return parsed.getRawPath() + (parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery());
  }

  private static void awaitAnswer() throws IOException, InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding());
        return;
      } catch (IOException e) {
        if (!proxy.isAlive() || System.nanoTime() > end) {
          throw new IOException(Files.readString(directory.resolve("nginx.out")), e);
        }
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("command.out").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(directory.resolve("command.out"))).isZero();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
