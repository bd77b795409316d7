package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** US6: an operator sets what a tenant may spend, and a tenant sees what a step would cost. */
class TenantBudgetIT {
  private static final String BUDGET =
      "{\"currency\":\"USD\",\"day\":{\"hard\":\"10.000000\"},"
          + "\"month\":{\"soft\":\"150.000000\",\"hard\":\"200.000000\"}}";

  private final String tenant = LiveServer.newTenant();
  private final String creator = LiveServer.bearer(tenant);
  private final String operator = LiveServer.operator();

  @Test
  void a_tenant_never_seen_has_none_and_one_that_is_set_is_shown_as_it_is() {
    HttpResponse<byte[]> none = LiveServer.get(address(), operator);
    assertThat(none.statusCode()).isEqualTo(200);
    assertThat(LiveServer.text(none)).isEqualTo("{}");
    assertThat(LiveServer.text(LiveServer.get(use(), operator))).isEqualTo("{\"periods\":[]}");

    HttpResponse<byte[]> set =
        LiveServer.put(
            address(),
            "{\"month\":{\"hard\":200,\"soft\":150.0},\"day\":{\"hard\":\"10\"},\"currency\":\"USD\"}",
            operator);
    assertThat(LiveServer.text(set)).isEqualTo(BUDGET);
    HttpResponse<byte[]> shown = LiveServer.get(address(), operator);
    assertThat(LiveServer.text(shown)).isEqualTo(BUDGET);
    assertThat(tag(shown)).isEqualTo(tag(set)).isNotEqualTo(tag(none));
    JsonObject month =
        LiveServer.json(
                LiveServer.send(
                    LiveServer.request(LiveServer.at("/api/v1/estimates"), creator)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(texture("")))
                        .build()))
            .getJsonArray("budget")
            .getJsonObject(1);
    assertThat(month.getString("left")).isEqualTo("200.000000");
    assertThat(month.getString("soft")).isEqualTo("150.000000");

