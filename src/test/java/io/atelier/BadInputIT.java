package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.tenant.BadToken;
import io.atelier.tenant.TokenSigner;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: the right 4xx with code and field, never a 5xx, and nothing written. */
class BadInputIT {
  private static final String[] NAMES_OF_PRODUCTS = {
    "Liberty",
    "WebSphere",
    "IBM",
    "RESTEasy",
    "JBoss",
    "CWW",
    "SRVE",
    "WSEP",
    "Yasson",
    "Parsson",
    "jose4j",
    "EclipseLink",
    "PSQL",
    "jakarta.",
    "java.",
    "io.atelier",
    "Exception"
  };
  private static final String RIGHT =
      "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"gold\",\"size\":512}}";

  private static TokenSigner signer;
  private static String victim;
  private static JsonObject job;

  private final String tenant = LiveServer.newTenant();
  private final String bearer = "Bearer " + signer.token(tenant, "creator");

  @BeforeAll
  static void somebodyHasAJobAndAnAsset() {
    signer = LiveServer.signer();
    victim = LiveServer.newTenant();
    job = LiveServer.settled("spring-26", RIGHT, LiveServer.bearer(victim));
  }

  @AfterEach
  void nothingWasWritten() throws SQLException {
    assertThat(LiveServer.rowsOf(tenant)).isZero();
  }

  static Stream<Arguments> badSteps() {
    return Stream.of(
        Arguments.of("UNKNOWN_SKILL", "skill", "{'skill':'generate_world','input':{}}"),
        Arguments.of("MISSING_FIELD", "skill", "{'input':{'prompt':'x'}}"),
        Arguments.of("MISSING_FIELD", "input", "{'skill':'generate_texture'}"),
        Arguments.of("INVALID_FIELD", "input", "{'skill':'generate_texture','input':7}"),
        Arguments.of("UNKNOWN_FIELD", "inputs", "{'skill':'x','inputs':{}}"),
        Arguments.of(
            "UNKNOWN_FIELD",
            "tenant_id",
            "{'tenant_id':'b'," + texture("'prompt':'x'").substring(1)),
        Arguments.of("MISSING_FIELD", "input.prompt", texture("'size':1024")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':7")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':['x']")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':''")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':' '")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':'a\\u0000b'")),
        Arguments.of("INVALID_FIELD", "input.prompt", texture("'prompt':'\\ud83d'")),
        Arguments.of(
            "INVALID_FIELD", "input.prompt", texture("'prompt':'" + "x".repeat(2001) + "'")),
        Arguments.of(
            "INVALID_FIELD", "input.prompt", texture("'prompt':'" + "😀".repeat(2001) + "'")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':511")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':4097")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':1024.5")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':'1024'")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':1e999999999")),
        Arguments.of("INVALID_FIELD", "input.size", texture("'prompt':'x','size':-1e-999999999")),
        Arguments.of("INVALID_FIELD", "input.seamless", texture("'prompt':'x','seamless':'no'")),
        Arguments.of("UNKNOWN_FIELD", "input.width", texture("'prompt':'x','width':1024")),
        Arguments.of("MISSING_FIELD", "input.type", audio("'prompt':'x'")),
        Arguments.of("INVALID_FIELD", "input.type", audio("'type':'voice','prompt':'x'")),
        Arguments.of("MISSING_FIELD", "input.prompt", audio("'type':'sfx'")),
        Arguments.of(
            "INVALID_FIELD",
            "input.duration_seconds",
            audio("'type':'sfx','prompt':'x','duration_seconds':0.4")),
        Arguments.of(
            "INVALID_FIELD",
            "input.duration_seconds",
            audio("'type':'sfx','prompt':'x','duration_seconds':5.1")),
        Arguments.of(
            "INVALID_FIELD",
            "input.duration_seconds",
            audio("'type':'sfx','prompt':'x','duration_seconds':'1'")),
        Arguments.of(
            "INVALID_FIELD", "input.interaction", audio("'type':'sfx','interaction':'jackpot'")),
        Arguments.of("INVALID_FIELD", "step", step("'step':'../x'")),
        Arguments.of("INVALID_FIELD", "step", step("'step':'a/b'")),
        Arguments.of("INVALID_FIELD", "step", step("'step':'" + "s".repeat(65) + "'")),
        Arguments.of("INVALID_FIELD", "priority", step("'priority':'urgent'")),
        Arguments.of("INVALID_FIELD", "metadata", step("'metadata':[]")),
        Arguments.of("INVALID_FIELD", "metadata", step("'metadata':{'k':'\\u0000'}")),
        Arguments.of(
            "INVALID_FIELD", "metadata", step("'metadata':{'k':'" + "x".repeat(4089) + "'}")));
  }

