package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** FR-017, SC-001, and the crash edge case: what was accepted survives a kill -9, made once. */
@OwnServers
class RestartIT {
  private static final String BODY =
      """
      {"skill":"generate_texture","step":"wall","input":{"prompt":"mossy stone","size":4096}}
      """;
  private final HttpClient http = new DescribedClient(HttpClient.newHttpClient());

  @Test
  void a_job_accepted_before_a_kill_is_completed_once_after_the_restart() throws Exception {
    try (ServerProcess server = ServerProcess.development("restart_it")) {
      server.with("GENERATION_IMAGE_TIMEOUT", "PT5M"); // a restart on a busy machine is part of it
      server.start();
      String token = token(server);
      JsonObject accepted = json(post(server, token));
      awaitStatus(server, token, accepted, "PROCESSING");

      server.kill();
      server.start();

      JsonObject done = awaitStatus(server, token, accepted, "COMPLETED");
      JsonObject artifact = done.getJsonObject("artifact");
      byte[] asset = get(artifact.getString("uri"), token).body();
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asset));
      assertThat(sha256).isEqualTo(artifact.getString("sha256"));
      assertThat(done.getJsonArray("attempts")).hasSize(1);
      assertThat(done.getJsonArray("artifacts")).hasSize(1);
      assertThat(count(server, "SELECT count(*) FROM generation_job")).isEqualTo(1);
      assertThat(count(server, "SELECT count(*) FROM artifact")).isEqualTo(1);

      // SC-001, US1.2: the asset outlives one more restart, at the same URL.
      server.kill();
      server.start();
      HttpResponse<byte[]> again = get(artifact.getString("uri"), token);
      assertThat(again.body()).isEqualTo(asset);
      assertThat(again.headers().firstValue("Content-Type")).contains("image/png");
    }
  }

  private static long count(ServerProcess server, String sql) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private JsonObject awaitStatus(ServerProcess server, String token, JsonObject job, String status)
      throws Exception {
    String url = server.url() + "/api/v1/jobs/" + job.getString("id");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonObject now = job;
    while (!now.getString("status").equals(status)) {
      assertThat(System.nanoTime()).as("still %s", now).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      now = json(new String(get(url, token).body(), StandardCharsets.UTF_8));
    }
    return now;
  }

  private String token(ServerProcess server) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private String post(ServerProcess server, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/runs/spring-26/steps"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(BODY))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(202);
    return response.body();
  }

  private HttpResponse<byte[]> get(String url, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token).build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response;
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