    assertThat(LiveServer.text(LiveServer.put(address(), "{}", operator))).isEqualTo("{}");
    assertThat(LiveServer.text(LiveServer.get(use(), operator))).isEqualTo("{\"periods\":[]}");
  }

  @Test
  void of_those_who_change_it_at_once_one_does_and_the_others_are_told_with_412() throws Exception {
    String read = tag(LiveServer.get(address(), operator));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      threads.submit(
                          () ->
                              putIf(
                                      read,
                                      "{\"currency\":\"USD\",\"month\":{\"hard\":" + (i + 1) + "}}")
                                  .statusCode()))
              .toList();
      int changed = 0;
      for (Future<Integer> one : all) {
        assertThat(one.get()).isIn(200, 412);
        changed += one.get() == 200 ? 1 : 0;
      }
      assertThat(changed).isOne();
    }
    HttpResponse<byte[]> late = putIf(read, "{}");
    assertThat(late.statusCode()).isEqualTo(412);
    assertThat(LiveServer.json(late).getString("code")).isEqualTo("PRECONDITION_FAILED");
    assertThat(LiveServer.json(late)).as("it is not for want of money").doesNotContainKey("budget");
    assertThat(putIf(tag(LiveServer.get(address(), operator)), "{}").statusCode()).isEqualTo(200);
  }

  @Test
  void who_set_it_and_what_it_was_before_is_in_the_audit_trail() {
    LiveServer.put(address(), BUDGET, operator);
    LiveServer.put(address(), "{}", operator);
    List<JsonObject> entries =
        LiveServer.json(LiveServer.get(LiveServer.at("/api/v1/audit?tenant=" + tenant), operator))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject);

    assertThat(entries).extracting(e -> e.getString("action")).containsOnly("budget-change");
    assertThat(entries.get(0).getJsonObject("detail").get("after")).isEqualTo(JsonValue.NULL);
    assertThat(
            entries
                .get(0)
                .getJsonObject("detail")
                .getJsonObject("before")
                .getJsonObject("month")
                .getString("hard"))
        .isEqualTo("200.000000");
    assertThat(entries.get(1).getJsonObject("detail").get("before")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void how_it_stands_is_measured_until_it_is_taken_away() {
    LiveServer.put(address(), BUDGET, operator);
    String labels = "currency=\"USD\",mp_scope=\"application\",period=\"month\",tenant=\"" + tenant;
    // A read may come while they are registered, one after the other.
    List<String> told = awaitMeasures(lines -> lines.size() >= 4 + 3 + 2);
    assertThat(told)
        .filteredOn(line -> line.contains("period=\"month\""))
        .allMatch(line -> line.contains(labels))
        .extracting(line -> line.replaceFirst("\\{.*}", ""))
        .containsExactlyInAnyOrder(
            "atelier_budget_spent 0.0",
            "atelier_budget_reserved 0.0",
            "atelier_budget_soft_limit 150.0",
            "atelier_budget_hard_limit 200.0");
    assertThat(told)
        .filteredOn(line -> line.contains("period=\"day\""))
        .extracting(line -> line.replaceFirst("\\{.*}", ""))
        .as("no limit, no measure of it")
        .containsExactlyInAnyOrder(
            "atelier_budget_spent 0.0",
            "atelier_budget_reserved 0.0",
            "atelier_budget_hard_limit 10.0");
    assertThat(told)
        .filteredOn(line -> line.contains("_total"))
        .as("from nothing on, so that the first is seen")
        .hasSize(2)
        .allMatch(line -> line.endsWith(" 0.0"));

    LiveServer.put(address(), "{}", operator);
    awaitMeasures(lines -> lines.stream().noneMatch(line -> line.contains("period=")));
  }

  private List<String> awaitMeasures(Predicate<List<String>> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (true) {
      List<String> lines =
          LiveServer.text(LiveServer.get(LiveServer.at("/metrics"), "none"))
              .lines()
              .filter(line -> line.startsWith("atelier_budget_") && line.contains(tenant))
              .toList();
      if (condition.test(lines)) {
        return lines;
      }
      assertThat(System.nanoTime()).as("still %s", lines).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  @Test
  void a_creator_may_neither_see_nor_change_it() {
    assertThat(LiveServer.get(address(), creator).statusCode()).isEqualTo(403);
    assertThat(LiveServer.get(use(), creator).statusCode()).isEqualTo(403);
    assertThat(LiveServer.put(address(), BUDGET, creator).statusCode()).isEqualTo(403);
    assertThat(LiveServer.text(LiveServer.get(address(), operator))).isEqualTo("{}");
  }

  @Test
  void another_currency_than_prices_are_in_is_refused() {
    HttpResponse<byte[]> answer = LiveServer.put(address(), BUDGET.replace("USD", "EUR"), operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo("currency");
    assertThat(LiveServer.json(answer).getString("detail")).contains("USD");
  }

  // Issue 7, currency mismatch: what does not hold any more is no budget in silence.
  @Test
  void a_budget_in_a_currency_that_prices_have_left_is_named() throws Exception {
    LiveServer.put(address(), BUDGET, operator);
    URI fsck = LiveServer.at("/api/v1/fsck/budgets?tenant=" + tenant);
    HttpRequest compare = LiveServer.request(fsck, operator).POST(BodyPublishers.noBody()).build();
    assertThat(LiveServer.json(LiveServer.get(use(), operator))).doesNotContainKey("objection");
    assertThat(LiveServer.text(LiveServer.send(compare)))
        .isEqualTo("{\"tenants\":1,\"findings\":[]}");
    try (Connection database = LiveServer.database();
        PreparedStatement change =
            database.prepareStatement(
                """
                UPDATE tenant_setting SET value = jsonb_set(value, '{currency}', '"EUR"')
                WHERE tenant_id = ? AND name = 'budget'
                """)) {
      change.setString(1, tenant);
      assertThat(change.executeUpdate()).isOne();
    }

    assertThat(LiveServer.json(LiveServer.get(use(), operator)).getString("objection"))
        .contains("EUR", "USD");
    JsonObject finding =
        LiveServer.json(LiveServer.send(compare)).getJsonArray("findings").getJsonObject(0);
    assertThat(finding.getString("finding")).isEqualTo("other_currency");
    assertThat(finding.getString("tenant")).isEqualTo(tenant);
    assertThat(finding.getString("currency")).isEqualTo("EUR");

    LiveServer.put(address(), BUDGET, operator);
    assertThat(LiveServer.json(LiveServer.get(use(), operator))).doesNotContainKey("objection");
    LiveServer.put(address(), "{}", operator);
  }

  @Test
  void an_estimate_tells_of_every_provider_on_the_route_and_makes_nothing() throws Exception {
    JsonObject estimate = LiveServer.json(estimate(texture(""), creator));

    assertThat(estimate.getString("skill")).isEqualTo("generate_texture");
    assertThat(estimate.getString("kind")).isEqualTo("image");
    assertThat(estimate.getJsonArray("budget")).isEmpty();
    JsonObject nanoBanana = estimate.getJsonArray("providers").getJsonObject(0);
    assertThat(nanoBanana.getString("provider")).isEqualTo("nano-banana");
    assertThat(nanoBanana.getBoolean("able")).isFalse();
    assertThat(nanoBanana.getString("reason")).isEqualTo("it is not set up: it has no API key");
    assertThat(nanoBanana.get("amount")).as("unknown is not 0").isEqualTo(JsonValue.NULL);
    JsonObject procedural = estimate.getJsonArray("providers").getJsonObject(1);
    assertThat(procedural.getBoolean("able")).isTrue();
    assertThat(procedural.getString("amount")).isEqualTo("0.000000");
    assertThat(procedural.getString("basis")).isEqualTo("computed");
    assertThat(procedural.get("within_budget")).isEqualTo(JsonValue.NULL);
    assertThat(LiveServer.rowsOf(tenant)).isZero();
  }

  @Test
  void an_estimate_is_refused_for_what_its_step_would_be_refused_for() {
    assertThat(
            LiveServer.json(estimate("{\"skill\":\"dance\",\"input\":{}}", creator))
                .getString("code"))
        .isEqualTo("UNKNOWN_SKILL");
    assertThat(
            LiveServer.json(estimate(texture(",\"providers\":[\"nobody\"]"), creator))
                .getString("field"))
        .isEqualTo("providers");
    assertThat(estimate(texture(""), operator).statusCode()).isEqualTo(403);
  }

  private static String texture(String more) {
    return "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"sand\",\"size\":512}"
        + more
        + "}";
  }

  private static HttpResponse<byte[]> estimate(String body, String authorization) {
    return LiveServer.send(
        LiveServer.request(LiveServer.at("/api/v1/estimates"), authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpResponse<byte[]> putIf(String tag, String body) {
    HttpRequest request =
        LiveServer.request(address(), operator)
            .header("Content-Type", "application/json")
            .header("If-Match", tag)
            .PUT(BodyPublishers.ofString(body))
            .build();
    return LiveServer.send(request);
  }

  private static String tag(HttpResponse<byte[]> answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  private URI address() {
    return LiveServer.at("/api/v1/tenants/" + tenant + "/budget");
  }

  private URI use() {
    return LiveServer.at("/api/v1/tenants/" + tenant + "/budget/use");
  }
}
