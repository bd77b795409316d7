package io.atelier.skill;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Problem;
import io.atelier.problem.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Words for this package's tests: what is refused, and JSON written as JSON. */
final class Problems {
  private Problems() {}

  static void assertRefused(ErrorCode code, String field, ThrowingCallable call) {
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
  static JsonValue json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readValue();
  }

  static JsonObject object(String text) {
    return json(text).asJsonObject();
  }
}
