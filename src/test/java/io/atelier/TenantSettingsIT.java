package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Issue 7, operations: tenants by API, audited, guarded, and effective at once on all nodes. */
@ExtendWith(TwoNodes.Extension.class)
class TenantSettingsIT {
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}";

  private final String tenant = LiveServer.newTenant();
  private final String operator = LiveServer.operator();

  @Test
  void a_tenant_that_nobody_heard_of_has_the_defaults() {
    HttpResponse<byte[]> answer = get(path());
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject shown = LiveServer.json(answer);
    assertThat(shown.keySet()).containsExactly("tenant", "known", "settings", "effective", "links");
    assertThat(shown.getString("tenant")).isEqualTo(tenant);
    assertThat(shown.getBoolean("known")).isFalse();
    assertThat(shown.getJsonObject("settings")).isEmpty();
    JsonObject effective = shown.getJsonObject("effective");
    assertThat(effective.getJsonObject("access").getBoolean("closed")).isFalse();
    assertThat(effective.getJsonObject("storage").get("quota_bytes")).isEqualTo(JsonValue.NULL);
    assertThat(effective.getJsonObject("budget")).as("none").isEmpty();
    assertThat(effective.getJsonObject("generation").getJsonObject("image"))
        .hasToString(
            "{\"limit\":5,\"timeout_seconds\":60,\"poll_interval_seconds\":2,"
                + "\"providers\":[\"nano-banana\",\"procedural\"]}");
    shown
        .getJsonObject("links")
        .forEach(
            (name, link) ->
                assertThat(
                        LiveServer.get(URI.create(((JsonString) link).getString()), operator)
                            .statusCode())
                    .as(name)
                    .isEqualTo(200));
  }

  @Test
  void one_that_asked_for_something_or_for_whom_something_is_set_is_known() {
    assertThat(LiveServer.json(get("/api/v1/tenants/" + settled())).getBoolean("known")).isTrue();
    put("{\"settings\":{\"storage\":{\"quota_bytes\":7}}}", null, 200);
    assertThat(LiveServer.json(get(path())).getBoolean("known")).isTrue();
  }

  private static String settled() {
    String creator = LiveServer.newTenant();
    LiveServer.settled("spring", SOUND, LiveServer.bearer(creator));
    return creator;
  }

  @Test
  void all_of_it_is_set_at_once_and_what_is_left_out_goes_back_to_the_configuration() {
    put(
        "{\"settings\":{\"generation\":{\"image\":{\"limit\":9}},\"storage\":{\"quota_bytes\":7}}}",
        null,
        200);
    JsonObject shown = LiveServer.json(get(path()));
    assertThat(shown.getJsonObject("settings").keySet()).containsExactly("generation", "storage");
    JsonObject effective = shown.getJsonObject("effective");
    assertThat(effective.getJsonObject("generation").getJsonObject("image").getInt("limit"))
        .isEqualTo(9);
    assertThat(effective.getJsonObject("storage").getInt("quota_bytes")).isEqualTo(7);
    assertThat(LiveServer.text(get(path() + "/storage"))).isEqualTo("{\"quota_bytes\":7}");

    put("{\"settings\":{\"storage\":{\"quota_bytes\":8}}}", null, 200);
    assertThat(LiveServer.text(get(path() + "/generation"))).isEqualTo("{}");
    assertThat(LiveServer.text(get(path() + "/storage"))).isEqualTo("{\"quota_bytes\":8}");
  }

  @Test
  void a_budget_is_set_with_the_rest_and_one_that_is_left_out_is_taken_away() {
    put("{\"settings\":{\"budget\":{\"month\":{\"hard\":5},\"currency\":\"USD\"}}}", null, 200);
    JsonObject shown = LiveServer.json(get(path()));
    String budget = "{\"currency\":\"USD\",\"month\":{\"hard\":\"5.000000\"}}";
    assertThat(shown.getJsonObject("effective").getJsonObject("budget")).hasToString(budget);
    assertThat(LiveServer.text(get(path() + "/budget"))).isEqualTo(budget);
    assertThat(LiveServer.text(get(path() + "/budget/use"))).as("holds").contains("\"5.000000\"");

    String before = tag(get(path()));
    put("{\"settings\":" + shown.getJsonObject("settings") + "}", before, 200);
    assertThat(tag(get(path()))).as("what is shown may be sent").isEqualTo(before);

    put("{\"settings\":{}}", before, 200);
    assertThat(LiveServer.text(get(path() + "/budget"))).isEqualTo("{}");
    assertThat(LiveServer.text(get(path() + "/budget/use"))).isEqualTo("{\"periods\":[]}");
    assertThat(LiveServer.json(get("/api/v1/audit?tenant=" + tenant)).getJsonArray("items"))
        .as("what stays as it is, is not told")
        .hasSize(2);
  }

  @Test
  void who_changed_what_is_in_the_audit_trail_with_what_was_before_and_after() {
    put("{\"settings\":{\"storage\":{\"quota_bytes\":7}}}", null, 200);
    put(
        "{\"settings\":{\"storage\":{\"quota_bytes\":7},\"generation\":{\"sfx\":{\"limit\":3}}}}",
        null,
        200);
    put("{\"settings\":{\"generation\":{\"sfx\":{\"limit\":3}}}}", null, 200);

    List<String> told =
        LiveServer.json(get("/api/v1/audit?tenant=" + tenant))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject)
            .stream()
            .map(entry -> entry.getString("action") + " " + entry.getJsonObject("detail"))
            .toList();
    assertThat(told)
        .as("what stays as it is, is not told")
        .containsExactly(
            "storage-change {\"after\":null,\"before\":{\"quota_bytes\":7}}",
            "generation-change {\"after\":{\"sfx\":{\"limit\":3}},\"before\":null}",
            "storage-change {\"after\":{\"quota_bytes\":7},\"before\":null}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/generation", "/storage", "/access", "/budget"})
  void a_change_of_what_was_changed_meanwhile_is_refused(String document) {
    String body =
        switch (document) {
          case "/generation" -> "{\"bgm\":{\"limit\":4}}";
          case "/storage" -> "{\"quota_bytes\":12}";
          case "/access" -> "{\"closed\":true}";
          case "/budget" -> "{\"currency\":\"USD\",\"month\":{\"hard\":4}}";
          default -> "{\"settings\":{\"generation\":{\"bgm\":{\"limit\":4}}}}";
        };
    String path = path() + document;
    String before = tag(get(path));
    assertThat(tag(get(path))).isEqualTo(before);
    HttpResponse<byte[]> changed = put(path, body, before);
    assertThat(changed.statusCode()).isEqualTo(200);
    String after = tag(changed);
    assertThat(after).isNotEqualTo(before).isEqualTo(tag(get(path)));

    HttpResponse<byte[]> refused = put(path, body.replace("4", "5"), before);
    assertThat(refused.statusCode()).isEqualTo(412);
    assertThat(LiveServer.json(refused).getString("code")).isEqualTo("PRECONDITION_FAILED");
    assertThat(LiveServer.json(refused).getString("detail")).contains(after);
    assertThat(tag(get(path))).isEqualTo(after);

    assertThat(put(path, body, "W/" + after).statusCode()).as("weak").isEqualTo(412);
    assertThat(put(path, body, before + " , " + after).statusCode()).isEqualTo(200);
    assertThat(put(path, body, "*").statusCode()).isEqualTo(200);
    assertThat(put(path, body, null).statusCode()).as("not required").isEqualTo(200);
    HttpResponse<byte[]> nonsense = put(path, body, "latest");
    assertThat(nonsense.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(nonsense).getString("field")).isEqualTo("If-Match");
  }

  @Test
  void a_quota_that_was_changed_meanwhile_is_not_taken_away() {
    String before = tag(get(path() + "/storage"));
    put(path() + "/storage", "{\"quota_bytes\":12}", before);
    HttpRequest.Builder request = LiveServer.request(at(path() + "/storage"), operator).DELETE();
    assertThat(LiveServer.send(request.copy().header("If-Match", before).build()).statusCode())
        .isEqualTo(412);
    assertThat(LiveServer.send(request.build()).statusCode()).isEqualTo(200);
  }

  @Test
  void of_many_who_change_the_same_version_at_once_one_does() throws Exception {
    String before = tag(get(path()));
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(24)) {
      for (int i = 1; i <= 24; i++) {
        String body = "{\"settings\":{\"generation\":{\"bgm\":{\"limit\":" + i + "}}}}";
        answers.add(clients.submit(() -> put(path(), body, before).statusCode()));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    assertThat(LiveServer.json(get("/api/v1/audit?tenant=" + tenant)).getJsonArray("items"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|INVALID_FIELD|settings",
        "{\"settings\":[]}|INVALID_FIELD|settings",
        "{\"settings\":{},\"tenant\":\"x\"}|UNKNOWN_FIELD|tenant",
        "{\"settings\":{\"smell\":{}}}|UNKNOWN_FIELD|settings.smell",
        "{\"settings\":{\"storage\":7}}|INVALID_FIELD|settings.storage",
        "{\"settings\":{\"storage\":{}}}|MISSING_FIELD|settings.storage.quota_bytes",
        "{\"settings\":{\"generation\":{\"sfx\":{\"limit\":0}}}}|INVALID_FIELD|settings.generation.sfx.limit",
        "{\"settings\":{\"generation\":{\"smell\":{}}}}|UNKNOWN_FIELD|settings.generation.smell",
        "{\"settings\":{\"budget\":{\"month\":{\"hard\":5}}}}|MISSING_FIELD|settings.budget.currency",
        "{\"settings\":{\"budget\":{\"currency\":\"USD\",\"day\":{\"hard\":-1}}}}|INVALID_FIELD|settings.budget.day.hard",
        "{\"settings\":{\"access\":{\"closed\":1}}}|INVALID_FIELD|settings.access.closed",
        "[]|NOT_AN_OBJECT|"
      })
  void one_that_is_wrong_in_any_part_changes_nothing(String body, String code, String field) {
    put("{\"settings\":{\"storage\":{\"quota_bytes\":7}}}", null, 200);
    String before = tag(get(path()));
    HttpResponse<byte[]> answer = put(path(), body, null);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo(code);
    assertThat(LiveServer.json(answer).getString("field", null)).isEqualTo(field);
    assertThat(tag(get(path()))).isEqualTo(before);
  }

  @Test
  void a_limit_that_is_not_whole_is_told_to_be() {
    HttpResponse<byte[]> answer =
        put(path(), "{\"settings\":{\"generation\":{\"sfx\":{\"limit\":1.5}}}}", null);
    assertThat(LiveServer.json(answer).getString("detail"))
        .contains("must be a whole number from 1 to 10000");
  }

  @Test
  void a_change_holds_on_every_node_when_it_is_answered(TwoNodes nodes) {
    AssetCaller creator = nodes.caller(tenant).at(nodes.second());
    String steps = "/api/v1/runs/spring/steps";
    assertThat(creator.post(steps, SOUND).statusCode()).as("known there").isEqualTo(202);

    HttpResponse<byte[]> changed =
        nodes
            .operator()
            .send(
                "PUT",
                path(),
                BodyPublishers.ofString(
                    "{\"settings\":{\"generation\":{\"sfx\":{\"providers\":[\"nano-banana\"]}}}}"),
                "Content-Type",
                "application/json");
    assertThat(changed.statusCode()).as(LiveServer.text(changed)).isEqualTo(200);

    HttpResponse<byte[]> answer = creator.post(steps, SOUND);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo("NO_PROVIDER");
    JsonObject shown = LiveServer.json(nodes.operator().at(nodes.second()).get(path()));
    assertThat(shown.getJsonObject("settings").getJsonObject("generation").keySet())
        .containsExactly("sfx");
  }

  @Test
  void tenants_are_listed_by_name_those_with_runs_and_those_with_settings() {
    List<String> names =
        IntStream.range(0, 3).mapToObj(i -> LiveServer.newTenant()).sorted().toList();
    LiveServer.settled("spring", SOUND, LiveServer.bearer(names.get(0)));
    LiveServer.put(
        at("/api/v1/tenants/" + names.get(1) + "/access"), "{\"closed\":true}", operator);
    LiveServer.put(
        at("/api/v1/tenants/" + names.get(2) + "/storage"), "{\"quota_bytes\":null}", operator);

    List<JsonObject> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonObject page = LiveServer.json(get("/api/v1/tenants?limit=7" + cursor));
      assertThat(page.getJsonArray("items")).hasSizeLessThanOrEqualTo(7);
      listed.addAll(page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject));
      cursor = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!cursor.isEmpty());

    List<String> all = listed.stream().map(one -> one.getString("tenant")).toList();
    assertThat(all).doesNotHaveDuplicates().containsSubsequence(names);
    assertThat(all).doesNotContain(tenant);
    assertThat(named(listed, names.get(0))).isEqualTo(item(names.get(0), false, List.of()));
    assertThat(named(listed, names.get(1))).isEqualTo(item(names.get(1), true, List.of("access")));
    assertThat(named(listed, names.get(2)))
        .isEqualTo(item(names.get(2), false, List.of("storage")));
  }

  private static JsonObject named(List<JsonObject> listed, String name) {
    return listed.stream()
        .filter(one -> one.getString("tenant").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject item(String name, boolean closed, List<String> settings) {
    return Json.createObjectBuilder()
        .add("tenant", name)
        .add("closed", closed)
        .add("settings", Json.createArrayBuilder(settings))
        .build();
  }

  @Test
  void a_creator_may_neither_see_nor_change_nor_list_tenants_not_even_the_own() {
    String creator = LiveServer.bearer(tenant);
    for (String path : List.of("/api/v1/tenants", path())) {
      assertThat(LiveServer.get(at(path), creator).statusCode()).as(path).isEqualTo(403);
    }
    assertThat(LiveServer.put(at(path()), "{\"settings\":{}}", creator).statusCode())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=1001", "?cursor=x", "?cursor=QWNtZQ", "?tenant=a"})
  void a_wrong_parameter_is_refused(String query) {
    assertThat(get("/api/v1/tenants" + query).statusCode()).isEqualTo(400);
  }

  private String path() {
    return "/api/v1/tenants/" + tenant;
  }

  private static URI at(String path) {
    return LiveServer.at(path);
  }

  private HttpResponse<byte[]> get(String path) {
    return LiveServer.get(at(path), operator);
  }

  private void put(String body, String condition, int status) {
    HttpResponse<byte[]> answer = put(path(), body, condition);
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(status);
  }

  private HttpResponse<byte[]> put(String path, String body, String condition) {
    HttpRequest.Builder request =
        LiveServer.request(at(path), operator)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    if (condition != null) {
      request.header("If-Match", condition);
    }
    return LiveServer.send(request.build());
  }

  private static String tag(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return tagOf(answer);
  }

  private static String tagOf(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }
}
