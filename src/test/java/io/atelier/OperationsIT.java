package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator looks at, as the development profile has it. */
class OperationsIT {
  private final HttpClient client = TrustingEverybody.client();

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/health/started"})
  void it_says_that_it_is_well(String path) throws Exception {
    HttpResponse<String> answer = get(operations(path), "");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject health = Json.createReader(new StringReader(answer.body())).readObject();
    assertThat(health.getString("status")).isEqualTo("UP");
    assertThat(health.getJsonArray("checks"))
        .allSatisfy(check -> assertThat(check.asJsonObject().getString("status")).isEqualTo("UP"));
  }

  @Test
  void it_says_what_it_depends_on() throws Exception {
    String health = get(operations("/health"), "").body();
    JsonObject data =
        Json.createReader(new StringReader(health))
            .readObject()
            .getJsonArray("checks")
            .getValuesAs(JsonValue::asJsonObject)
            .stream()
            .collect(
                Json::createObjectBuilder,
                (all, check) -> all.add(check.getString("name"), check.get("data")),
                (one, other) -> {})
            .build();
    assertThat(data).containsOnlyKeys("launch", "database", "storage", "leases");
    assertThat(data.getJsonObject("leases").getBoolean("leases_renewed")).isTrue();
    assertThat(data.getJsonObject("storage").getBoolean("store_writable")).isTrue();
    assertThat(data.getJsonObject("launch").get("schema_version")).isNotEqualTo(JsonValue.NULL);
  }

  @Test
  void it_is_measured_and_no_measure_but_of_storage_and_budgets_names_a_tenant() throws Exception {
    String tenant = LiveServer.newTenant();
    LiveServer.settled(
        "spring-26",
        "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"click\"}}",
        LiveServer.bearer(tenant));
    HttpResponse<String> answer = get(operations("/metrics"), "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(answer.body()).contains("memory_usedHeap_bytes", "atelier_jobs_settled");
    assertThat(answer.body().lines().filter(line -> line.contains(tenant)))
        .allMatch(
            line -> line.startsWith("atelier_storage_") || line.startsWith("atelier_budget_"));
  }

  @Test
  void the_api_describes_itself_in_the_words_it_uses() {
    String description = LiveServer.text(LiveServer.get(LiveServer.at("/openapi"), "none"));
    assertThat(description)
        .contains("/api/v1/runs/{run}/steps", "createStep", "/api/v1/jobs/{id}", "getJob")
        .contains("created_at", "mime_type", "size_bytes", "provider_job_id")
        .doesNotContain("createdAt", "mimeType", "sizeBytes", "providerJobId");
  }

  @Test
  void the_description_can_be_browsed() throws Exception {
    HttpResponse<String> answer = get(LiveServer.at("/openapi/ui/"), "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
  }

  @Test
  void the_admin_center_asks_who_is_there() throws Exception {
    HttpResponse<String> answer = get(operations("/adminCenter/"), "");
    assertThat(answer.statusCode()).isEqualTo(302);
    URI login = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(get(login, "").statusCode()).isEqualTo(200);
    assertThat(get(login, "").body()).contains("j_username");
  }

  @Test
  void the_admin_centers_api_opens_to_the_configured_password_alone() throws Exception {
    assertThat(get(operations("/ibm/api/"), "").statusCode()).isEqualTo(401);
    assertThat(get(operations("/ibm/api/"), basic("wrong")).statusCode()).isEqualTo(401);
    assertThat(get(operations("/ibm/api/"), basic("")).statusCode()).isEqualTo(401);
    assertThat(get(operations("/ibm/api/"), basic(password())).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/adminCenter", "/adminCenter/login.jsp", "/ibm/api/config"})
  void the_admin_center_is_on_the_secure_port_only(String path) throws Exception {
    HttpResponse<String> answer = get(LiveServer.at(path), basic(password()));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .startsWith(System.getProperty("atelier.https.url"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/ready", "/metrics"})
  void in_development_health_and_metrics_are_on_both_ports(String path) throws Exception {
    assertThat(get(LiveServer.at(path), "").statusCode()).isEqualTo(200);
  }

  @Test
  void an_operators_login_is_nobody_to_the_api_and_the_assets() throws Exception {
    HttpResponse<String> login = get(operations("/ibm/api/"), basic(password()));
    String cookies =
        login.headers().allValues("Set-Cookie").stream()
            .map(cookie -> cookie.split(";")[0])
            .collect(Collectors.joining("; "));
    assertThat(cookies).contains("LtpaToken2=");
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(operations("/ibm/api/"))
                        .header("Cookie", cookies)
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(200);

    for (String path : List.of("/api/v1/jobs/x", "/assets/x")) {
      HttpRequest request =
          HttpRequest.newBuilder(LiveServer.at(path)).header("Cookie", cookies).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
          .as(path)
          .isEqualTo(401);
      assertThat(get(LiveServer.at(path), basic(password())).statusCode()).as(path).isEqualTo(401);
    }
  }

  private HttpResponse<String> get(URI uri, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static URI operations(String path) {
    return URI.create(System.getProperty("atelier.https.url") + path);
  }

  private static String password() {
    return System.getProperty("atelier.admin.password");
  }

  private static String basic(String password) {
    String pair = System.getProperty("atelier.admin.user") + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
