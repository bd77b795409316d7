package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 7, operations: pauses, drains and live views of an installation of two nodes. */
@ExtendWith(TwoNodes.Extension.class)
class PauseAndDrainIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String STEPS = "/api/v1/runs/spring/steps";
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";

  private final String tenant = LiveServer.newTenant();
  private AssetCaller creator;
  private AssetCaller first;
  private AssetCaller second;

  @BeforeEach
  void callers(TwoNodes nodes) {
    creator = nodes.caller(tenant);
    first = nodes.operator();
    second = first.at(nodes.second());
  }

  @AfterEach
  void goOn() {
    first.post("/api/v1/admission/resume", "");
    first.post("/api/v1/providers/procedural/resume", "");
    nodes().forEach(node -> first.post("/api/v1/nodes/" + node.getString("id") + "/resume", ""));
  }

  @Test
  void a_provider_is_paused_on_all_nodes_at_once_and_its_jobs_wait_for_it(TwoNodes nodes) {
    JsonObject paused =
        json(first.post("/api/v1/providers/procedural/pause", "{\"reason\":\"its machine\"}"));
    assertThat(paused.getJsonObject("pause").getString("reason")).isEqualTo("its machine");
    String job = accepted(creator.at(nodes.second()));
    String other = accepted(creator);
    ticksOfBothNodes();

    for (String waiting : List.of(job, other)) {
      JsonObject shown = json(creator.get(waiting));
      assertThat(shown.getString("status")).isEqualTo("PENDING");
      assertThat(shown.getString("waiting_for")).isEqualTo("provider");
      assertThat(shown.get("eta")).isEqualTo(JsonValue.NULL);
    }
    JsonObject queue =
        json(second.get("/api/v1/queues?tenant=" + tenant)).getJsonArray("items").getJsonObject(0);
    assertThat(queue.getString("provider")).isEqualTo("procedural");
    assertThat(queue.getInt("depth")).isEqualTo(2);
    assertThat(queue.getInt("in_flight")).isZero();
    assertThat(queue.getString("waiting_for")).isEqualTo("provider");
    assertThat(provider(second).getJsonObject("tasks").getInt("waiting")).isEqualTo(2);
    await(() -> metric(second, "atelier_provider_paused\\{.*provider=\"procedural\".*} 1(\\.0)?"));

    JsonObject going = json(second.post("/api/v1/providers/procedural/resume", ""));
    assertThat(going.get("pause")).isEqualTo(JsonValue.NULL);
    completes(job);
    completes(other);
    JsonObject audited =
        json(first.get("/api/v1/audit?limit=200")).getJsonArray("items").stream()
            .map(JsonValue::asJsonObject)
            .filter(entry -> entry.getString("action").equals("provider-pause"))
            .findFirst()
            .orElseThrow();
    assertThat(audited.get("tenant")).as("it is no tenant's").isEqualTo(JsonValue.NULL);
    assertThat(audited.getString("actor_tenant")).isEqualTo("operations");
    assertThat(audited.getJsonObject("detail").getString("provider")).isEqualTo("procedural");
  }

  @Test
  void admission_is_paused_as_a_whole_and_goes_on(TwoNodes nodes) {
    assertThat(json(second.get("/api/v1/admission")).get("pause")).isEqualTo(JsonValue.NULL);
    JsonObject paused = json(first.post("/api/v1/admission/pause", ""));
    assertThat(paused.getJsonObject("pause").getString("by")).isEqualTo("developer@operations");
    String job = accepted(creator.at(nodes.second()));
    ticksOfBothNodes();
    assertThat(json(creator.get(job)).getString("waiting_for")).isEqualTo("provider");
    await(() -> metric(second, "atelier_admission_paused.* 1(\\.0)?"));

    assertThat(json(second.post("/api/v1/admission/resume", "")).get("pause"))
        .isEqualTo(JsonValue.NULL);
    completes(job);
  }

  @Test
  void what_a_cancel_ends_is_counted_as_settled_of_one_job_and_of_a_run(TwoNodes nodes) {
    first.post("/api/v1/admission/pause", "");
    String job = accepted(creator);
    accepted(creator);
    accepted(creator);
    double before = cancelled(first);

    assertThat(json(creator.post(job + "/cancel", "")).getString("status")).isEqualTo("CANCELLED");
    assertThat(cancelled(first)).isEqualTo(before + 1);
    assertThat(json(creator.post(job + "/cancel", "")).getString("status")).isEqualTo("CANCELLED");
    assertThat(cancelled(first)).as("it ended once").isEqualTo(before + 1);
    JsonObject rest = json(creator.post("/api/v1/runs/spring/cancel", ""));
    assertThat(rest.getJsonArray("items")).hasSize(2);
    assertThat(rest.getInt("count")).isEqualTo(2);
    assertThat(cancelled(first)).isEqualTo(before + 3);
  }

  private static double cancelled(AssetCaller operator) {
    return LiveServer.text(operator.get("/metrics"))
        .lines()
        .filter(line -> line.startsWith("atelier_jobs_settled_total{"))
        .filter(line -> line.contains("kind=\"sfx\"") && line.contains("status=\"CANCELLED\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void nodes_show_their_signs_of_life_and_a_drained_one_leaves_its_jobs_to_the_others(
      TwoNodes nodes) {
    assertThat(nodes()).hasSize(2);
    for (JsonObject node : nodes()) {
      assertThat(node.keySet())
          .containsExactly(
              "id",
              "name",
              "version",
              "state",
              "answering",
              "takes_jobs",
              "jobs_in_hand",
              "watched_in_hand",
              "store_writable",
              "store_free_bytes",
              "drained",
              "started_at",
              "seen_at");
      assertThat(node.getString("state")).isEqualTo("UP");
      assertThat(node.getString("version")).isEqualTo(System.getProperty("atelier.version"));
      assertThat(node.getBoolean("store_writable")).isTrue();
      assertThat(node.getJsonNumber("store_free_bytes").longValueExact()).isPositive();
    }
    String here = answering(first);
    String there = answering(second);
    assertThat(here).isNotEqualTo(there);

    // Told by another node than itself.
    assertThat(json(first.post("/api/v1/nodes/" + there + "/drain", "")).getJsonObject("drained"))
        .isNotNull();
    assertThat(json(second.post("/api/v1/nodes/" + here + "/drain", "")).getString("id"))
        .isEqualTo(here);
    await(() -> nodes().stream().allMatch(node -> node.getString("state").equals("DRAINED")));
    ticksOfBothNodes();
    String job = accepted(creator.at(nodes.second()));
    ticksOfBothNodes();
    assertThat(json(creator.get(job)).getString("status"))
        .as("both are drained")
        .isEqualTo("PENDING");

    first.post("/api/v1/nodes/" + here + "/resume", "");
    completes(job);
    assertThat(state(there)).isEqualTo("DRAINED");
    assertThat(state(here)).isEqualTo("UP");
    await(() -> metric(second, "atelier_node_draining.* 1(\\.0)?"));
  }

  @Test
  void what_is_free_in_the_store_is_the_operators_to_know() {
    assertThat(json(first.get("/api/v1/storage")).getJsonNumber("free_bytes").longValueExact())
        .isPositive();
    assertThat(json(creator.get("/api/v1/storage")).get("free_bytes")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/api/v1/queues",
    "GET,/api/v1/providers",
    "GET,/api/v1/nodes",
    "GET,/api/v1/admission",
    "POST,/api/v1/admission/pause",
    "POST,/api/v1/admission/resume",
    "POST,/api/v1/providers/procedural/pause",
    "POST,/api/v1/providers/procedural/resume",
    "POST,/api/v1/nodes/0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11/drain",
    "POST,/api/v1/nodes/0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11/resume",
    "POST,/api/v1/jobs/retry",
    "POST,/api/v1/jobs/cancel"
  })
  void a_creator_may_do_none_of_it(String method, String path) {
    for (AssetCaller caller : List.of(creator, creator.anonymous())) {
      HttpResponse<byte[]> answer =
          method.equals("GET") ? caller.get(path) : caller.post(path, "{}");
      assertThat(answer.statusCode()).isEqualTo(caller.authorization().isEmpty() ? 401 : 403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/providers/nobody/pause",
        "/api/v1/providers/nobody/resume",
        "/api/v1/nodes/0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11/drain",
        "/api/v1/nodes/0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11/resume",
        "/api/v1/nodes/x/drain"
      })
  void what_there_is_not_is_neither_paused_nor_drained(String path) {
    HttpResponse<byte[]> answer = first.post(path, "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo("NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"reason\":7}|INVALID_FIELD|reason",
        "{\"why\":\"x\"}|UNKNOWN_FIELD|why",
        "[]|NOT_AN_OBJECT|"
      })
  void a_pause_with_no_reason_one_can_read_is_none(String body, String code, String field) {
    for (String path : List.of("/api/v1/admission", "/api/v1/providers/procedural")) {
      HttpResponse<byte[]> answer = first.post(path + "/pause", body);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(LiveServer.json(answer).getString("code")).isEqualTo(code);
      assertThat(LiveServer.json(answer).getString("field", null)).isEqualTo(field);
    }
    assertThat(json(first.get("/api/v1/admission")).get("pause")).isEqualTo(JsonValue.NULL);
    assertThat(provider(first).get("pause")).isEqualTo(JsonValue.NULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?kind=poem",
        "?tenant=Acme",
        "?provider=a%00b",
        "?limit=0",
        "?limit=1001",
        "?cursor=x",
        "?colour=red"
      })
  void a_wrong_parameter_of_queues_is_refused(String query) {
    assertThat(first.get("/api/v1/queues" + query).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|MISSING_FIELD|filter",
        "{\"filter\":[]}|INVALID_FIELD|filter",
        "{\"filter\":{}}|MISSING_FIELD|filter.tenant",
        "{\"filter\":{\"status\":\"RIGHT\"}}|MISSING_FIELD|filter.tenant",
        "{\"filter\":{\"tenant\":\"Acme\"}}|INVALID_FIELD|filter.tenant",
        "{\"filter\":{\"tenant\":\"a\",\"run\":\"../x\"}}|INVALID_FIELD|filter.run",
        "{\"filter\":{\"provider\":\"a\\u0000b\"}}|INVALID_FIELD|filter.provider",
        "{\"filter\":{\"kind\":\"poem\"}}|INVALID_FIELD|filter.kind",
        "{\"filter\":{\"kind\":7}}|INVALID_FIELD|filter.kind",
        "{\"filter\":{\"kind\":\"sfx\",\"status\":\"COMPLETED\"}}|INVALID_FIELD|filter.status",
        "{\"filter\":{\"colour\":\"red\"}}|UNKNOWN_FIELD|filter.colour",
        "{\"filter\":{\"kind\":\"sfx\"},\"limit\":0}|INVALID_FIELD|limit",
        "{\"filter\":{\"kind\":\"sfx\"},\"limit\":501}|INVALID_FIELD|limit",
        "{\"filter\":{\"kind\":\"sfx\"},\"limit\":1.5}|INVALID_FIELD|limit",
        "{\"filter\":{\"kind\":\"sfx\"},\"dry_run\":\"yes\"}|INVALID_FIELD|dry_run",
        "{\"filter\":{\"kind\":\"sfx\"},\"force\":true}|UNKNOWN_FIELD|force",
        "[]|NOT_AN_OBJECT|",
        "{\"filter\":{\"kind\":\"sfx\"},\"cursor\":\"x\"}|INVALID_FIELD|cursor"
      })
  void a_filter_that_is_not_understood_or_says_nothing_touches_no_job(
      String body, String code, String field) {
    for (String path : List.of("/api/v1/jobs/retry", "/api/v1/jobs/cancel")) {
      assertRefused(path, body, code, field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/retry|{\"filter\":{\"settled_after\":\"yesterday\"}}|INVALID_FIELD|filter.settled_after",
        "/retry|{\"filter\":{\"settled_before\":\"+99999999-01-01T00:00:00Z\"}}|INVALID_FIELD|filter.settled_before",
        "/retry|{\"filter\":{\"error_code\":\"NONE\"}}|INVALID_FIELD|filter.error_code",
        "/retry|{\"filter\":{\"created_after\":\"2026-01-01T00:00:00Z\"}}|UNKNOWN_FIELD|filter.created_after",
        "/cancel|{\"filter\":{\"error_code\":\"CANCELLED\"}}|UNKNOWN_FIELD|filter.error_code"
      })
  void what_only_one_of_them_knows_is_refused_by_its_name(
      String path, String body, String code, String field) {
    assertRefused("/api/v1/jobs" + path, body, code, field);
  }

  private void assertRefused(String path, String body, String code, String field) {
    HttpResponse<byte[]> answer = first.post(path, body);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(400);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo(code);
    assertThat(LiveServer.json(answer).getString("field", null)).isEqualTo(field);
  }

  @Test
  void jobs_are_cancelled_and_made_once_more_by_filter_from_outside(TwoNodes nodes) {
    first.post("/api/v1/providers/procedural/pause", "");
    String job = accepted(creator);
    String order = "{\"filter\":{\"tenant\":\"" + tenant + "\"}}";
    assertThat(json(first.post("/api/v1/jobs/cancel", order)).getInt("done")).isOne();
    assertThat(json(creator.get(job)).getString("status")).isEqualTo("CANCELLED");
    assertThat(json(second.post("/api/v1/jobs/cancel", order)).getInt("matching")).isZero();
    assertThat(json(second.post("/api/v1/jobs/retry", order)).getInt("matching"))
        .as("what was cancelled was not wanted")
        .isZero();
  }

  // Both nodes looked for work since: their signs of life come with each second's look.
  private void ticksOfBothNodes() {
    Instant now = seen().stream().max(Instant::compareTo).orElseThrow();
    await(() -> seen().stream().allMatch(seen -> seen.isAfter(now.plusMillis(2_500))));
  }

  private List<Instant> seen() {
    return nodes().stream().map(node -> Instant.parse(node.getString("seen_at"))).toList();
  }

  // Other tests may have killed one, and started it again as another.
  private List<JsonObject> nodes() {
    return json(first.get("/api/v1/nodes"))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .filter(node -> !node.getString("state").equals("SILENT"))
        .toList();
  }

  private static String answering(AssetCaller operator) {
    return json(operator.get("/api/v1/nodes"))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .filter(node -> node.getBoolean("answering"))
        .findFirst()
        .orElseThrow()
        .getString("id");
  }

  private String state(String id) {
    return nodes().stream()
        .filter(node -> node.getString("id").equals(id))
        .findFirst()
        .orElseThrow()
        .getString("state");
  }

  private static JsonObject provider(AssetCaller operator) {
    return json(operator.get("/api/v1/providers"))
        .getJsonArray("items")
        .getValuesAs(JsonValue::asJsonObject)
        .stream()
        .filter(provider -> provider.getString("name").equals("procedural"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean metric(AssetCaller operator, String line) {
    return LiveServer.text(operator.get("/metrics")).lines().anyMatch(one -> one.matches(line));
  }

  private static String accepted(AssetCaller caller) {
    HttpResponse<byte[]> answer = caller.post(STEPS, SOUND);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(202);
    return URI.create(answer.headers().firstValue("Location").orElseThrow()).getPath();
  }

  private void completes(String job) {
    await(() -> json(creator.get(job)).getString("status").equals("COMPLETED"));
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    return LiveServer.json(answer);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
