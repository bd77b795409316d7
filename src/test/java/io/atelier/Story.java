package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/** What a user's story goes through, whatever is asked for, and what its JSON looks like. */
final class Story {
  private final WorkflowApi api;
  private final String bearer;

  Story(WorkflowApi api, String tenant) {
    this.api = api;
    this.bearer = LiveServer.bearer(tenant);
  }

  String bearer() {
    return bearer;
  }

  /** Posts an order, checks the answer's form, and returns the job once it is settled. */
  JsonObject play(String run, String order) {
    JsonObject accepted;
    String location;
    try (Response response = api.order(bearer, run, order)) {
      assertThat(response.getStatus()).isEqualTo(202);
      assertThat(response.getHeaderString("Content-Type")).startsWith("application/json");
      location = response.getHeaderString("Location");
      accepted = object(response.readEntity(String.class));
    }
    String id = accepted.getString("id");
    assertThat(location).isEqualTo(LiveServer.at("/api/v1/jobs/" + id).toString());
    assertThat(accepted.getJsonObject("links").getString("self")).isEqualTo(location);
    assertIsAJob(accepted);
    assertThat(accepted.getString("status")).isIn("PENDING", "PROCESSING", "COMPLETED");

    JsonObject job = LiveServer.settled(URI.create(location), bearer);
    assertIsAJob(job);
    try (Response response = api.job(bearer, id)) {
      assertThat(object(response.readEntity(String.class))).isEqualTo(job);
    }
    return job;
  }

  /** A job's JSON, as the design writes it. */
  private static void assertIsAJob(JsonObject job) {
    assertThat(job)
        .containsKeys(
            "id",
            "status",
            "skill",
            "kind",
            "run",
            "step",
            "provider",
            "priority",
            "attempts",
            "artifact",
            "artifacts",
            "error",
            "metadata",
            "created_at",
            "started_at",
            "settled_at",
            "deadline_at",
            "queue_position",
            "waiting_for",
            "links");
    job.getJsonArray("attempts")
        .forEach(
            attempt ->
                assertThat(attempt.asJsonObject())
                    .containsKeys(
                        "no",
                        "provider",
                        "status",
                        "stage",
                        "provider_job_id",
                        "failure_class",
                        "estimated_cost",
                        "estimate_basis",
                        "estimate_price_as_of",
                        "actual_cost",
                        "cost_basis",
                        "price_as_of",
                        "currency"));
    job.getJsonArray("artifacts")
        .forEach(
            artifact ->
                assertThat(artifact.asJsonObject())
                    .containsKeys(
                        "id",
                        "uri",
                        "mime_type",
                        "sha256",
                        "size_bytes",
                        "type",
                        "role",
                        "run",
                        "step",
                        "job",
                        "metadata",
                        "flags",
                        "created_at"));
    assertSnakeCase(job);
  }

  /** What every completed job of the procedural provider says. */
  static void assertMadeByTheProceduralProvider(JsonObject job) {
    assertThat(job.getString("status")).as("%s", job).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isEqualTo("procedural");
    assertThat(job.get("error")).isEqualTo(JsonValue.NULL);
    assertThat(job.get("queue_position")).isEqualTo(JsonValue.NULL);
    assertThat(job.get("waiting_for")).isEqualTo(JsonValue.NULL);
    assertThat(Instant.parse(job.getString("created_at")))
        .isBeforeOrEqualTo(job.getString("started_at"))
        .isBeforeOrEqualTo(job.getString("settled_at"));
    assertThat(job.getJsonArray("attempts")).hasSize(1);
    JsonObject attempt = job.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.getInt("no")).isEqualTo(1);
    assertThat(attempt.getInt("stage")).isEqualTo(1);
    assertThat(attempt.getString("provider")).isEqualTo("procedural");
    assertThat(attempt.getString("status")).isEqualTo("SUCCEEDED");
    assertThat(attempt.getString("estimated_cost")).isEqualTo("0.000000");
    assertThat(attempt.getString("actual_cost")).isEqualTo("0.000000");
    assertThat(attempt.getString("cost_basis")).isEqualTo("computed");
    assertThat(attempt.getString("estimate_basis")).isEqualTo("computed");
    assertThat(attempt.get("price_as_of")).as("it has no prices").isEqualTo(JsonValue.NULL);
    assertThat(attempt.getString("currency")).isEqualTo("USD");
    assertThat(job.getJsonArray("artifacts")).hasSize(1);
    assertThat(job.getJsonArray("artifacts").getJsonObject(0))
        .isEqualTo(job.getJsonObject("artifact"));
    assertThat(job.getJsonObject("artifact").getString("role")).isEqualTo("main");
  }

  private static void assertSnakeCase(JsonValue value) {
    if (value instanceof JsonObject object) {
      for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
        assertThat(entry.getKey()).matches("[a-z][a-z0-9_]*");
        assertSnakeCase(entry.getValue());
      }
    } else if (value instanceof JsonArray array) {
      array.forEach(Story::assertSnakeCase);
    }
  }

  private static JsonObject object(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }
}
