package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the admin center shows and switches, over Liberty's REST connector to JMX, on a server of
 * its own.
 */
@OwnServers
class ConsoleIT {
  private static final HttpClient HTTP = TrustingEverybody.client();
  private static final String OPERATOR = basic("admin", "test-admin");
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}";

  private static ServerProcess server;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.development("console_it");
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void an_operator_sees_the_server_and_the_application() throws Exception {
    JsonObject application =
        attribute(
            "WebSphere:service=com.ibm.websphere.application.ApplicationMBean,name=atelier",
            "State");
    assertThat(application.getString("value")).isEqualTo("STARTED");
    assertThat(attribute("WebSphere:feature=kernel,name=ServerInfo", "Name").getString("value"))
        .isEqualTo("console_it");
    assertThat(names()).contains("io.atelier:type=Admission", "io.atelier:type=Log");
    assertThat(names()).contains("io.atelier:type=Provider,name=procedural");
  }

  @Test
  void a_provider_is_paused_and_resumed_there() throws Exception {
    String procedural = "io.atelier:type=Provider,name=procedural";
    assertThat(bool(procedural, "Paused")).isFalse();
    assertThat(attribute(procedural, "Circuit").getString("value")).isEqualTo("CLOSED");

    assertThat(invoke(procedural, "pause", "the fans are loud").getString("value"))
        .isEqualTo("true");
    assertThat(bool(procedural, "Paused")).isTrue();
    assertThat(attribute(procedural, "Pause").getString("value"))
        .contains("by admin: the fans are loud");
    URI job = order();
    assertThat(LiveServer.json(LiveServer.get(job, creator())).getString("status"))
        .isEqualTo("PENDING");
    assertThat(attribute(procedural, "Waiting").getString("value")).isEqualTo("1");
    JsonObject queue =
        attribute("io.atelier:type=Admission", "Queues").getJsonArray("value").getJsonObject(0);
    assertThat(queue.toString()).contains("procedural", "sfx");

    assertThat(invoke(procedural, "resume").getString("value")).isEqualTo("true");
    assertThat(LiveServer.settled(job, creator()).getString("status")).isEqualTo("COMPLETED");
    assertThat(audited()).contains("provider-pause", "provider-resume", "\"admin\"");
  }

  @Test
  void admission_is_paused_and_resumed_there() throws Exception {
    String admission = "io.atelier:type=Admission";
    assertThat(invoke(admission, "pause", "").getString("value")).isEqualTo("true");
    assertThat(invoke(admission, "pause", "again").getString("value")).isEqualTo("false");
    assertThat(bool(admission, "Paused")).isTrue();
    URI job = order();
    assertThat(LiveServer.json(LiveServer.get(job, creator())).getString("status"))
        .isEqualTo("PENDING");
    assertThat(invoke(admission, "resume").getString("value")).isEqualTo("true");
    assertThat(LiveServer.settled(job, creator()).getString("status")).isEqualTo("COMPLETED");
  }

  @Test
  void a_reason_is_as_short_there_as_by_the_api() throws Exception {
    String admission = "io.atelier:type=Admission";
    for (String reason : List.of("x".repeat(501), "a\0b")) {
      assertThat(
              call("POST", operation(admission, "pause"), parameters(reason), OPERATOR)
                  .statusCode())
          .isGreaterThanOrEqualTo(400);
    }
    assertThat(bool(admission, "Paused")).isFalse();
  }

  @Test
  void the_log_says_more_when_it_is_told_to() throws Exception {
    String log = "io.atelier:type=Log";
    String worker = "io.atelier.generation.SettledJobs";
    assertThat(invoke(log, "level", worker).getString("value")).isEqualTo("INFO");
    invoke(log, "changeLevel", worker, "FINE");
    assertThat(invoke(log, "level", worker).getString("value")).isEqualTo("FINE");
    JsonObject job = LiveServer.settled(order(), creator());
    assertThat(logged()).contains("FINE: Job " + job.getString("id") + " is COMPLETED");
    invoke(log, "changeLevel", worker, "INFO");
    assertThat(audited())
        .contains("log-level-change", "\"admin\"", "\"name\":\"" + worker + "\"")
        .contains("\"after\":\"FINE\",\"before\":\"INFO\"")
        .contains("\"after\":\"INFO\",\"before\":\"FINE\"");
    assertThat(
            call("POST", operation(log, "changeLevel"), parameters("com.ibm", "FINE"), OPERATOR)
                .statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  @Test
  void nobody_else_gets_there() throws Exception {
    String path = "/IBMJMXConnectorREST/mbeans";
    URI secure = URI.create(server.secureUrl() + path);
    assertThat(call("GET", secure, "", "").statusCode()).isEqualTo(401);
    assertThat(call("GET", secure, "", basic("admin", "wrong")).statusCode()).isEqualTo(401);
    String token = LiveServer.text(LiveServer.send(token("operator")));
    assertThat(call("GET", secure, "", "Bearer " + token).statusCode()).isIn(401, 403);
    URI plain = URI.create(server.url() + path);
    HttpResponse<String> redirect = call("GET", plain, "", OPERATOR);
    assertThat(redirect.statusCode()).as("not on the plain port").isEqualTo(302);
    assertThat(redirect.headers().firstValue("Location").orElse("")).startsWith(server.secureUrl());
  }

  private static JsonObject attribute(String bean, String name) throws Exception {
    return object(call("GET", URI.create(bean(bean) + "/attributes/" + name), "", OPERATOR));
  }

  private static boolean bool(String bean, String name) throws Exception {
    return Boolean.parseBoolean(attribute(bean, name).getString("value"));
  }

  private static String names() throws Exception {
    return call("GET", URI.create(server.secureUrl() + "/IBMJMXConnectorREST/mbeans"), "", OPERATOR)
        .body();
  }

  private static JsonObject invoke(String bean, String operation, String... values)
      throws Exception {
    HttpResponse<String> answer =
        call("POST", operation(bean, operation), parameters(values), OPERATOR);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return object(answer);
  }

  private static URI operation(String bean, String operation) {
    return URI.create(bean(bean) + "/operations/" + operation);
  }

  private static String parameters(String... values) {
    var parameters = Json.createArrayBuilder();
    var signature = Json.createArrayBuilder();
    for (String value : values) {
      parameters.add(
          Json.createObjectBuilder().add("value", value).add("type", "java.lang.String"));
      signature.add("java.lang.String");
    }
    return Json.createObjectBuilder()
        .add("params", parameters)
        .add("signature", signature)
        .build()
        .toString();
  }

  private static String bean(String name) {
    return server.secureUrl()
        + "/IBMJMXConnectorREST/mbeans/"
        + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> call(
      String method, URI uri, String body, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject object(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonStructure json = Json.createReader(new StringReader(answer.body())).read();
    return json instanceof JsonArray array ? array.getJsonObject(0) : json.asJsonObject();
  }

  private static URI order() {
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), creator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SOUND))
                .build());
    assertThat(accepted.statusCode()).isEqualTo(202);
    return URI.create(accepted.headers().firstValue("Location").orElseThrow());
  }

  private static String creator() {
    return "Bearer " + LiveServer.text(LiveServer.send(token("creator")));
  }

  private static String audited() {
    HttpResponse<byte[]> audit =
        LiveServer.get(
            URI.create(server.url() + "/api/v1/audit"),
            "Bearer " + LiveServer.text(LiveServer.send(token("operator"))));
    assertThat(audit.statusCode()).isEqualTo(200);
    return LiveServer.text(audit);
  }

  private static HttpRequest token(String group) {
    return HttpRequest.newBuilder(
            URI.create(server.url() + "/dev/token?tenant=acme&groups=" + group))
        .POST(BodyPublishers.noBody())
        .build();
  }

  private static String logged() throws IOException {
    return Files.readString(
        server.log().getParent().resolveSibling("usr/servers/console_it/logs/messages.log"));
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }
}
