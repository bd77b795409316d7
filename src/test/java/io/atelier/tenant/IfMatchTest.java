package io.atelier.tenant;

import static io.atelier.problem.Problems.assertRefused;

import io.atelier.problem.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 13.1.1. */
class IfMatchTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "\"b\"",
        "\"a\",\"b\"",
        " \"a\" , \"b\" ",
        "W/\"b\", \"b\"",
        "\"a,c\",\"b\""
      })
  void who_names_the_version_there_is_may_change_it(String header) {
    IfMatch.of(header).require("\"b\"");
  }

  @Test
  void who_names_none_may_too() {
    IfMatch.of(null).require("\"b\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a\"", "W/\"b\"", "\"a\",\"c\"", "\"\""})
  void who_names_another_may_not(String header) {
    assertRefused(
        ErrorCode.PRECONDITION_FAILED, "If-Match", () -> IfMatch.of(header).require("\"b\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "b", "\"b", "\"a\" \"b\"", "*,\"b\"", "\"a\",,\"b\"", "w/\"b\""})
  void what_is_no_list_of_tags_is_refused(String header) {
    assertRefused(ErrorCode.INVALID_FIELD, "If-Match", () -> IfMatch.of(header));
  }
}
