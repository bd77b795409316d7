package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What clients do with jobs, from outside: repeat, wait, list, cancel. */
class JobApiIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}";
  private static final HttpClient HTTP =
      new DescribedClient(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());

  private String token;

  @BeforeEach
  void somebodyNew() throws Exception {
    token = token(LiveServer.newTenant());
  }

  @Test
  void a_repeated_request_is_answered_alike_and_another_of_its_key_is_refused() throws Exception {
    HttpResponse<String> first = order(SOUND, "order-1");
    HttpResponse<String> second = order(SOUND, "order-1");
    HttpResponse<String> other = order(SOUND.replace("win", "lose"), "order-1");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).contains("false");
    assertThat(second.statusCode()).isEqualTo(202);
    assertThat(second.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).getString("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    assertThat(json(get("/api/v1/jobs")).getJsonArray("items")).hasSize(1);
    assertThat(order(SOUND, "a key with spaces").statusCode()).isEqualTo(400);
  }

  @Test
  void a_client_that_waits_is_answered_when_the_job_has_ended() throws Exception {
    JsonObject job = json(order(SOUND, null));

    HttpResponse<String> answer =
        send(request("/api/v1/jobs/" + job.getString("id")).header("Prefer", "wait=30").GET());

    assertThat(json(answer).getString("status")).isEqualTo("COMPLETED");
    assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=30");
    assertThat(
            send(request("/api/v1/jobs/01a20490-8d90-7e4a-8977-0c22a3ffe770")
                    .header("Prefer", "wait=30")
                    .GET())
                .statusCode())
        .as("nobody waits for what is not there")
        .isEqualTo(404);
  }

  @Test
  void clients_that_wait_hold_no_threads_and_are_all_answered() throws Exception {
    String tenant = LiveServer.newTenant();
    token = token(tenant);
    int most = 200;
    long before = LiveServer.threads();
    List<Socket> sockets = new ArrayList<>();
    try {
      try (Connection held = LiveServer.database();
          Statement lock = held.createStatement()) {
        held.setAutoCommit(false);
        // Nobody admits a job to that queue while somebody else is at it.
        lock.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('queue/%s/procedural/SFX', 0))"
                .formatted(tenant));
        String path = "/api/v1/jobs/" + json(order(SOUND, null)).getString("id");
        for (int i = 0; i < most; i++) {
          sockets.add(waiting(path));
        }
        // Each comes after them, and is answered before: they were all taken up, and they wait.
        for (int i = 0; i < 50; i++) {
          assertThat(json(get(path)).getString("status")).isEqualTo("PENDING");
        }
        assertThat(LiveServer.threads() - before).isLessThan(most / 4);
        held.rollback();
      }
      for (Socket socket : sockets) {
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 200")
            .contains("\"status\":\"COMPLETED\"");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private Socket waiting(String path) throws IOException {
    URI server = LiveServer.at(path);
    Socket socket = new Socket();
    socket.setSoTimeout((int) Duration.ofSeconds(90).toMillis());
    socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                    + "Prefer: wait=60\r\nConnection: close\r\n\r\n")
                .formatted(path, token)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void jobs_are_listed_by_filter_and_page_and_of_the_own_tenant_only() throws Exception {
    for (int i = 0; i < 3; i++) {
      JsonObject job = json(order(SOUND, null));
      send(request("/api/v1/jobs/" + job.getString("id")).header("Prefer", "wait=30").GET());
    }
    JsonObject first = json(get("/api/v1/jobs?limit=2&status=COMPLETED&kind=sfx"));
    assertThat(first.getJsonArray("items")).hasSize(2);
    JsonObject rest = json(get("/api/v1/jobs?limit=2&cursor=" + first.getString("next")));
    assertThat(rest.getJsonArray("items")).hasSize(1);
    assertThat(rest.isNull("next")).isTrue();
    assertThat(json(get("/api/v1/jobs?status=FAILED")).getJsonArray("items")).isEmpty();
    assertThat(json(get("/api/v1/jobs?run=nothing")).getJsonArray("items")).isEmpty();
    assertThat(json(get("/api/v1/jobs?status=DONE")).getString("field")).isEqualTo("status");
    assertThat(json(get("/api/v1/jobs?colour=red")).getString("code")).isEqualTo("UNKNOWN_FIELD");
    token = token(LiveServer.newTenant());
    assertThat(json(get("/api/v1/jobs")).getJsonArray("items")).isEmpty();
  }

  @Test
  void a_job_is_shown_also_when_its_artifact_was_deleted() throws Exception {
    String path = "/api/v1/jobs/" + json(order(SOUND, null)).getString("id");
    JsonObject done = json(send(request(path).header("Prefer", "wait=30").GET()));
    String artifact = "/api/v1/artifacts/" + done.getJsonObject("artifact").getString("id");
    assertThat(send(request(artifact).DELETE()).statusCode()).isEqualTo(204);

    JsonObject shown = json(get(path));
    assertThat(shown.getString("status")).isEqualTo("COMPLETED");
    assertThat(shown.isNull("artifact")).isTrue();
    assertThat(shown.getJsonArray("artifacts")).isEmpty();
  }

  @Test
  void what_has_ended_is_not_cancelled_and_not_retried() throws Exception {
    JsonObject job = json(order(SOUND, null));
    String path = "/api/v1/jobs/" + job.getString("id");
    send(request(path).header("Prefer", "wait=30").GET());

    assertThat(json(post(path + "/cancel")).getString("code")).isEqualTo("JOB_SETTLED");
    assertThat(json(post(path + "/retry")).getString("code")).isEqualTo("JOB_NOT_RETRYABLE");
    assertThat(json(post("/api/v1/runs/run/cancel")).getJsonArray("items")).isEmpty();
    String stranger = token(LiveServer.newTenant());
    token = stranger;
    assertThat(post(path + "/cancel").statusCode()).isEqualTo(404);
    assertThat(post(path + "/retry").statusCode()).isEqualTo(404);
  }

  @Test
  void several_steps_are_accepted_together_or_not_at_all() throws Exception {
    String good = SOUND.replace("}}", "},\"step\":\"s-%d\"}");
    HttpResponse<String> bad =
        order("{\"steps\":[" + good.formatted(1) + ",{\"skill\":\"generate_audio\"}]}", null);
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(json(bad).getString("field")).isEqualTo("steps[1].input");
    HttpResponse<String> twice =
        order("{\"steps\":[" + good.formatted(1) + "," + good.formatted(1) + "]}", null);
    assertThat(json(twice).getString("code")).isEqualTo("STEP_IN_PROGRESS");
    assertThat(json(twice).getString("detail")).contains("s-1");
    assertThat(json(get("/api/v1/jobs")).getJsonArray("items")).isEmpty();

    String batch = "{\"steps\":[" + good.formatted(2) + "," + good.formatted(1) + "]}";
    HttpResponse<String> first = order(batch, "batch-1");
    HttpResponse<String> again = order(batch, "batch-1");
    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(json(first).getJsonArray("jobs"))
        .extracting(job -> job.asJsonObject().getString("step"))
        .containsExactly("s-2", "s-1");
    assertThat(json(get("/api/v1/jobs")).getJsonArray("items")).hasSize(2);
    for (String wrong : new String[] {"{\"steps\":[]}", "{\"steps\":7}", "{\"steps\":[1]}"}) {
      assertThat(order(wrong, null).statusCode()).as(wrong).isEqualTo(400);
    }
  }

  // Of a hundred steps the one that is not accepted is named, whatever it is refused for.
  @Test
  void of_several_steps_the_one_that_is_refused_is_named() throws Exception {
    String reference =
        "{\"skill\":\"generate_image\",\"input\":{\"prompt\":\"a coin\",\"reference_artifact\":"
            + "\"01a20490-8d90-7e4a-8977-0c22a3ffe770\"}}";
    String unable =
        "{\"skill\":\"generate_image\",\"input\":{\"prompt\":\"a coin\"},"
            + "\"providers\":[\"nano-banana\"]}";
    for (String key : new String[] {null, "batch-2"}) {
      assertNamed(key, "{\"skill\":\"generate_poem\",\"input\":{}}", "steps[2].skill");
      assertNamed(key, SOUND.replace("}}", "},\"providers\":[\"nobody\"]}"), "steps[2].providers");
      assertNamed(key, reference, "steps[2].input.reference_artifact");
      JsonObject refused = assertNamed(key, unable, "steps[2]");
      assertThat(refused.getString("code")).isEqualTo("NO_PROVIDER");
    }
    assertThat(json(order(unable, null)).getString("field", null)).as("it is all of it").isNull();
  }

  private JsonObject assertNamed(String key, String bad, String field) throws Exception {
    JsonObject refused = json(order("{\"steps\":[" + SOUND + "," + SOUND + "," + bad + "]}", key));
    assertThat(refused.getString("field")).as(bad).isEqualTo(field);
    return refused;
  }

  @Test
  void a_request_narrows_its_route_and_shortens_its_deadline() throws Exception {
    JsonObject job =
        json(
            order(
                SOUND.replace("}}", "},\"providers\":[\"procedural\"],\"deadline_seconds\":9.5}"),
                null));
    JsonObject done =
        json(
            send(request("/api/v1/jobs/" + job.getString("id")).header("Prefer", "wait=30").GET()));
    assertThat(done.getString("status")).isEqualTo("COMPLETED");
    assertThat(done.getJsonObject("links")).containsOnlyKeys("self", "events");
    assertThat(
            Duration.between(
                Instant.parse(done.getString("started_at")),
                Instant.parse(done.getString("deadline_at"))))
        .isEqualTo(Duration.ofMillis(9_500));

    HttpResponse<String> unknown =
        order(SOUND.replace("}}", "},\"providers\":[\"nobody\"]}"), null);
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(json(unknown).getString("field")).isEqualTo("providers");
    HttpResponse<String> never = order(SOUND.replace("}}", "},\"deadline_seconds\":0}"), null);
    assertThat(json(never).getString("field")).isEqualTo("deadline_seconds");
  }

  @Test
  void US2_3_what_is_not_made_in_time_here_is_timed_out_as_elsewhere() throws Exception {
    JsonObject job =
        json(
            order(
                "{\"skill\":\"generate_outcome_animation\",\"deadline_seconds\":0.5,\"input\":"
                    + "{\"prompt\":\"forest\",\"duration_seconds\":15,\"resolution\":\"1080p\"}}",
                null));
    JsonObject done =
        json(
            send(request("/api/v1/jobs/" + job.getString("id")).header("Prefer", "wait=60").GET()));
    assertThat(done.getString("status")).isEqualTo("TIMED_OUT");
    assertThat(done.getJsonObject("error").getString("code")).isEqualTo("PROVIDER_TIMEOUT");
    assertThat(done.getJsonArray("artifacts")).isEmpty();
    JsonObject attempt = done.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("status")).isEqualTo("TIMED_OUT");
    assertThat(attempt.getString("provider")).isEqualTo("procedural");
  }

  @Test
  void FR_019_an_operator_sets_limits_and_times_for_one_tenant() throws Exception {
    String tenant = LiveServer.newTenant();
    String creator = token(tenant);
    String path = "/api/v1/tenants/" + tenant + "/generation";
    token = token(LiveServer.newTenant() + "&groups=operator");
    String policy = "{\"sfx\":{\"limit\":1,\"timeout_seconds\":7.5}}";
    assertThat(put(path, policy).statusCode()).isEqualTo(200);
    assertThat(get(path).body()).isEqualTo(policy);
    assertThat(json(put(path, "{\"sfx\":{\"limit\":0}}")).getString("field"))
        .isEqualTo("sfx.limit");
    assertThat(json(put(path, "{\"sfx\":{\"providers\":[\"x\"]}}")).getString("field"))
        .isEqualTo("sfx.providers");
    assertThat(json(put(path, "{\"smell\":{}}")).getString("code")).isEqualTo("UNKNOWN_FIELD");

    token = creator;
    assertThat(put(path, "{}").statusCode()).isEqualTo(403);
    JsonObject job = json(order(SOUND, null));
    JsonObject done =
        json(
            send(request("/api/v1/jobs/" + job.getString("id")).header("Prefer", "wait=30").GET()));
    assertThat(
            Duration.between(
                Instant.parse(done.getString("started_at")),
                Instant.parse(done.getString("deadline_at"))))
        .isEqualTo(Duration.ofMillis(7_500));
  }

  private HttpResponse<String> put(String path, String body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> order(String body, String key) throws Exception {
    HttpRequest.Builder request =
        request("/api/v1/runs/run/steps")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(key == null ? request : request.header("Idempotency-Key", key));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(request(path).GET());
  }

  private HttpResponse<String> post(String path) throws Exception {
    return send(request(path).POST(BodyPublishers.noBody()));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(LiveServer.at(path)).header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String token(String tenant) throws Exception {
    return send(HttpRequest.newBuilder(LiveServer.at("/dev/token?tenant=" + tenant))
            .POST(BodyPublishers.noBody()))
        .body();
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return Json.createReader(new StringReader(answer.body())).readObject();
  }
}
