package io.atelier.problem;

import static io.atelier.problem.Problems.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
  private static final int MAX_BYTES = 1024 * 1024;

  @Test
  void an_object_is_read() throws IOException {
    JsonObject body = read(" {\"skill\":\"x\",\"input\":{\"a\":[1,2,{}]},\"é\":\"😀\"}\n");
    assertThat(body.getString("skill")).isEqualTo("x");
    assertThat(body.getString("é")).isEqualTo("😀");
    assertThat(body.getJsonObject("input").getJsonArray("a")).hasSize(3);
  }

  @Test
  void a_field_that_is_not_known_is_refused() throws IOException {
    List<String> fields = List.of("closed", "until");
    assertThat(JsonBody.read(bytes("{\"closed\":true}"), fields).getBoolean("closed")).isTrue();
    assertRefused(
        ErrorCode.UNKNOWN_FIELD, "Closed", () -> JsonBody.read(bytes("{\"Closed\":1}"), fields));
    String longName = "x".repeat(1000);
    assertRefused(
        ErrorCode.UNKNOWN_FIELD,
        "x".repeat(64) + "…",
        () -> JsonBody.read(bytes("{\"" + longName + "\":1}"), fields));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "{}}",
        "{} {}",
        "{},",
        "[] []",
        "[]x",
        "[1,]",
        "[}",
        "]",
        "null null",
        "nul",
        "truefalse",
        "7 7",
        "7,",
        "01",
        "\"a\" 1",
        "\"a",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":0x10}",
        "{\"a\":undefined}",
        "{\"a\":\"\u0001\"}",
        "{\"a\":\"line\nbreak\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12\"}",
        "{\"a\":\"open}",
        "{/*c*/}",
        "// c\n{}",
        "\u0000{}",
        "{}\u0000",
        "\ufeff{}x",
        "<a/>",
        "{\"a\":1e}",
        "{\"a\":--1}",
        "{\"a\":tru}",
        "{\"a\" 1}"
      })
  void what_is_not_one_object_is_malformed(String text) {
    assertMalformed(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[]", " [{}]\n", "[1,[\"]\"]]", "null", "true", "false", "7", "-1.5e3", "\"{}\""})
  void what_is_json_but_no_object_is_told_so(String text) {
    assertRefused(ErrorCode.NOT_AN_OBJECT, null, () -> read(text));
  }

  @Test
  void a_key_may_not_come_twice() {
    assertMalformed("{\"a\":1,\"a\":1}");
    assertMalformed("{\"a\":1,\"\\u0061\":2}");
    assertMalformed("{\"input\":{\"size\":512,\"prompt\":\"x\",\"size\":4096}}");
  }

  @Test
  void a_number_may_be_too_long_to_be_one() {
    assertMalformed("{\"a\":" + "9".repeat(60_000) + "}");
    assertMalformed("{\"a\":0." + "3".repeat(60_000) + "}");
    assertMalformed("{\"a\":[{\"b\":-1" + "0".repeat(2_000) + "}]}");
    assertMalformed("{\"a\":1e99999999999}");
    assertMalformed("{\"a\":1e-99999999999}");
  }

  @Test
  void nesting_has_an_end() throws IOException {
    assertThat(read(nested(32))).hasSize(1);
    assertMalformed(nested(33));
    assertMalformed("{\"a\":".repeat(10_000));
    assertMalformed("[".repeat(60_000));
    assertMalformed("]".repeat(60_000) + "[".repeat(5_000));
  }

  @Test
  void brackets_in_text_are_not_nesting() throws IOException {
    assertThat(read("{\"a\":\"" + "[".repeat(1000) + "\\\"" + "{".repeat(1000) + "\"}")).hasSize(1);
  }

  @Test
  void only_utf_8_is_read() {
    assertMalformed(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertMalformed(new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', ':', '1', '}'});
    assertMalformed(
        new byte[] {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'});
    assertMalformed(new byte[] {'{', '"', (byte) 0xf0, (byte) 0x9f});
    for (Charset other :
        List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      assertMalformed("{\"prompt\":\"é\"}".getBytes(other));
    }
    assertMalformed("{\"prompt\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void a_body_has_at_most_a_megabyte() throws IOException {
    assertThat(read(ofSize(MAX_BYTES))).hasSize(1);
    assertRefused(ErrorCode.BODY_TOO_LARGE, null, () -> read(ofSize(MAX_BYTES + 1)));
  }

  @Test
  void no_more_than_that_is_ever_read() {
    long[] taken = {0};
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            taken[0]++;
            return ' ';
          }
        };
    assertRefused(ErrorCode.BODY_TOO_LARGE, null, () -> JsonBody.read(endless));
    assertThat(taken[0]).isLessThanOrEqualTo(2 * MAX_BYTES);
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static String ofSize(int bytes) {
    return "{\"a\":\"" + "x".repeat(bytes - 8) + "\"}";
  }

  private static void assertMalformed(String text) {
    assertMalformed(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertMalformed(byte[] bytes) {
    assertRefused(
        ErrorCode.MALFORMED_JSON, null, () -> JsonBody.read(new ByteArrayInputStream(bytes)));
  }

  private static JsonObject read(String text) throws IOException {
    return JsonBody.read(bytes(text));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
