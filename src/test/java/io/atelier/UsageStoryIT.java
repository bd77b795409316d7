package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** US5.2: an operator sees what every tenant keeps; a tenant what it keeps itself. */
class UsageStoryIT {
  private static final String ONE = LiveServer.newTenant();
  private static final String TWO = LiveServer.newTenant();

  private static String operator;
  private static String creatorOfOne;
  private static String creatorOfTwo;
  private static long textureBytes;
  private static long soundBytes;

  @BeforeAll
  static void twoTenantsHaveAssets() {
    operator = LiveServer.operator();
    creatorOfOne = LiveServer.bearer(ONE);
    creatorOfTwo = LiveServer.bearer(TWO);
    textureBytes = size(texture("-spring", creatorOfOne));
    assertThat(size(texture("summer", creatorOfOne))).isEqualTo(textureBytes);
    soundBytes = size(sound("-spring", creatorOfOne));
    texture("-spring", creatorOfTwo);
  }

  @Test
  void US5_2_an_operator_sees_usage_per_tenant() {
    JsonObject usage = onlyItem(storage("?tenant=" + ONE, operator));
    assertThat(usage.keySet())
        .containsExactly(
            "tenant",
            "run",
            "type",
            "logical_bytes",
            "physical_bytes",
            "artifacts",
            "files",
            "saved_bytes",
            "saved_ratio");
    assertThat(usage.getString("tenant")).isEqualTo(ONE);
    assertThat(usage.get("run")).isEqualTo(JsonValue.NULL);
    assertThat(bytes(usage, "logical_bytes")).isEqualTo(2 * textureBytes + soundBytes);
    assertThat(bytes(usage, "physical_bytes")).isEqualTo(textureBytes + soundBytes);
    assertThat(usage.getInt("artifacts")).isEqualTo(3);
    assertThat(usage.getInt("files")).isEqualTo(2);
    assertThat(bytes(usage, "saved_bytes")).isEqualTo(textureBytes);
    assertThat(usage.getJsonNumber("saved_ratio").doubleValue())
        .isBetween(0.2, textureBytes / (double) (2 * textureBytes + soundBytes));
  }

  @Test
  void US5_2_an_operator_pages_through_every_tenants_runs_and_types() {
    List<String> groups = new ArrayList<>();
    String next = "";
    do {
      JsonObject page =
          LiveServer.json(storage("?groupBy=tenant,run,type&limit=2" + next, operator));
      page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject).stream()
          .map(i -> i.getString("tenant") + " " + i.getString("run") + " " + i.getString("type"))
          .forEach(groups::add);
      next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());

