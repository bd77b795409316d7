package io.atelier.problem;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Words for tests of input: what is refused, and JSON written as JSON. */
public final class Problems {
  private Problems() {}

  public static void assertRefused(ErrorCode code, String field, ThrowingCallable call) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              Problem problem = e.problem();
              Assertions.assertThat(problem.code()).isEqualTo(code.name());
              Assertions.assertThat(problem.field()).isEqualTo(field);
              Assertions.assertThat(problem.detail()).isNotBlank().hasSizeLessThan(300);
            });
  }

  /** Any JSON value; apostrophes stand for quotation marks. */
  public static JsonValue json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readValue();
  }

  public static JsonObject object(String text) {
    return json(text).asJsonObject();
  }
}
