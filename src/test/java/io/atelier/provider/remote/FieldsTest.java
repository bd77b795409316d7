package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

  @Test
  void a_number_may_be_a_string_and_a_string_a_number() {
    Fields fields =
        Fields.parse("{\"failCode\":\"501\",\"code\":200,\"x\":\"\",\"n\":null}").orElseThrow();
    assertThat(fields.text("failCode")).contains("501");
    assertThat(fields.number("failCode")).contains(new BigDecimal("501"));
    assertThat(fields.text("code")).contains("200");
    assertThat(fields.text("x")).isEmpty();
    assertThat(fields.text("n")).isEmpty();
    assertThat(fields.text("none", "code")).contains("200");
  }

  @Test
  void what_holds_an_object_may_be_a_string_of_it() {
    Fields fields =
        Fields.parse(
                "{\"a\":\"{\\\"resultUrls\\\":[\\\"u\\\",\\\""
                    + " \\\"]}\",\"b\":{\"resultUrls\":\"v\"},\"c\":[{\"d\":1},2]}")
            .orElseThrow();
    assertThat(fields.object("a").orElseThrow().texts("resultUrls")).containsExactly("u");
    assertThat(fields.object("b").orElseThrow().texts("resultUrls")).containsExactly("v");
    assertThat(fields.objects("c"))
        .singleElement()
        .satisfies(one -> assertThat(one.text("d")).contains("1"));
    assertThat(fields.object("c")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "null", "<html>", "{", "{\"a\":}", "7", "\"{}\""})
  void what_is_no_object_is_none(String text) {
    assertThat(Fields.parse(text)).isEmpty();
  }

  @Test
  void what_is_nested_for_ever_is_none() {
    assertThat(Fields.parse("{\"a\":" + "[".repeat(100_000))).isEmpty();
    assertThat(Fields.parse("{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")).isEmpty();
  }

  @Test
  void a_number_of_absurd_size_is_none() {
    assertThat(Fields.parse("{\"a\":1" + "0".repeat(1000) + "}").orElseThrow().number("a"))
        .isEmpty();
  }
}