    assertThat(groups)
        .doesNotHaveDuplicates()
        .contains(
            ONE + " -spring texture",
            ONE + " -spring audio",
            ONE + " summer texture",
            TWO + " -spring texture");
  }

  @Test
  void csv_comes_whole_and_no_spreadsheet_calculates_with_a_runs_name() {
    HttpResponse<byte[]> answer = accepting("text/csv", "?groupBy=run,type&tenant=" + ONE);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).startsWith("text/csv");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment");
    assertThat(LiveServer.text(answer).split("\r\n"))
        .containsExactlyInAnyOrder(
            "tenant,run,type,logical_bytes,physical_bytes,artifacts,files,saved_bytes,saved_ratio",
            "%s,'-spring,audio,%2$d,%2$d,1,1,0,0.0000".formatted(ONE, soundBytes),
            "%s,'-spring,texture,%2$d,%2$d,1,1,0,0.0000".formatted(ONE, textureBytes),
            "%s,summer,texture,%2$d,0,1,0,%2$d,1.0000".formatted(ONE, textureBytes))
        .startsWith(
            "tenant,run,type,logical_bytes,physical_bytes,artifacts,files,saved_bytes,"
                + "saved_ratio");
    assertThat(LiveServer.text(storage("?format=csv&groupBy=run,type&tenant=" + ONE, operator)))
        .isEqualTo(LiveServer.text(answer));
    assertThat(
            LiveServer.text(storage("?format=ndjson&groupBy=run,type&tenant=" + ONE, operator))
                .lines()
                .map(LiveServer::object))
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.getString("tenant")).isEqualTo(ONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|application/json",
        "text/html, */*;q=0.8|application/json",
        "application/json, text/csv;q=0.9|application/json",
        "text/csv, application/json;q=0.9|text/csv",
        "text/*|text/csv",
        "application/x-ndjson|application/x-ndjson"
      })
  void the_form_is_what_the_client_likes_best(String accept, String mediaType) {
    assertThat(header(accepting(accept, ""), "Content-Type")).startsWith(mediaType);
  }

  @Test
  void a_form_there_is_none_of_is_refused_and_a_refusal_is_never_csv() {
    assertThat(accepting("image/png", "").statusCode()).isEqualTo(406);
    HttpResponse<byte[]> refusal = accepting("text/csv", "?groupBy=step");
    assertThat(refusal.statusCode()).isEqualTo(400);
    assertThat(header(refusal, "Content-Type")).startsWith("application/problem+json");
    assertThat(LiveServer.json(refusal).getString("field")).isEqualTo("groupBy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&format=csv", "&groupBy=run", "&groupBy=type", "&groupBy=type,run&limit=1"})
  void a_creator_sees_the_own_tenant_and_of_another_what_there_is_of_none(String rest) {
    String own = LiveServer.text(storage("?tenant=" + TWO + rest, creatorOfTwo));
    assertThat(own).contains(String.valueOf(textureBytes));
    assertThat(LiveServer.text(storage("?" + rest.replaceFirst("&", ""), creatorOfTwo)))
        .isEqualTo(own)
        .doesNotContain(ONE);

    HttpResponse<byte[]> foreign = storage("?tenant=" + ONE + rest, creatorOfTwo);
    HttpResponse<byte[]> absent = storage("?tenant=" + LiveServer.newTenant() + rest, creatorOfTwo);
    assertThat(foreign.statusCode()).isEqualTo(200);
    assertThat(foreign.body()).isEqualTo(absent.body());
    assertThat(foreign.headers().map().keySet()).isEqualTo(absent.headers().map().keySet());
    assertThat(LiveServer.text(foreign)).doesNotContain(ONE, TWO, String.valueOf(textureBytes));
  }

  @Test
  void anothers_cursor_takes_a_creator_nowhere_else() {
    String cursor =
        LiveServer.json(storage("?groupBy=run,type&limit=1&tenant=" + ONE, operator))
            .getString("next");
    String answer =
        LiveServer.text(
            storage(
                "?groupBy=run,type&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8),
                creatorOfTwo));
    assertThat(answer).doesNotContain(ONE).doesNotContain("\"summer\"");
  }

  @ParameterizedTest
  @CsvSource({
    "?groupBy=step,groupBy,INVALID_FIELD",
    "?groupBy=,groupBy,INVALID_FIELD",
    "?groupBy=run%2Crun,groupBy,INVALID_FIELD",
    "?tenant=Acme,tenant,INVALID_FIELD",
    "?tenant=..%2Fx,tenant,INVALID_FIELD",
    "?tenant=a%00b,tenant,INVALID_FIELD",
    "?limit=0,limit,INVALID_FIELD",
    "?limit=1001,limit,INVALID_FIELD",
    "?cursor=x,cursor,INVALID_FIELD",
    "?cursor=dHlwZS90ZXh0dXJl,cursor,INVALID_FIELD",
    "?format=xml,format,INVALID_FIELD",
    "?format=csv&limit=5,limit,INVALID_FIELD",
    "?group_by=run,group_by,UNKNOWN_FIELD",
    "?tenant=a&tenant=b,tenant,INVALID_FIELD"
  })
  void a_wrong_parameter_is_refused_by_its_name(String query, String field, String code) {
    for (String caller : List.of(operator, creatorOfOne)) {
      HttpResponse<byte[]> answer = storage(query, caller);
      assertThat(answer.statusCode()).isEqualTo(400);
      JsonObject problem = LiveServer.json(answer);
      assertThat(problem.getString("code")).isEqualTo(code);
      assertThat(problem.getString("field")).isEqualTo(field);
    }
  }

  @Test
  void nobody_sees_anything_without_a_group() {
    String nobody = "Bearer " + LiveServer.signer().token(ONE, "visitor");
    assertThat(storage("", nobody).statusCode()).isEqualTo(403);
    assertThat(storage("", "Bearer x").statusCode()).isEqualTo(401);
  }

  @Test
  void US5_2_the_metrics_say_what_every_tenant_keeps() {
    String logical = "atelier_storage_logical_bytes";
    String physical = "atelier_storage_physical_bytes";
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!isMeasured(logical, ONE, 2 * textureBytes + soundBytes)
        || !isMeasured(physical, ONE, textureBytes + soundBytes)
        || !isMeasured(physical, TWO, textureBytes)) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static boolean isMeasured(String name, String tenant, long value) {
    return LiveServer.text(LiveServer.get(LiveServer.at("/metrics"), "none"))
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains("tenant=\"" + tenant + "\""))
        .anyMatch(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)) == value);
  }

  private static HttpResponse<byte[]> storage(String query, String authorization) {
    return LiveServer.get(LiveServer.at("/api/v1/storage" + query), authorization);
  }

  private static HttpResponse<byte[]> accepting(String accept, String query) {
    return LiveServer.send(
        LiveServer.request(LiveServer.at("/api/v1/storage" + query), operator)
            .header("Accept", accept)
            .build());
  }

  private static JsonObject onlyItem(HttpResponse<byte[]> answer) {
    JsonObject page = LiveServer.json(answer);
    assertThat(page.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(page.getJsonArray("items")).hasSize(1);
    return page.getJsonArray("items").getJsonObject(0);
  }

  private static long bytes(JsonObject usage, String field) {
    return usage.getJsonNumber(field).longValueExact();
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static JsonObject texture(String run, String bearer) {
    return LiveServer.settled(
        run,
        "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"oak planks\",\"size\":512}}",
        bearer);
  }

  private static JsonObject sound(String run, String bearer) {
    return LiveServer.settled(
        run,
        "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}",
        bearer);
  }

  private static long size(JsonObject job) {
    return job.getJsonObject("artifact").getJsonNumber("size_bytes").longValueExact();
  }
}
