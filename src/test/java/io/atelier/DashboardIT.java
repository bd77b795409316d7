package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts that operators are given, by a Prometheus that scrapes a server. */
class DashboardIT {
  private static final Path FILES = Path.of(System.getProperty("atelier.basedir"), "src/ops");
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"spin\"}}";

  @TempDir Path directory;

  @BeforeAll
  static void require() {
    Prometheus.require();
  }

  @Test
  void every_query_of_the_dashboard_gives_a_series() throws IOException, InterruptedException {
    Map<String, String> queries = queries();
    assertThat(queries).hasSizeGreaterThan(30);
    makeAndFetchOne();
    try (Prometheus prometheus = Prometheus.scraping(LiveServer.at("/"), directory)) {
      queries.forEach(
          (query, panel) ->
              assertThat(prometheus.series(query)).as("%s: %s", panel, query).isNotEmpty());
    }
  }

  @Test
  void every_measure_that_an_alert_looks_at_is_there() throws IOException, InterruptedException {
    makeAndFetchOne();
    try (Prometheus prometheus = Prometheus.scraping(LiveServer.at("/"), directory)) {
      List<String> names = found("\\b(?:atelier|memory)_\\w+", "alerts.yml");
      assertThat(names).contains("atelier_storage_writable", "memory_usedHeap_bytes");
      for (String name : names) {
        assertThat(prometheus.series(name)).as(name).isNotEmpty();
      }
    }
  }

  @Test
  void the_alerts_are_raised_when_they_are_to_be_and_not_otherwise() throws Exception {
    Prometheus.promtool(FILES, "check", "rules", "alerts.yml");
    guide().run("alerts");
    Prometheus.promtool(FILES, "check", "config", "prometheus.yml");
  }

  @Test
  void the_guide_says_what_to_do_for_each_alert() throws IOException {
    String guide = Files.readString(FILES.resolveSibling("docs/operations.md"));
    List<String> alerts = found("(?<=alert: )\\w+", "alerts.yml");
    assertThat(alerts).hasSizeGreaterThan(10);
    for (String alert : alerts) {
      assertThat(guide).contains("| `" + alert + "` |");
    }
  }

  private DocumentedCommands guide() throws IOException {
    Map<String, String> here = Map.of("src/ops/", FILES + "/");
    return new DocumentedCommands("src/docs/operations.md", directory, here, Map.of());
  }

  private static void makeAndFetchOne() {
    String tenant = LiveServer.newTenant();
    String bearer = LiveServer.bearer(tenant);
    HttpResponse<byte[]> budget =
        LiveServer.put(
            LiveServer.at("/api/v1/tenants/" + tenant + "/budget"),
            "{\"currency\":\"USD\",\"month\":{\"soft\":\"150\",\"hard\":\"200\"}}",
            LiveServer.operator());
    assertThat(budget.statusCode()).isEqualTo(200);
    JsonObject job = LiveServer.settled("run", SOUND, bearer);
    assertThat(job.getString("status")).isEqualTo("COMPLETED");
    URI asset = URI.create(job.getJsonObject("artifact").getString("uri"));
    assertThat(LiveServer.get(asset, bearer).statusCode()).isEqualTo(200);
  }

  // As Grafana asks them, with a panel's title.
  private static Map<String, String> queries() throws IOException {
    Map<String, String> queries = new LinkedHashMap<>();
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(FILES.resolve("dashboard.json")))) {
      for (JsonObject panel :
          reader.readObject().getJsonArray("panels").getValuesAs(JsonValue::asJsonObject)) {
        for (JsonObject target :
            panel
                .getOrDefault("targets", JsonValue.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .getValuesAs(JsonValue::asJsonObject)) {
          queries.put(
              target
                  .getString("expr")
                  .replace("$__rate_interval", "15s")
                  .replace("$instance", ".*"),
              panel.getString("title"));
        }
      }
    }
    return queries;
  }

  private static List<String> found(String pattern, String file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(FILES.resolve(file)))
        .results()
        .map(MatchResult::group)
        .distinct()
        .toList();
  }
}
