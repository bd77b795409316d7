package io.atelier.artifact;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.problem.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningOrderTest {

  @ParameterizedTest
  @CsvSource({
    "'', 3600",
    "{}, 3600",
    "{'expires_in_seconds':null}, 3600",
    "{'expires_in_seconds':2}, 2",
    "{'expires_in_seconds':604800}, 604800",
    "{'expires_in_seconds':60}, 60"
  })
  void a_wish_within_the_bounds_is_granted(String body, long seconds) throws IOException {
    assertThat(order(body).lifetime()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "0",
        "-5",
        "604801",
        "1e3",
        "1e300",
        "2.5",
        "99999999999999999999",
        "'60'",
        "[]"
      })
  void any_other_is_refused_by_name(String value) {
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "expires_in_seconds",
        () -> order("{'expires_in_seconds':" + value + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'expires':60}", "{'path':'/x','expires_in_seconds':60}"})
  void there_is_no_other_field(String body) {
    String field = body.contains("path") ? "path" : "expires";
    assertRefused(ErrorCode.UNKNOWN_FIELD, field, () -> order(body));
  }

  private static SigningOrder order(String body) throws IOException {
    SignedLinks links = new SignedLinks();
    links.config =
        PropertiesConfig.of(
            Map.of(
                "artifact.signed-uri.lifetime", "PT1H",
                "artifact.signed-uri.max-lifetime", "P7D"));
    links.read();
    byte[] json = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return SigningOrder.read(new ByteArrayInputStream(json), links);
  }
}
