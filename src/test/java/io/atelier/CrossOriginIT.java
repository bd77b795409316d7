package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-005, US1.3: whose pages may load assets, and whose may call the API. */
@ExtendWith(TwoNodes.Extension.class)
class CrossOriginIT {
  private static final String LISTED = "https://play.example";
  private static AssetCaller any;
  private static AssetCaller listed;
  private static String anyAsset;
  private static String listedAsset;

  @BeforeAll
  static void assets(TwoNodes nodes) {
    any = AssetCaller.of(LiveServer.newTenant());
    listed = nodes.caller(LiveServer.newTenant());
    anyAsset = any.upload("r", WavFile.of(400, 1)).getString("signed_uri");
    listedAsset = listed.upload("r", WavFile.of(400, 1)).getString("signed_uri");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://anywhere.example", "http://localhost:5173", "null"})
  void by_default_any_page_loads_assets_and_none_calls_the_api(String origin) {
    HttpResponse<byte[]> asset = any.anonymous().get(anyAsset, "Origin", origin);
    assertThat(asset.statusCode()).isEqualTo(200);
    assertThat(allowed(asset)).containsExactly("*");
    assertThat(allowed(preflight(any, anyAsset, origin, "GET"))).containsExactly("*");
    assertThat(allowed(any.get("/api/v1/artifacts", "Origin", origin))).isEmpty();
    HttpResponse<byte[]> api = preflight(any, "/api/v1/artifacts", origin, "GET");
    assertThat(allowed(api)).isEmpty();
    assertThat(api.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
  }

  static Stream<String> apiAnswers() {
    return Stream.of(
        "/api/v1/artifacts", "/api/v1/jobs/none", "/api/v1/nothing", "/api/v1/artifacts?limit=x");
  }

  @ParameterizedTest
  @MethodSource("apiAnswers")
  void a_listed_page_reads_every_answer_of_the_api_refusals_too(String path) {
    for (String origin : TwoNodes.ORIGINS.split(",")) {
      for (AssetCaller caller : List.of(listed, listed.anonymous())) {
        HttpResponse<byte[]> answer = caller.get(path, "Origin", origin);
        assertThat(allowed(answer)).containsExactly(origin);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
            .contains("Location", "Retry-After");
        assertNoCredentials(answer);
      }
    }
  }

  @Test
  void a_listed_page_loads_assets_and_is_named() {
    HttpResponse<byte[]> answer = listed.anonymous().get(listedAsset, "Origin", LISTED);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(allowed(answer)).containsExactly(LISTED);
    assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
        .contains("cross-origin");
    assertNoCredentials(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "https://other.example",
        "http://play.example",
        "https://play.example:443",
        "https://play.example/",
        "https://PLAY.example",
        "https://play.example.evil.example",
        "https://evil-play.example",
        "https://play.example,http://localhost:5173",
        "http://localhost:51734",
        "*",
        ""
      })
  void another_page_gets_nothing_though_the_answer_says_that_it_depends(String origin) {
    for (String uri : List.of(listedAsset, "/api/v1/artifacts", "/api/v1/jobs/none")) {
      for (HttpResponse<byte[]> answer :
          List.of(
              listed.get(uri, "Origin", origin),
              preflight(listed, uri, origin, "GET"),
              listed.get(uri))) {
        assertThat(allowed(answer)).isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers")).isEmpty();
      }
    }
  }

  @Test
  void a_preflight_tells_what_may_be_sent() {
    HttpResponse<byte[]> asset = preflight(listed, listedAsset, LISTED, "GET");
    assertThat(asset.statusCode()).isEqualTo(204);
    assertThat(asset.headers().firstValue("Access-Control-Allow-Methods"))
        .contains("GET, HEAD, OPTIONS");
    assertThat(asset.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Range", "Authorization", "If-Range", "If-None-Match");

    HttpResponse<byte[]> api = preflight(listed, "/api/v1/runs/r/steps", LISTED, "POST");
    assertThat(api.statusCode()).isEqualTo(204);
    assertThat(api.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("POST", "DELETE", "PUT");
    assertThat(api.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .contains("Authorization", "Content-Type", "Idempotency-Key", "Last-Event-ID", "Prefer");
  }

  /**
   * What is changed on the condition that it is as it was read: a page has to be able to say so.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/webhooks/x", "/api/v1/tenants/x", "/api/v1/tenants/x/signing-keys/x"})
  void a_listed_page_may_say_what_it_changes(String path) {
    HttpResponse<byte[]> answer = preflight(listed, path, LISTED, "DELETE");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse("").split(", "))
        .contains("If-Match");
  }

  /** A preflight brings no token, so it must not tell what is there. */
  @Test
  void a_preflight_is_answered_alike_whatever_is_there() {
    String absent = listedAsset.replaceFirst("[0-9a-f]{64}", "0".repeat(64));
    HttpResponse<byte[]> there = preflight(listed.anonymous(), listedAsset, LISTED, "GET");
    for (String uri : List.of(absent, "/assets/nonsense", "/assets/")) {
      HttpResponse<byte[]> answer = preflight(listed.anonymous(), uri, LISTED, "GET");
      assertThat(answer.statusCode()).isEqualTo(there.statusCode());
      assertThat(allowed(answer)).isEqualTo(allowed(there));
    }
  }

  private static HttpResponse<byte[]> preflight(
      AssetCaller caller, String uri, String origin, String method) {
    return caller
        .anonymous()
        .send(
            "OPTIONS",
            uri,
            BodyPublishers.noBody(),
            "Origin",
            origin,
            "Access-Control-Request-Method",
            method,
            "Access-Control-Request-Headers",
            "authorization,range");
  }

  private static List<String> allowed(HttpResponse<byte[]> answer) {
    return answer.headers().allValues("Access-Control-Allow-Origin");
  }

  private static void assertNoCredentials(HttpResponse<byte[]> answer) {
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
  }
}
