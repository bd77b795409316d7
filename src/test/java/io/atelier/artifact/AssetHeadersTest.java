package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.storage.StoredAsset;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssetHeadersTest {
  private static final AssetPath PATH =
      AssetPath.parse("acme/r/image/" + "ab".repeat(32) + ".png").orElseThrow();

  @Test
  void an_answer_is_kept_as_long_as_it_may_be_asked_for() {
    assertThat(cacheControl(Duration.ofSeconds(90))).isEqualTo("private, max-age=90, immutable");
  }

  /** RFC 9111, 1.2.2: a number of seconds has no sign. */
  @Test
  void an_answer_whose_permission_ended_meanwhile_is_kept_for_no_time() {
    assertThat(cacheControl(Duration.ofMillis(-1))).isEqualTo("private, max-age=0, immutable");
  }

  private static String cacheControl(Duration cachedFor) {
    Map<Object, Object> fields = new HashMap<>();
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) ->
                    arguments.length == 2 ? fields.put(arguments[0], arguments[1]) : null);
    AssetHeaders.of(PATH, new StoredAsset(PATH.key(), 1, Instant.EPOCH))
        .describe(response, cachedFor);
    return String.valueOf(fields.get("Cache-Control"));
  }
}