  @ParameterizedTest
  @MethodSource("badSteps")
  void a_bad_step_is_refused_by_code_and_field(String code, String field, String body) {
    assertProblem(post(body.replace('\'', '"')), 400, code, field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[",
        "nul",
        "7 7",
        "'text",
        "{'skill'}",
        "{'skill':}",
        "{skill:'x'}",
        "{'a':1,}",
        "{'a':01}",
        "{'a':NaN}",
        "{'a':'\\x'}",
        "{'a':1,'a':2}",
        "{} {}",
        "{}}",
        "{}x",
        "<a/>",
        "a=b",
        "{'a':1e99999999999}"
      })
  void what_is_not_one_json_object_is_malformed(String body) {
    assertProblem(post(body.replace('\'', '"')), 400, "MALFORMED_JSON", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "true", "7", "'text'", "[{'skill':'generate_texture'}]"})
  void json_that_is_no_object_is_told_so(String body) {
    assertProblem(post(body.replace('\'', '"')), 400, "NOT_AN_OBJECT", null);
  }

  @Test
  void a_right_step_with_something_after_it_is_malformed() {
    assertProblem(post(RIGHT + RIGHT), 400, "MALFORMED_JSON", null);
  }

  @Test
  void a_number_too_long_to_be_one_is_malformed() {
    String body = texture("'prompt':'x','size':" + "9".repeat(2_000)).replace('\'', '"');
    assertProblem(post(body), 400, "MALFORMED_JSON", null);
  }

  @Test
  void json_nested_without_end_is_malformed() {
    assertProblem(post("{\"a\":".repeat(5_000)), 400, "MALFORMED_JSON", null);
    assertProblem(post("[".repeat(60_000)), 400, "MALFORMED_JSON", null);
  }

  @Test
  void text_that_is_not_utf_8_is_malformed() {
    byte[] latin1 = RIGHT.replace("gold", "doré").getBytes(StandardCharsets.ISO_8859_1);
    assertProblem(post(latin1), 400, "MALFORMED_JSON", null);
    assertProblem(post(RIGHT.getBytes(StandardCharsets.UTF_16)), 400, "MALFORMED_JSON", null);
  }

  @Test
  void a_prompt_of_100_000_characters_is_too_long() {
    String body = texture("'prompt':'" + "x".repeat(100_000) + "'").replace('\'', '"');
    assertProblem(post(body), 400, "INVALID_FIELD", "input.prompt");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_body_of_10_megabytes_is_too_large_however_it_is_sent(boolean chunked) throws IOException {
    String body = texture("'prompt':'" + "x".repeat(10 << 20) + "'").replace('\'', '"');
    String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.length();
    String framed =
        chunked ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" : body;
    String head =
        String.join(
            "\r\n",
            "POST /api/v1/runs/spring-26/steps HTTP/1.1",
            RawHttp.host(),
            "Authorization: " + bearer,
            "Content-Type: application/json",
            framing,
            "Connection: close",
            "",
            framed);
    RawHttp answer = RawHttp.exchange(head.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(answer.status()).as(answer.everything()).isEqualTo(413);
    assertThat(answer.text()).contains("BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../x",
        "../../x",
        "..%2fx",
        "%2e%2e",
        "%2e%2e%2fx",
        "%252e%252e%252fx",
        "..%5cx",
        "..\\x",
        "..;",
        "..;/x",
        "%00",
        "a%00",
        "a%0a",
        "a%20b",
        "a+b",
        "a.b",
        ".",
        "%",
        "%zz",
        "é",
        "%c3%a9",
        "%ff",
        "%c0%ae",
        "a/b",
        "a%2fb",
        "*",
        "a:b",
        "~",
        "%F0%9F%98%80",
        "",
        "%EF%BC%8E%EF%BC%8E"
      })
  void what_is_no_run_id_is_refused_in_every_spelling(String run) throws IOException {
    RawHttp answer = postRaw("/api/v1/runs/" + run + "/steps");
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
  }

  @Test
  void a_run_id_that_reaches_us_is_refused_by_its_name() {
    for (String run : List.of("a.b", "a%20b", "%C3%A9", "r".repeat(65), "~")) {
      assertProblem(LiveServer.postStep(run, RIGHT, bearer), 400, "INVALID_FIELD", "run");
    }
  }

  @Test
  void a_run_id_of_any_length_is_refused() throws IOException {
    RawHttp answer = postRaw("/api/v1/runs/" + "r".repeat(8_000) + "/steps");
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
  }

  @ParameterizedTest
  @EnumSource
  void a_bad_token_gets_nothing_from_the_api_and_nothing_from_the_assets(BadToken bad) {
    String authorization = "Bearer " + bad.from(signer, victim);
    URI asset = URI.create(job.getJsonObject("artifact").getString("uri"));
    URI api = URI.create(job.getJsonObject("links").getString("self"));
    for (URI uri : List.of(asset, api)) {
      HttpResponse<byte[]> answer = LiveServer.get(uri, authorization);
      assertProblem(answer, 401, "UNAUTHENTICATED", null);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }
    assertProblem(
        LiveServer.postStep("spring-26", RIGHT, authorization), 401, "UNAUTHENTICATED", null);
  }

  @Test
  void no_bad_token_wrote_anything() throws SQLException {
    long before = LiveServer.rowsOf(victim);
    Arrays.stream(BadToken.values())
        .forEach(
            bad -> LiveServer.postStep("spring-26", RIGHT, "Bearer " + bad.from(signer, victim)));
    assertThat(LiveServer.rowsOf(victim)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YWRtaW46YWRtaW4=", "Digest x", "Token x"})
  void without_a_bearer_token_there_is_nothing(String authorization) {
    URI asset = URI.create(job.getJsonObject("artifact").getString("uri"));
    URI api = URI.create(job.getJsonObject("links").getString("self"));
    for (URI uri : List.of(asset, api)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      assertProblem(LiveServer.send(request.build()), 401, "UNAUTHENTICATED", null);
    }
  }

  @Test
  void a_token_elsewhere_than_in_its_header_is_no_token() {
    String token = signer.token(victim, "creator");
    for (String uri :
        List.of(
            job.getJsonObject("artifact").getString("uri"),
            job.getJsonObject("links").getString("self"))) {
      URI withQuery = URI.create(uri + "?access_token=" + token + "&token=" + token);
      HttpRequest request =
          HttpRequest.newBuilder(withQuery)
              .header("Cookie", "Bearer=" + token + "; access_token=" + token + "; jwt=" + token)
              .header("X-Forwarded-User", victim)
              .header("X-Tenant-Id", victim)
              .build();
      assertProblem(LiveServer.send(request), 401, "UNAUTHENTICATED", null);
    }
  }

  @Test
  void a_token_of_another_group_may_not_ask_for_media() {
    for (String group : List.of("operator", "Creator", "creator,operator")) {
      String other = "Bearer " + signer.token(tenant, group);
      assertProblem(LiveServer.postStep("spring-26", RIGHT, other), 403, "FORBIDDEN", null);
      URI api = LiveServer.at("/api/v1/artifacts/" + UUID.randomUUID());
      assertProblem(LiveServer.get(api, other), 403, "FORBIDDEN", null);
    }
    String none = "Bearer " + signer.token(tenant);
    assertProblem(LiveServer.postStep("spring-26", RIGHT, none), 403, "FORBIDDEN", null);
  }

  // Issue 7: every operator's route, as the API is described, with a creator's token.
  @Test
  void no_operators_route_does_anything_for_a_creator() {
    int routes = 0;
    JsonObject paths = DescribedApi.served().document().getJsonObject("paths");
    for (String path : paths.keySet()) {
      for (String method : List.of("get", "put", "post", "delete")) {
        JsonObject operation = paths.getJsonObject(path).getJsonObject(method);
        if (operation != null && operation.getJsonArray("tags").toString().contains("Operations")) {
          HttpRequest request =
              LiveServer.request(LiveServer.at(path.replaceAll("\\{[^}]+}", tenant)), bearer)
                  .header("Content-Type", "application/json")
                  .method(
                      method.toUpperCase(Locale.ROOT),
                      method.equals("get")
                          ? BodyPublishers.noBody()
                          : BodyPublishers.ofString("{}"))
                  .build();
          assertProblem(LiveServer.send(request), 403, "FORBIDDEN", null);
          routes++;
        }
      }
    }
    assertThat(routes).isGreaterThan(20);
  }

  @Test
  void who_lacks_a_group_is_told_which() {
    String operator = LiveServer.operator();
    for (String path : List.of("/api/v1/webhooks", "/api/v1/artifacts", asset())) {
      assertThat(detail(path, operator)).contains("the group creator.");
    }
    for (String path : List.of("/api/v1/audit", "/api/v1/tenants/acme/signing-keys")) {
      assertThat(detail(path, bearer)).contains("the group operator.");
    }
    String none = "Bearer " + signer.token(tenant);
    assertThat(detail("/api/v1/storage", none)).contains("the group operator or creator.");
  }

  private static String detail(String path, String authorization) {
    HttpResponse<byte[]> answer = LiveServer.get(LiveServer.at(path), authorization);
    assertProblem(answer, 403, "FORBIDDEN", null);
    return LiveServer.json(answer).getString("detail");
  }

  private static String asset() {
    return URI.create(job.getJsonObject("artifact").getString("uri")).getPath();
  }

  @Test
  void a_problem_has_the_same_form_wherever_it_comes_from() {
    for (String path : List.of("/api/v1/jobs/x", "/assets/x", "/nothing", "/api/v1/nothing")) {
      HttpResponse<byte[]> answer = LiveServer.get(LiveServer.at(path), bearer);
      assertThat(LiveServer.json(answer).keySet())
          .as(path)
          .containsExactly("type", "title", "status", "code", "field", "detail", "retryable");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void a_header_cannot_make_one_somebody_else() {
    for (String name : List.of("X-Tenant", "X-Tenant-Id", "tenant_id", "X-Forwarded-For")) {
      HttpRequest request =
          LiveServer.request(URI.create(job.getJsonObject("links").getString("self")), bearer)
              .header(name, victim)
              .build();
      assertProblem(LiveServer.send(request), 404, "NOT_FOUND", null);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-1-1-1-1", "%00", "..", "00000000-0000-0000-0000-00000000000G"})
  void what_is_no_job_id_is_no_job(String id) throws IOException {
    RawHttp answer =
        RawHttp.exchange(
            "GET /api/v1/jobs/" + id + " HTTP/1.1", RawHttp.host(), "Authorization: " + bearer);
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 404);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/v1/jobs/x, 405, METHOD_NOT_ALLOWED",
    "PUT, /api/v1/runs/r/steps, 405, METHOD_NOT_ALLOWED",
    "DELETE, /api/v1/runs/r/steps, 405, METHOD_NOT_ALLOWED",
    "PATCH, /api/v1/jobs/x, 405, METHOD_NOT_ALLOWED",
    "FOO, /api/v1/jobs/x, 405, METHOD_NOT_ALLOWED",
    "TRACE, /api/v1/jobs/x, 405, METHOD_NOT_ALLOWED",
    "POST, /assets/x, 405, METHOD_NOT_ALLOWED",
    "PUT, /assets/x, 405, METHOD_NOT_ALLOWED",
    "DELETE, /assets/x, 405, METHOD_NOT_ALLOWED",
    "FOO, /assets/x, 405, METHOD_NOT_ALLOWED",
    "GET, /api/v1/nothing, 404, NOT_FOUND",
    "GET, /api/v1/, 404, NOT_FOUND",
    "DELETE, /api/v1/jobs, 405, METHOD_NOT_ALLOWED",
    "GET, /api/v1/jobs/x/y, 404, NOT_FOUND",
    "GET, /api/v2/jobs/x, 404, NOT_FOUND",
    "GET, /api, 404, NOT_FOUND",
    "GET, /, 404, NOT_FOUND",
    "GET, /nothing, 404, NOT_FOUND",
    "GET, /problem, 404, NOT_FOUND",
    "GET, /WEB-INF/web.xml, 404, NOT_FOUND",
    "GET, /assets, 404, NOT_FOUND",
    "GET, /assets/x, 404, NOT_FOUND"
  })
  void an_unknown_route_or_method_is_a_problem_too(
      String method, String path, int status, String code) throws IOException {
    RawHttp answer =
        RawHttp.exchange(
            method + " " + path + " HTTP/1.1",
            RawHttp.host(),
            "Content-Length: 0",
            "Authorization: " + bearer);
    assertThat(answer.status()).as(answer.everything()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.text()).contains("\"code\":\"" + code + "\"");
    assertThat(answer.everything()).doesNotContain(NAMES_OF_PRODUCTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/jobs/x", "/api/v1/runs/r/steps", "/assets/x"})
  void a_method_that_is_not_allowed_is_answered_with_those_that_are(String path)
      throws IOException {
    RawHttp answer =
        RawHttp.exchange(
            "DELETE " + path + " HTTP/1.1", RawHttp.host(), "Authorization: " + bearer);
    assertThat(answer.header("Allow")).as(answer.everything()).contains("OPTIONS");
  }

  @Test
  void whatever_the_api_has_says_which_methods_it_is_for() {
    String both = LiveServer.bearer(tenant, "creator,operator");
    JsonObject paths = DescribedApi.served().document().getJsonObject("paths");
    int refused = 0;
    for (String path : paths.keySet()) {
      Set<String> described = described(paths, path);
      for (String method : List.of("GET", "PUT", "POST", "DELETE", "PATCH", "FOO")) {
        if (described.contains(method)) {
          continue;
        }
        HttpResponse<byte[]> answer =
            LiveServer.send(
                LiveServer.request(LiveServer.at(path.replaceAll("\\{[^}]+}", "x")), both)
                    .method(method, BodyPublishers.noBody())
                    .build());
        assertProblem(answer, 405, "METHOD_NOT_ALLOWED", null);
        assertThat(allowed(answer)).as(method + " " + path).isEqualTo(described);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  private static Set<String> allowed(HttpResponse<byte[]> answer) {
    return new TreeSet<>(
        Arrays.asList(answer.headers().firstValue("Allow").orElse("").split(", *", -1)));
  }

  /** Those of all routes that a path is one of: {@code /jobs/retry} might be a job's, too. */
  private static Set<String> described(JsonObject paths, String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    for (String route : paths.keySet()) {
      for (String method : List.of("get", "put", "post", "delete")) {
        if (path.matches(route.replaceAll("\\{[^}]+}", "[^/]+"))
            && paths.getJsonObject(route).containsKey(method)) {
          methods.add(method.toUpperCase(Locale.ROOT));
        }
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"..%2f..", "%2e%2e", "..%5c..", "%2f..%2fsteps", "%ff", "%c0%ae", "%zz", "%00"})
  void a_path_that_cannot_be_read_is_no_trouble_of_the_server(String path) throws IOException {
    for (String place : List.of("/api/v1/runs/", "/assets/", "/")) {
      RawHttp answer =
          RawHttp.exchange(
              "GET " + place + tenant + path + " HTTP/1.1",
              RawHttp.host(),
              "Authorization: " + bearer);
      assertThat(answer.status()).as(answer.everything()).isBetween(400, 404);
      assertThat(answer.everything()).doesNotContain("Exception", "\tat ");
    }
    assertThat(Files.readAllLines(LiveServer.log()))
        .noneMatch(line -> line.contains(tenant) || line.contains("MalformedInputException"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "text/xml", "application/x-www-form-urlencoded", "image/png"})
  void a_body_that_is_not_json_is_unsupported(String type) {
    HttpRequest request =
        LiveServer.request(LiveServer.at("/api/v1/runs/spring-26/steps"), bearer)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(RIGHT))
            .build();
    assertProblem(LiveServer.send(request), 415, "UNSUPPORTED_MEDIA_TYPE", null);
  }

  @Test
  void an_answer_that_is_not_json_cannot_be_had() {
    HttpRequest request =
        LiveServer.request(URI.create(job.getJsonObject("links").getString("self")), bearer)
            .header("Accept", "text/html")
            .build();
    assertProblem(LiveServer.send(request), 406, "NOT_ACCEPTABLE", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: ;;;",
        "Accept: ;;;",
        "Accept: */*;q=x",
        "Accept-Language: !!",
        "Range: x"
      })
  void a_header_that_cannot_be_read_is_no_fault_of_ours(String header) throws IOException {
    for (String path : List.of("/api/v1/jobs/x", "/assets/x", "/nothing")) {
      RawHttp answer =
          RawHttp.exchange(
              "GET " + path + " HTTP/1.1", RawHttp.host(), "Authorization: " + bearer, header);
      assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
      assertThat(answer.everything()).doesNotContain(NAMES_OF_PRODUCTS);
    }
  }

  // The container answers these itself, before any page of ours.
  @Test
  void what_is_hardly_http_is_no_fault_of_ours() throws IOException {
    for (String request :
        List.of(
            "GARBAGE\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n" + "X: a\r\n".repeat(3_000) + "\r\n",
            "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /api/v1/jobs/x?%zz=%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
      RawHttp answer = RawHttp.exchange(request.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
    }
  }

  private HttpResponse<byte[]> post(String body) {
    return LiveServer.postStep("spring-26", body, bearer);
  }

  private HttpResponse<byte[]> post(byte[] body) {
    return LiveServer.send(
        LiveServer.request(LiveServer.at("/api/v1/runs/spring-26/steps"), bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private RawHttp postRaw(String path) throws IOException {
    String bytes = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return RawHttp.exchange(
        String.join(
                "\r\n",
                "POST " + bytes + " HTTP/1.1",
                RawHttp.host(),
                "Authorization: " + bearer,
                "Content-Type: application/json",
                "Content-Length: " + RIGHT.length(),
                "Connection: close",
                "",
                RIGHT)
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void assertProblem(
      HttpResponse<byte[]> answer, int status, String code, String field) {
    String said =
        answer.statusCode() + " " + answer.headers().map() + " " + LiveServer.text(answer);
    assertThat(answer.statusCode()).as(said).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonObject problem = LiveServer.json(answer);
    assertThat(problem).containsKeys("type", "title", "status", "code", "detail", "retryable");
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getString("field", null)).isEqualTo(field);
    assertThat(problem.getString("type")).isEqualTo("urn:atelier:problem:" + code);
    assertThat(problem.getString("title")).isNotBlank();
    assertThat(problem.getString("detail")).isNotBlank();
    assertThat(problem.getBoolean("retryable")).isFalse();
    assertThat(said).doesNotContain(NAMES_OF_PRODUCTS);
  }

  private static String texture(String input) {
    return "{'skill':'generate_texture','input':{" + input + "}}";
  }

  private static String audio(String input) {
    return "{'skill':'generate_audio','input':{" + input + "}}";
  }

  private static String step(String field) {
    return "{'skill':'generate_texture'," + field + ",'input':{'prompt':'x'}}";
  }
}
