package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A workflow looks at its runs and steps; an operator at anybody's, without what they made. */
class RunStoryIT {
  private static final String TENANT = LiveServer.newTenant();
  private static final String WALL =
      """
      {"skill":"generate_texture","step":"wall","input":{"prompt":"slate","size":512}}
      """;
  private static final String CLICK =
      """
      {"skill":"generate_audio","step":"click","input":{"type":"sfx","interaction":"click"}}
      """;

  private static String creator;
  private static String stranger;
  private static String operator;
  private static JsonObject job;

  @BeforeAll
  static void a_run_has_two_steps() {
    creator = LiveServer.bearer(TENANT);
    stranger = LiveServer.bearer(LiveServer.newTenant());
    operator = LiveServer.operator();
    job = LiveServer.settled("spring-26", WALL, creator);
    LiveServer.settled("spring-26", CLICK, creator);
    LiveServer.settled("autumn-26", CLICK, creator);
  }

  @Test
  void FR_020_US6_1_a_steps_debug_output_tells_what_its_job_did_and_cost() {
    JsonObject step = json("/runs/spring-26/steps/wall", creator);

    assertThat(step.getString("step")).isEqualTo("wall");
    assertThat(step.getString("skill")).isEqualTo("generate_texture");
    assertThat(step.getString("status")).isEqualTo("COMPLETED");
    assertThat(step.getString("job")).isEqualTo(job.getString("id"));
    JsonObject debug = step.getJsonObject("debug_output").getJsonObject(job.getString("id"));
    assertThat(debug.getString("status")).isEqualTo("COMPLETED");
    JsonObject attempt = debug.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getString("provider")).isEqualTo("procedural");
    assertThat(attempt.getString("estimated_cost")).isEqualTo("0.000000");
    assertThat(attempt.getString("actual_cost")).isEqualTo("0.000000");
    assertThat(attempt.getInt("create")).isEqualTo(1);
    assertThat(attempt.getString("outcome")).isEqualTo("ACCEPTED");
    assertThat(attempt.getInt("refused_before")).isZero();
    JsonObject made = debug.getJsonArray("artifacts").getJsonObject(0);
    assertThat(made.getString("artifact")).isEqualTo(job.getJsonObject("artifact").getString("id"));
    assertThat(made.getString("role")).isEqualTo("main");
    assertThat(made.getJsonArray("flags"))
        .isEqualTo(job.getJsonObject("artifact").getJsonArray("flags"));
    assertThat(Instant.parse(made.getString("stored_at")))
        .isBetween(
            Instant.parse(attempt.getString("started_at")),
            Instant.parse(debug.getString("settled_at")).plusSeconds(1));
    assertThat(Instant.parse(made.getString("downloaded_at")))
        .as("before it was stored")
        .isBetween(
            Instant.parse(attempt.getString("submitted_at")).minusSeconds(1),
            Instant.parse(made.getString("stored_at")).plusSeconds(1));
    assertThat(debug.getString("queued_at")).isEqualTo(job.getString("created_at"));
    assertThat(step.getJsonArray("artifacts")).hasSize(1);
    assertThat(step.getJsonArray("artifacts").getJsonObject(0).getString("id"))
        .isEqualTo(job.getJsonObject("artifact").getString("id"));
  }

  @Test
  void a_run_tells_how_its_steps_stand() {
    JsonObject run = json("/runs/spring-26", creator);

    assertThat(run.getString("status")).isEqualTo("COMPLETED");
    assertThat(run.getJsonObject("steps")).hasToString("{\"COMPLETED\":2}");
    assertThat(json("/runs", creator).getJsonArray("items").getValuesAs(JsonValue::asJsonObject))
        .extracting(item -> item.getString("run"))
        .containsExactly("autumn-26", "spring-26");
  }

  @Test
  void steps_are_listed_in_pages() {
    List<String> steps = new ArrayList<>();
    String next = "";
    do {
      JsonObject page = json("/runs/spring-26/steps?limit=1" + next, creator);
      page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject).stream()
          .map(step -> step.getString("step") + " " + step.getString("status"))
          .forEach(steps::add);
      next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());
    assertThat(steps).containsExactly("click COMPLETED", "wall COMPLETED");
  }

  @Test
  void an_operator_sees_a_tenants_debug_output_and_none_of_its_assets() {
    JsonObject step = json("/runs/spring-26/steps/wall?tenant=" + TENANT, operator);

    assertThat(step.getJsonObject("debug_output")).isNotEmpty();
    assertThat(step.get("artifacts")).isEqualTo(JsonValue.NULL);
    assertThat(step.toString()).doesNotContain("/assets/", "sig=");
    JsonObject run = json("/runs/spring-26?tenant=" + TENANT, operator);
    for (JsonObject shown : List.of(step, run)) {
      for (JsonValue link : shown.getJsonObject("links").values()) {
        URI address = URI.create(((JsonString) link).getString());
        assertThat(LiveServer.get(address, operator).statusCode())
            .as(link.toString())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void an_operator_sees_a_tenants_jobs_and_none_of_their_assets() {
    String path = "/jobs/" + job.getString("id");
    JsonObject shown = json(path + "?tenant=" + TENANT, operator);
    List<JsonObject> listed =
        json("/jobs?status=COMPLETED&run=spring-26&tenant=" + TENANT, operator)
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject);

    assertThat(json(path, creator).toString()).contains("/assets/", "sig=");
    assertThat(shown.getString("status")).isEqualTo("COMPLETED");
    assertThat(shown.getJsonArray("attempts")).hasSize(1);
    assertThat(listed).hasSize(2).contains(shown);
    for (JsonObject one : listed) {
      assertThat(one.get("artifact")).isEqualTo(JsonValue.NULL);
      assertThat(one.getJsonArray("artifacts")).isEmpty();
      assertThat(one.toString()).doesNotContain("/assets/", "sig=", "signed_uri");
    }
    assertThat(shown.getJsonObject("links").keySet())
        .as("what an operator may follow")
        .containsExactlyInAnyOrder("self", "events");
    for (String link : List.of("self", "events")) {
      URI address = URI.create(shown.getJsonObject("links").getString(link));
      assertThat(LiveServer.get(address, operator).statusCode()).as(link).isEqualTo(200);
    }
    assertThat(get(path, operator).statusCode()).as("it is not the operator's own").isEqualTo(404);
    String both = LiveServer.bearer(TENANT, "creator,operator");
    assertThat(json(path + "?tenant=" + TENANT, both).getJsonArray("artifacts")).hasSize(1);
    String own = LiveServer.bearer(TENANT, "operator");
    assertThat(json(path, own).getJsonArray("artifacts")).as("no creator").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/cancel", "/retry"})
  void an_operator_neither_cancels_nor_retries_a_creators_job_by_its_id(String change) {
    HttpResponse<byte[]> answer =
        LiveServer.send(
            LiveServer.request(
                    LiveServer.at("/api/v1/jobs/" + job.getString("id") + change), operator)
                .POST(BodyPublishers.noBody())
                .build());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void anothers_jobs_are_answered_like_those_that_are_not_there() {
    String path = "/jobs/" + job.getString("id");
    for (String query : List.of(path, path + "?tenant=" + TENANT, "/jobs?tenant=" + TENANT)) {
      HttpResponse<byte[]> answer = get(query, stranger);
      assertThat(answer.statusCode()).as(query).isEqualTo(404);
      assertThat(LiveServer.text(answer)).doesNotContain(job.getString("id"), "/assets/");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/steps", "/steps/wall"})
  void anothers_run_is_answered_like_one_that_is_not_there(String below) {
    HttpResponse<byte[]> foreign = get("/runs/spring-26" + below, stranger);
    HttpResponse<byte[]> absent = get("/runs/nowhere-26" + below, stranger);
    assertThat(foreign.statusCode()).isEqualTo(404);
    assertThat(LiveServer.text(foreign))
        .isEqualTo(LiveServer.text(absent).replace("nowhere-26", "spring-26"));
    assertThat(get("/runs/spring-26" + below + "?tenant=" + TENANT, stranger).statusCode())
        .isEqualTo(404);
  }

  private static HttpResponse<byte[]> get(String path, String authorization) {
    return LiveServer.get(LiveServer.at("/api/v1" + path), authorization);
  }

  private static JsonObject json(String path, String authorization) {
    HttpResponse<byte[]> answer = get(path, authorization);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    return LiveServer.json(answer);
  }
}
