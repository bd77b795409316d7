package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operator can see who did what. */
class AuditIT {
  private final String tenant = LiveServer.newTenant();
  private final String home = LiveServer.newTenant();
  private final String operator = LiveServer.bearer(home, "operator");

  @Test
  void what_an_operator_changes_is_told_the_newest_first() {
    Instant before = Instant.now().minusSeconds(60);
    for (int i = 0; i < 5; i++) {
      change(tenant, i % 2 == 0);
    }
    change(LiveServer.newTenant(), true);

    List<JsonObject> entries = new ArrayList<>();
    String next = "";
    do {
      JsonObject page = LiveServer.json(audit("?limit=2&tenant=" + tenant + next, operator));
      assertThat(page.getJsonArray("items").size()).isLessThanOrEqualTo(2);
      entries.addAll(page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject));
      next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());

    assertThat(entries).hasSize(5);
    assertThat(entries)
        .extracting(
            entry -> entry.getJsonObject("detail").getJsonObject("after").getBoolean("closed"))
        .containsExactly(true, false, true, false, true);
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.keySet())
                  .containsExactly(
                      "id", "tenant", "actor", "actor_tenant", "action", "detail", "created_at");
              assertThat(entry.getString("tenant")).isEqualTo(tenant);
              assertThat(entry.getString("actor")).isEqualTo("developer@" + home);
              assertThat(entry.getString("actor_tenant")).isEqualTo(home);
              assertThat(entry.getString("action")).isEqualTo("access-change");
              assertThat(Instant.parse(entry.getString("created_at"))).isAfter(before);
            });
  }

  @Test
  void without_a_tenant_it_tells_of_all() {
    change(tenant, true);
    JsonObject newest =
        LiveServer.json(audit("?limit=200", operator))
            .getJsonArray("items")
            .getValuesAs(JsonValue::asJsonObject)
            .stream()
            .filter(entry -> entry.getString("tenant").equals(tenant))
            .findFirst()
            .orElseThrow();
    assertThat(newest.getString("actor_tenant")).isEqualTo(home);
  }

  @Test
  void a_refused_change_is_not_in_it() {
    assertThat(
            LiveServer.put(LiveServer.at("/api/v1/tenants/" + tenant + "/access"), "{}", operator)
                .statusCode())
        .isEqualTo(400);
    assertThat(LiveServer.json(audit("?tenant=" + tenant, operator)).getJsonArray("items"))
        .isEmpty();
  }

  @Test
  void a_creator_may_not_read_it_not_even_the_own_tenants() {
    change(tenant, false);
    HttpResponse<byte[]> answer = audit("?tenant=" + tenant, LiveServer.bearer(tenant));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(LiveServer.text(answer)).doesNotContain(home);
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0,limit",
    "?limit=201,limit",
    "?cursor=x,cursor",
    "?cursor=eA,cursor",
    "?tenant=Acme,tenant",
    "?since=now,since"
  })
  void a_wrong_parameter_is_refused_by_its_name(String query, String field) {
    HttpResponse<byte[]> answer = audit(query, operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo(field);
  }

  private void change(String whose, boolean closed) {
    assertThat(
            LiveServer.put(
                    LiveServer.at("/api/v1/tenants/" + whose + "/access"),
                    "{\"closed\":" + closed + "}",
                    operator)
                .statusCode())
        .isEqualTo(200);
  }

  private static HttpResponse<byte[]> audit(String query, String authorization) {
    return LiveServer.get(LiveServer.at("/api/v1/audit" + query), authorization);
  }
}
