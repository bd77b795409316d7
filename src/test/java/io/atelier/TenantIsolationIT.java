package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** US5.1, FR-003, SC-008: a tenant learns nothing of another. */
@MicroShedTest
public class TenantIsolationIT {
  @RESTClient public static WorkflowApi api;

  private static final String ORDER =
      """
      {"skill":"generate_texture","step":"wall",
       "input":{"prompt":"the secret of tenant a","size":512}}
      """;
  private static final String OWNER = LiveServer.newTenant();
  private static final String STRANGER = LiveServer.newTenant();

  private static String ownersBearer;
  private static String strangersBearer;
  private static JsonObject job;
  private static String path;

  @BeforeAll
  static void aTenantHasAnAsset() {
    ownersBearer = LiveServer.bearer(OWNER);
    strangersBearer = LiveServer.bearer(STRANGER);
    job = LiveServer.settled("spring-26", ORDER, ownersBearer);
    path = URI.create(job.getJsonObject("artifact").getString("uri")).getPath();
    assertThat(LiveServer.get(LiveServer.at(path), ownersBearer).statusCode()).isEqualTo(200);
  }

  @Test
  void anothers_job_is_answered_like_one_that_does_not_exist() {
    String absent = UUID.randomUUID().toString();
    try (Response foreign = api.job(strangersBearer, job.getString("id"));
        Response nothing = api.job(strangersBearer, absent);
        Response nonsense = api.job(strangersBearer, "not-an-id")) {
      assertThat(foreign.getStatus()).isEqualTo(404);
      assertThat(nothing.getStatus()).isEqualTo(404);
      String said = foreign.readEntity(String.class);
      assertThat(said).isEqualTo(nothing.readEntity(String.class));
      assertThat(said).isEqualTo(nonsense.readEntity(String.class));
      assertThat(said).doesNotContain(OWNER, job.getString("id"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})
  void no_method_tells_anothers_job_from_an_absent_one(String method) throws IOException {
    String foreign = "/api/v1/jobs/" + job.getString("id");
    String absent = "/api/v1/jobs/" + UUID.randomUUID();
    assertSameAnswer(method, foreign, absent, strangersBearer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"})
  void no_method_tells_anothers_asset_from_an_absent_one(String method) throws IOException {
    assertSameAnswer(method, path, absentNeighbour(), strangersBearer);
    assertSameAnswer(method, path, path.replace(OWNER, STRANGER), strangersBearer);
    assertSameAnswer(method, path, path.replace(OWNER, LiveServer.newTenant()), strangersBearer);
  }

  @Test
  void knowing_its_hash_does_not_tell_that_another_has_it() throws IOException {
    String etag = '"' + job.getJsonObject("artifact").getString("sha256") + '"';
    for (String method : List.of("GET", "HEAD")) {
      for (String condition :
          List.of(
              "If-None-Match: " + etag,
              "If-None-Match: *",
              "If-Match: " + etag,
              "If-Modified-Since: Wed, 01 Jan 2098 00:00:00 GMT",
              "If-Unmodified-Since: Wed, 01 Jan 1998 00:00:00 GMT",
              "Range: bytes=0-3",
              "Range: bytes=999999999-")) {
        assertThat(answer(method, path, strangersBearer, condition).status()).isEqualTo(404);
        assertSameAnswer(method, path, absentNeighbour(), strangersBearer, condition);
      }
    }
  }

  @Test
  void without_a_token_nothing_tells_an_asset_from_an_absent_one() throws IOException {
    for (String authorization : List.of("", "Bearer garbage")) {
      assertThat(answer("GET", path, authorization).status()).isEqualTo(401);
      assertSameAnswer("GET", path, absentNeighbour(), authorization);
      assertSameAnswer("GET", path, "/assets/nonsense", authorization);
    }
  }

  @Test
  void an_operator_does_not_see_asset_bytes() throws IOException {
    String operator = "Bearer " + LiveServer.signer().token(OWNER, "operator");
    assertThat(answer("GET", path, operator).status()).isEqualTo(403);
    assertSameAnswer("GET", path, absentNeighbour(), operator);
    String both = "Bearer " + LiveServer.signer().token(STRANGER, "operator", "creator");
    assertThat(answer("GET", path, both).status()).isEqualTo(404);
  }

  @Test
  void the_same_content_of_two_tenants_is_stored_twice() {
    String tenant = LiveServer.newTenant();
    String bearer = LiveServer.bearer(tenant);
    JsonObject mine = LiveServer.settled("spring-26", ORDER, bearer);
    JsonObject artifact = mine.getJsonObject("artifact");
    assertThat(artifact.getString("sha256"))
        .isEqualTo(job.getJsonObject("artifact").getString("sha256"));
    assertThat(artifact.getString("uri")).contains("/assets/" + tenant + "/spring-26/");
    assertThat(LiveServer.get(LiveServer.at(path), bearer).statusCode()).isEqualTo(404);
  }

  @Test
  void a_run_and_step_of_the_same_name_are_each_tenants_own() {
    String long4096 = ORDER.replace("512", "4096").replace("wall", "busy");
    String newcomer = LiveServer.bearer(LiveServer.newTenant());
    assertThat(LiveServer.postStep("spring-26", long4096, ownersBearer).statusCode())
        .isEqualTo(202);
    assertThat(
            LiveServer.postStep("spring-26", long4096.replace("4096", "512"), newcomer)
                .statusCode())
        .isEqualTo(202);
  }

  /**
   * Every route of the API's own description that names something: one that is added later is
   * tested without a word.
   */
  static List<String> routes() {
    HttpResponse<byte[]> description =
        LiveServer.get(LiveServer.at("/openapi?format=json"), ownersBearer);
    List<String> routes =
        LiveServer.json(description).getJsonObject("paths").keySet().stream()
            .filter(route -> route.contains("{"))
            .sorted()
            .toList();
    assertThat(routes)
        .contains("/api/v1/artifacts/{id}", "/api/v1/jobs/{id}", "/api/v1/runs/{run}/artifacts");
    return routes;
  }

  @ParameterizedTest
  @MethodSource("routes")
  void no_route_tells_what_is_anothers_from_what_is_not_there(String route) throws IOException {
    String artifact = job.getJsonObject("artifact").getString("id");
    for (String id : List.of(artifact, job.getString("id"))) {
      String foreign = filled(route, "spring-26", OWNER, id);
      String absent =
          filled(route, "autumn-9", LiveServer.newTenant(), UUID.randomUUID().toString());
      for (String method :
          List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "FOO")) {
        for (String condition :
            List.of("X-No: condition", "Range: bytes=0-3", "If-None-Match: *", "If-Match: *")) {
          String query = method.equals("POST") && route.endsWith("/artifacts") ? "?type=audio" : "";
          RawHttp one = ask(method, foreign + query, condition);
          RawHttp other = ask(method, absent + query, condition);
          assertThat(one.everything()).isEqualTo(other.everything());
          assertThat(one.status()).as(one.everything()).isBetween(200, 499);
          assertThat(one.everything()).doesNotContain(OWNER, artifact, job.getString("id"));
        }
      }
    }
  }

  private static String filled(String route, String run, String tenant, String id) {
    String path =
        route.replace("{run}", run).replace("{tenant}", tenant).replaceAll("\\{[a-z_]+}", id);
    return path;
  }

  private static RawHttp ask(String method, String path, String condition) throws IOException {
    String lines =
        String.join(
            "\r\n",
            method + " " + path + " HTTP/1.1",
            RawHttp.host(),
            "Authorization: " + strangersBearer,
            "Content-Type: application/json",
            "Content-Length: 2",
            condition,
            "Connection: close",
            "",
            "{}");
    return RawHttp.exchange(lines.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** After whatever strangers did here, in whatever order. */
  @AfterAll
  static void theOwnerStillHasEverything() {
    URI artifact =
        LiveServer.at("/api/v1/artifacts/" + job.getJsonObject("artifact").getString("id"));
    assertThat(LiveServer.get(artifact, ownersBearer).statusCode()).isEqualTo(200);
    assertThat(LiveServer.get(LiveServer.at(path), ownersBearer).statusCode()).isEqualTo(200);
    URI self = LiveServer.at("/api/v1/jobs/" + job.getString("id"));
    assertThat(LiveServer.get(self, ownersBearer).statusCode()).isEqualTo(200);
  }

  @Test
  void a_list_holds_nothing_of_another() {
    for (String query : List.of("", "?run=spring-26", "?type=texture", "?limit=200")) {
      String newcomer = LiveServer.bearer(LiveServer.newTenant());
      String said =
          LiveServer.text(LiveServer.get(LiveServer.at("/api/v1/artifacts" + query), newcomer));
      assertThat(said).isEqualTo("{\"items\":[],\"next\":null}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/artifacts/..",
        "/api/v1/artifacts/../jobs/x",
        "/api/v1/artifacts/%2e%2e/jobs",
        "/api/v1/artifacts/..;/x",
        "/api/v1/artifacts/%00",
        "/api/v1/artifacts/%c0%ae",
        "/api/v1/artifacts/%ff",
        "/api/v1/artifacts/%ed%a0%80",
        "/api/v1/artifacts/%zz",
        "/api/v1/artifacts/{id}",
        "/api/v1/artifacts/x;a=b",
        "/api/v1/artifacts/1-1-1-1-1",
        "/api/v1/artifacts?cursor=%00",
        "/api/v1/artifacts?cursor=x",
        "/api/v1/artifacts?run=..",
        "/api/v1/artifacts?run=%00",
        "/api/v1/artifacts?run=a%2fb",
        "/api/v1/artifacts?type=IMAGE",
        "/api/v1/artifacts?type=%ff",
        "/api/v1/artifacts?limit=0",
        "/api/v1/artifacts?limit=-1",
        "/api/v1/artifacts?limit=99999999999",
        "/api/v1/artifacts?limit=%d9%a3",
        "/api/v1/runs/%00/artifacts",
        "/api/v1/runs/../artifacts",
        "/api/v1/runs/..%2fx/artifacts",
        "/api/v1/runs/a;b=c/artifacts",
        "/api/v1/runs/a%20b/artifacts",
        "/api/v1/runs/%ef%bd%81/artifacts"
      })
  void hostile_addresses_of_artifacts_are_the_senders_fault(String target) throws IOException {
    for (String method : List.of("GET", "HEAD", "DELETE")) {
      RawHttp answer = answer(method, target, strangersBearer);
      assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
    }
  }

  static Stream<String> pathAttacks() {
    String rest = path.substring(("/assets/" + OWNER).length());
    return Stream.of(
        "/assets/" + STRANGER + "/../" + OWNER + rest,
        "/assets/" + STRANGER + "/spring-26/../../" + OWNER + rest,
        "/assets/" + STRANGER + "/./../" + OWNER + rest,
        "/assets/" + STRANGER + "/..%2f" + OWNER + rest,
        "/assets/" + STRANGER + "/%2e%2e/" + OWNER + rest,
        "/assets/" + STRANGER + "/%2e%2e%2f" + OWNER + rest,
        "/assets/" + STRANGER + "/.%2e/" + OWNER + rest,
        "/assets/" + STRANGER + "/%252e%252e/" + OWNER + rest,
        "/assets/" + STRANGER + "/%252e%252e%252f" + OWNER + rest,
        "/assets/" + STRANGER + "/..;/" + OWNER + rest,
        "/assets/" + STRANGER + "/..;x=1/" + OWNER + rest,
        "/assets/" + STRANGER + "/%2e%2e;/" + OWNER + rest,
        "/assets/" + STRANGER + "/..\\" + OWNER + rest,
        "/assets/" + STRANGER + "/..%5c" + OWNER + rest,
        "/assets/" + STRANGER + "/..%255c" + OWNER + rest,
        "/assets/" + STRANGER + "/%c0%ae%c0%ae/" + OWNER + rest,
        "/assets/" + STRANGER + "/%c0%ae%c0%ae%c0%af" + OWNER + rest,
        "/assets/" + STRANGER + "/%e0%80%ae%e0%80%ae/" + OWNER + rest,
        "/assets/" + STRANGER + "/%uff0e%uff0e/" + OWNER + rest,
        "/assets/" + STRANGER + "/%ef%bc%8e%ef%bc%8e/" + OWNER + rest,
        "/assets/" + STRANGER + "/\u00c0\u00ae\u00c0\u00ae/" + OWNER + rest,
        "/assets/" + STRANGER + "/..%00/" + OWNER + rest,
        "/assets/" + STRANGER + "%00/../" + OWNER + rest,
        "/assets//" + OWNER + rest,
        "//assets/" + OWNER + rest,
        "/./assets/" + OWNER + rest,
        "/x/../assets/" + OWNER + rest,
        "/assets/./" + OWNER + rest,
        "/assets/;/" + OWNER + rest,
        "/assets;x=1/" + OWNER + rest,
        "/assets/" + OWNER + ";x=" + STRANGER + rest,
        "/assets/" + OWNER + "%2f" + rest.substring(1),
        "/%61ssets/" + OWNER + rest,
        "/ASSETS/" + OWNER + rest,
        "/assets/" + OWNER + rest + "/",
        "/assets/" + OWNER + rest + "/.",
        "/assets/" + OWNER + rest + "%00",
        "/assets/" + OWNER + rest + "%00.png",
        "/assets/" + OWNER + rest + "%0a",
        "/assets/" + OWNER + rest + ";",
        "/assets/" + OWNER + rest + ";.png",
        "/assets/" + OWNER + rest + "%20",
        "/assets/" + OWNER + rest + ".",
        "/assets/" + OWNER + rest + "%3f",
        "/assets/" + OWNER + rest + "::$DATA",
        "/assets/" + OWNER + rest.replace(".png", "%2epng"),
        "/assets/" + OWNER + rest.replace(".png", ".PNG"),
        "/assets/../../../../../../../../etc/passwd",
        "/assets/..%2f..%2f..%2f..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/assets/%2fetc%2fpasswd",
        "/assets/....//....//....//etc/passwd",
        "/assets/.staging/x",
        "/assets/" + STRANGER + "/.staging/x",
        "/assets/WEB-INF/web.xml",
        "/assets/../WEB-INF/web.xml",
        "/WEB-INF/web.xml",
        "/META-INF/microprofile-config.properties",
        "/assets/%",
        "/assets/%2",
        "/assets/%zz",
        "/assets/%ff%fe",
        "/assets/" + "a".repeat(10_000),
        "/assets/" + "a/".repeat(5_000),
        "/assets/" + "../".repeat(3_333),
        "/assets/" + "%2e%2e%2f".repeat(1_111),
        "/assets/" + OWNER + "/" + "é😀".repeat(100) + "/x.png",
        "/assets/",
        "/assets");
  }

  @ParameterizedTest
  @MethodSource("pathAttacks")
  void no_spelling_of_a_path_leads_to_another_tenants_bytes(String attack) throws IOException {
    for (String method : List.of("GET", "HEAD")) {
      RawHttp answer = answer(method, attack, strangersBearer);
      assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
      assertThat(answer.text()).doesNotContain("PNG", "root:", "<web-app");
    }
  }

  @ParameterizedTest
  @MethodSource("pathAttacks")
  void even_its_owner_has_to_spell_a_path_as_it_is(String attack) throws IOException {
    RawHttp answer = answer("GET", attack, ownersBearer);
    assertThat(answer.status()).as(answer.everything()).isBetween(400, 499);
    assertThat(answer.text()).doesNotContain("PNG", "root:", "<web-app");
  }

  private static RawHttp answer(String method, String path, String authorization, String... more)
      throws IOException {
    Stream<String> lines =
        Stream.of(
            method + " " + latin1(path) + " HTTP/1.1",
            RawHttp.host(),
            authorization.isEmpty() ? "X-No: authorization" : "Authorization: " + authorization);
    return RawHttp.exchange(Stream.concat(lines, Stream.of(more)).toArray(String[]::new));
  }

  // Non-ASCII text goes as the bytes of its UTF-8.
  private static String latin1(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void assertSameAnswer(
      String method, String one, String other, String authorization, String... more)
      throws IOException {
    RawHttp first = answer(method, one, authorization, more);
    RawHttp second = answer(method, other, authorization, more);
    assertThat(first.everything()).isEqualTo(second.everything());
    assertThat(first.status()).as(first.everything()).isLessThan(500);
  }

  private static String absentNeighbour() {
    return path.replaceFirst("[0-9a-f]{64}", "0".repeat(64));
  }
}
