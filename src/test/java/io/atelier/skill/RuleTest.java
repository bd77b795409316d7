package io.atelier.skill;

import static io.atelier.problem.Problems.assertRefused;
import static io.atelier.problem.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.Interaction;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleTest {
  private static final Rule<String> TEXT = new Rule.Text(1, 10);
  private static final Rule<Integer> SIZE = new Rule.WholeNumber(512, 4096);
  private static final Rule<BigDecimal> SECONDS =
      new Rule.Decimal(new BigDecimal("0.5"), new BigDecimal("5"), 3);

  @Test
  void text_is_counted_as_people_count_it() {
    assertThat(TEXT.read(json("'0123456789'"), "p")).isEqualTo("0123456789");
    assertThat(TEXT.read(json("'😀😀😀😀😀😀😀😀😀😀'"), "p")).hasSize(20);
    assertInvalid(TEXT, "'0123456789a'");
    assertInvalid(TEXT, "'😀😀😀😀😀😀😀😀😀😀😀'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "''",
        "' '",
        "'\\t\\n'",
        "'a\\u0000'",
        "'\\u0000'",
        "'\\ud800'",
        "'\\udc00'",
        "'\\ude00\\ud83d'",
        "'a\\ud83d'",
        "7",
        "true",
        "null",
        "[]",
        "['a']",
        "{}"
      })
  void text_is_neither_blank_nor_unstorable_nor_something_else(String value) {
    assertInvalid(TEXT, value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "e\u0301", "‮abc", "\u007f", "\ufffe", "<script>", "%s{}"})
  void any_other_text_is_taken_as_it_is(String text) {
    assertThat(TEXT.read(Json.createValue(text), "p")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "512,512",
    "4096,4096",
    "1024.0,1024",
    "1024.000,1024",
    "1.024e3,1024",
    "10240E-1,1024",
    "5.12E+2,512",
    "1e3,1000",
    "2000,2000"
  })
  void a_whole_number_is_whole_however_it_is_written(String given, int meant) {
    assertThat(SIZE.read(json(given), "p")).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "511",
        "4097",
        "0",
        "-0",
        "-1024",
        "1024.5",
        "1024.0000000001",
        "511.9999",
        "4096.0001",
        "1e999999999",
        "-1e999999999",
        "1e-999999999",
        "1e2147483647",
        "99999999999999999999",
        "4294968320",
        "'1024'",
        "''",
        "true",
        "null",
        "[1024]",
        "{}"
      })
  void a_number_outside_or_between_or_that_is_none_is_refused(String value) {
    assertInvalid(SIZE, value);
  }

  @Test
  void a_number_of_many_digits_is_refused_like_any_other() {
    for (String digits : List.of("9".repeat(60_000), "1024." + "0".repeat(50_000) + "1")) {
      JsonValue number = Json.createValue(new BigDecimal(digits));
      assertRefused(ErrorCode.INVALID_FIELD, "p", () -> SIZE.read(number, "p"));
      assertRefused(ErrorCode.INVALID_FIELD, "p", () -> SECONDS.read(number, "p"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5,0.5",
    "5,5",
    "5.0,5",
    "5.000,5",
    "1.500,1.5",
    "0.123e1,1.23",
    "10E-1,1",
    "1.001,1.001"
  })
  void a_decimal_has_one_form(String given, String meant) {
    assertThat(SECONDS.read(json(given), "p")).isEqualTo(new BigDecimal(meant));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.4",
        "5.1",
        "0.4999",
        "5.0001",
        "1.0001",
        "0",
        "-1",
        "1e999999999",
        "'1'",
        "false"
      })
  void a_decimal_outside_or_too_fine_is_refused(String value) {
    assertInvalid(SECONDS, value);
  }

  @Test
  void a_flag_is_true_or_false() {
    Rule<Boolean> flag = new Rule.Flag();
    assertThat(flag.read(JsonValue.TRUE, "p")).isTrue();
    assertThat(flag.read(JsonValue.FALSE, "p")).isFalse();
    for (String value : List.of("'true'", "1", "0", "null", "[true]", "{}")) {
      assertInvalid(flag, value);
    }
  }

  @Test
  void a_choice_is_one_of_the_names_as_they_are_written() {
    Rule<Interaction> choice = Rule.Choice.of(Interaction.values(), Interaction::jsonName);
    assertThat(choice.read(json("'win'"), "p")).isEqualTo(Interaction.WIN);
    for (String value :
        List.of("'WIN'", "'Win'", "' win'", "''", "'jackpot'", "5", "null", "['win']")) {
      assertInvalid(choice, value);
    }
  }

  @Test
  void metadata_have_4096_bytes_as_json() {
    Rule<JsonObject> opaque = new Rule.Opaque(4096);
    assertThat(opaque.read(metadata(4096), "p").toString()).hasSize(4096);
    assertRefused(ErrorCode.INVALID_FIELD, "p", () -> opaque.read(metadata(4097), "p"));
    JsonObject wide = Json.createObjectBuilder().add("k", "é".repeat(2045)).build();
    assertRefused(ErrorCode.INVALID_FIELD, "p", () -> opaque.read(wide, "p"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'k':'a\\u0000'}",
        "{'a\\u0000':1}",
        "{'k':'\\ud800'}",
        "{'k':['a',{'b':'\\u0000'}]}",
        "{'k':{'\\udfff':1}}",
        "[]",
        "'text'",
        "7",
        "null"
      })
  void metadata_are_an_object_that_the_database_can_keep(String value) {
    assertInvalid(new Rule.Opaque(4096), value);
  }

  private static JsonObject metadata(int bytes) {
    return Json.createObjectBuilder().add("k", "x".repeat(bytes - "{'k':''}".length())).build();
  }

  private static void assertInvalid(Rule<?> rule, String value) {
    assertRefused(ErrorCode.INVALID_FIELD, "p", () -> rule.read(json(value), "p"));
  }
}
