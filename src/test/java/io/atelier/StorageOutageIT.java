package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Issue 3: a node whose store cannot be written stays ready and serves, says so, takes no jobs,
 * refuses uploads, and recovers by itself; and what a killed node had staged is swept.
 */
@OwnServers
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StorageOutageIT {
  private static final String ORDER =
      """
      {"skill":"generate_audio","step":"%s","input":{"type":"sfx","interaction":"win","duration_seconds":0.5}}
      """;

  private static ServerProcess server;

  private final HttpClient http = new DescribedClient(HttpClient.newHttpClient());
  private String token;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.development("storage_outage");
    server.start();
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
  }

  @BeforeEach
  void authenticate() throws Exception {
    token =
        "Bearer " + post("/dev/token?tenant=acme&groups=creator", BodyPublishers.noBody()).body();
  }

  @Test
  @Order(1)
  void a_store_that_cannot_be_written_stops_neither_serving_nor_accepting() throws Exception {
    JsonObject before = json(post("/api/v1/runs/r/steps", order("before")));
    await(() -> job(before).getString("status").equals("COMPLETED"));
    String asset = job(before).getJsonObject("artifact").getString("uri");
    assertThat(storage().getBoolean("store_writable")).isTrue();
    assertThat(metric("atelier_storage_writable")).isEqualTo(1);
    assertThat(metric("atelier_storage_free_bytes")).isPositive();

    // Whoever may write the disk puts a file where the store's own directory is.
    Path staging = assets().resolve(".staging");
    Path away = Files.move(staging, assets().resolve(".away"));
    Files.writeString(staging, "");
    await(() -> !storage().getBoolean("store_writable"));

    assertThat(storage().getString("code")).isEqualTo("STORAGE_ERROR");
    assertThat(storage().getString("reason")).contains("check that it is mounted");
    assertThat(metric("atelier_storage_writable")).isZero();
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = upload();
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(json(refused).getString("code")).isEqualTo("STORAGE_ERROR");
    HttpResponse<String> accepted = post("/api/v1/runs/r/steps", order("during"));
    assertThat(accepted.statusCode()).isEqualTo(202);
    JsonObject waiting = json(accepted);
    // The worker looks for jobs every second.
    long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    while (System.nanoTime() < end) {
      JsonObject now = job(waiting);
      assertThat(now.getString("status")).isEqualTo("PENDING");
      assertThat(now.getString("waiting_for")).isEqualTo("storage");
      assertThat(now.getJsonArray("attempts")).isEmpty();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(getAbsolute(asset).statusCode()).isEqualTo(200);

    Files.delete(staging);
    Files.move(away, staging);
    await(() -> storage().getBoolean("store_writable"));
    await(() -> job(waiting).getString("status").equals("COMPLETED"));
    assertThat(job(waiting).getJsonArray("attempts")).hasSize(1);
    assertThat(metric("atelier_storage_writable")).isEqualTo(1);
    assertThat(upload().statusCode()).isEqualTo(201);
    assertThat(logged("takes no jobs and no uploads")).hasSize(1);
    assertThat(logged("can be written again")).hasSize(1);

    Path half = killedDuringAnUpload();
    server.start();
    await(() -> Files.notExists(half.getParent()));
    assertThat(staged()).isEmpty();
    assertThat(getAbsolute(asset).statusCode()).isEqualTo(200);
  }

  /** Its volume is not mounted yet, or another is. */
  @Test
  @Order(2)
  void a_node_that_starts_without_its_store_makes_no_other_and_finds_its_own_again()
      throws Exception {
    String asset = json(upload()).getString("uri");
    server.kill();
    Path away = Files.move(assets(), assets().resolveSibling("away"));
    Files.createDirectory(assets());

    server.start();
    await(() -> !storage().getBoolean("store_writable"));
    assertThat(storage().getString("code")).isEqualTo("STORAGE_ERROR");
    assertThat(storage().getString("reason"))
        .contains("not the one of this installation", "check that it is mounted");
    assertThat(upload().statusCode()).isEqualTo(503);
    assertThat(getAbsolute(asset).statusCode()).as("it is not lost").isEqualTo(503);
    JsonObject waiting = json(post("/api/v1/runs/r/steps", order("unmounted")));
    assertThat(job(waiting).getString("waiting_for")).isEqualTo("storage");
    assertThat(assets()).isEmptyDirectory();

    Files.delete(assets());
    Files.move(away, assets());
    await(() -> storage().getBoolean("store_writable"));
    assertThat(getAbsolute(asset).statusCode()).isEqualTo(200);
    assertThat(upload().statusCode()).isEqualTo(201);
    await(() -> job(waiting).getString("status").equals("COMPLETED"));
  }

  private Path killedDuringAnUpload() throws Exception {
    URI url = URI.create(server.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      byte[] wav = Tone.wav(2);
      String head =
          "POST /api/v1/runs/r/artifacts?type=audio HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
              + token
              + "\r\nContent-Length: 100000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(wav);
      }
      socket.getOutputStream().flush();
      await(() -> !staged().isEmpty());
      Path half = staged().get(0);
      server.kill();
      assertThat(half).exists();
      return half;
    }
  }

  private List<String> logged(String words) throws IOException {
    Path log =
        server.log().getParent().resolveSibling("usr/servers/storage_outage/logs/messages.log");
    return Files.readAllLines(log).stream().filter(line -> line.contains(words)).toList();
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> all = Files.walk(assets().resolve(".staging"))) {
      return all.filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          // Those of the probe come and go.
          .filter(file -> file.toFile().length() > 4096)
          .toList();
    }
  }

  private Path assets() {
    return server.log().resolveSibling("assets");
  }

  private JsonObject storage() throws Exception {
    HttpResponse<String> health = get("/health/ready");
    assertThat(health.statusCode()).isEqualTo(200);
    return json(health).getJsonArray("checks").getValuesAs(JsonValue::asJsonObject).stream()
        .filter(check -> check.getString("name").equals("storage"))
        .findFirst()
        .orElseThrow()
        .getJsonObject("data");
  }

  private double metric(String name) throws Exception {
    List<String> values =
        get("/metrics?scope=application")
            .body()
            .lines()
            .filter(line -> line.startsWith(name))
            .toList();
    assertThat(values).as(name).hasSize(1);
    return Double.parseDouble(values.get(0).replaceAll(".* ", ""));
  }

  private JsonObject job(JsonObject job) throws Exception {
    return json(get("/api/v1/jobs/" + job.getString("id")));
  }

  private HttpResponse<String> upload() throws Exception {
    return post("/api/v1/runs/r/artifacts?type=audio", BodyPublishers.ofByteArray(Tone.wav(1)));
  }

  private static BodyPublisher order(String step) {
    return BodyPublishers.ofString(ORDER.formatted(step));
  }

  private HttpResponse<String> post(String path, BodyPublisher body) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .POST(body);
    if (token != null) {
      request.header("Authorization", token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return getAbsolute(server.url() + path);
  }

  private HttpResponse<String> getAbsolute(String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", token)
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited long enough").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
