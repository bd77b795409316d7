package io.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageKeyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.png",
        "acme/spring-26/texture/0123.png",
        "A_b-c/9",
        "1/2/3/4/5/6/7/8.mp4",
        "-/_"
      })
  void segments_of_plain_characters_are_a_key(String text) {
    assertThat(new StorageKey(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "/",
        "a/",
        "/a",
        "a//b",
        "//a",
        ".",
        "..",
        "../x",
        "a/../b",
        "a/..",
        "a/./b",
        "./a",
        ".staging/x",
        ".hidden",
        "a/.hidden",
        "a.",
        "a..png",
        "a.b/c",
        "a.tar.gz",
        "a.PNG",
        "a.png/",
        "a.png/b",
        "a\\b",
        "..\\x",
        "C:\\x",
        "C:/x",
        "C:x",
        "\\\\host\\share",
        "~/x",
        "a\0",
        "a\0.png",
        "a.png\0",
        "a\n",
        "a.png\n",
        "a\r",
        "a b",
        "a\tb",
        "a%2e",
        "%2e%2e/x",
        "..%2fx",
        "a;b",
        "..;/x",
        "a?b",
        "a#b",
        "a*b",
        "a:b",
        "a|b",
        "a\"b",
        "$a",
        "1/2/3/4/5/6/7/8/9"
      })
  void nothing_else_is(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "․․/x", "．．/x", "a／b", "a∕b", "a⁄b", "a＼b", "аcme", "a\u200b", "a\u202e", "a\ufeff", "é",
        "e\u0301", "ａ", "a.ｐng", "١", "a\ud800", "😀"
      })
  void no_look_alike_passes_for_a_plain_character(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(text));
  }

  @Test
  void a_segment_has_at_most_64_characters_and_an_extension_8() {
    String longest = "a".repeat(64);
    assertThat(new StorageKey(longest + "/" + longest + ".abcdefgh").value()).hasSize(138);
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(longest + "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(longest + "a/b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey("a.abcdefghi"));
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey("a/".repeat(100_000)));
    String four = String.join("/", longest, longest, longest, "a".repeat(23));
    assertThat(new StorageKey(four).value()).hasSize(StorageKey.LONGEST);
    assertThatIllegalArgumentException().isThrownBy(() -> new StorageKey(four + "a"));
  }

  @Test
  void a_refusal_does_not_repeat_what_was_given() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StorageKey("../etc/passwd"))
        .withMessageNotContaining("passwd");
  }
}
