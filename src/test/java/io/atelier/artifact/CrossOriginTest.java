package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-005. */
class CrossOriginTest {
  private static final String ALLOWED = "Access-Control-Allow-Origin";

  @Test
  void by_default_assets_are_everybodys_and_the_api_nobodys() {
    CrossOrigin any = origins("*");
    assertThat(asset(any, "Origin", "https://a.example"))
        .containsEntry(ALLOWED, "*")
        .containsEntry("Vary", "Origin")
        .containsEntry("Cross-Origin-Resource-Policy", "cross-origin");
    for (String origin : new String[] {"https://a.example", "null", "*"}) {
      assertThat(call(any, "Origin", origin)).containsOnly(Map.entry("Vary", "Origin"));
    }
  }

  @Test
  void a_list_is_exact_for_both() {
    CrossOrigin listed = origins("https://a.example, http://b.example:8080,https://a.example");
    assertThat(listed.objections()).isEmpty();
    for (String origin : new String[] {"https://a.example", "http://b.example:8080"}) {
      assertThat(asset(listed, "Origin", origin)).containsEntry(ALLOWED, origin);
      assertThat(call(listed, "Origin", origin)).containsEntry(ALLOWED, origin);
    }
    for (String origin : new String[] {"null", "*", "https://A.example", "https://a.example.x"}) {
      assertThat(asset(listed, "Origin", origin))
          .doesNotContainKey(ALLOWED)
          .containsEntry("Vary", "Origin");
      assertThat(call(listed, "Origin", origin)).doesNotContainKey(ALLOWED);
    }
    assertThat(asset(listed)).doesNotContainKey(ALLOWED).containsEntry("Vary", "Origin");
  }

  @Test
  void a_preflight_tells_methods_only_where_the_origin_is_allowed() {
    Map<String, String> allowed = call(origins("https://a.example"), "Origin", "https://a.example");
    origins("https://a.example").preflight(HeadersOnly.response(allowed), "GET", "Range");
    assertThat(allowed)
        .containsEntry("status", "204")
        .containsEntry("Access-Control-Allow-Methods", "GET")
        .containsEntry("Access-Control-Allow-Headers", "Range");
    Map<String, String> refused = call(origins("https://a.example"), "Origin", "null");
    origins("https://a.example").preflight(HeadersOnly.response(refused), "GET", "Range");
    assertThat(refused).doesNotContainKey("Access-Control-Allow-Methods").containsKey("Allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "a.example",
        "https://a.example/",
        "https://a.example/x",
        "https://A.example",
        "https://*.example",
        "https://user@a.example",
        "ftp://a.example",
        "file:///x",
        "https://a.example?x",
        "https://a b"
      })
  void what_is_no_origin_is_objected_to_by_name(String text) {
    assertThat(origins(text).objections()).singleElement().asString().contains(text);
  }

  private static Map<String, String> asset(CrossOrigin origins, String... request) {
    Map<String, String> fields = new HashMap<>();
    origins.allowAsset(HeadersOnly.request(request), HeadersOnly.response(fields));
    return fields;
  }

  private static Map<String, String> call(CrossOrigin origins, String... request) {
    Map<String, String> fields = new HashMap<>();
    origins.allowCall(HeadersOnly.request(request), HeadersOnly.response(fields));
    return fields;
  }

  private static CrossOrigin origins(String list) {
    CrossOrigin origins = new CrossOrigin();
    origins.config = PropertiesConfig.of(Map.of("cross-origin.origins", list));
    origins.read();
    return origins;
  }
}
