package io.atelier.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void a_cursor_comes_back_as_it_was_written() {
    Cursor cursor = Cursor.after("tenant,run", "acme", "Spring_26");
    assertThat(Cursor.parse(cursor.text())).contains(cursor);
    assertThat(cursor.text()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void an_empty_part_comes_back_too() {
    Cursor cursor = Cursor.after("", "a", "");
    assertThat(Cursor.parse(cursor.text())).contains(cursor);
  }

  @Test
  void a_part_has_no_slash() {
    assertThatIllegalArgumentException().isThrownBy(() -> Cursor.after("a/b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"!", "a", "YWNtZQ==", "YWNtZR", "YWNt ZQ", "_/8", "é"})
  void what_is_no_cursors_text_is_none(String text) {
    assertThat(Cursor.parse(text)).isEmpty();
  }

  @Test
  void bytes_that_are_no_text_are_no_cursor() {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {-1, -2, 65});
    assertThat(Cursor.parse(text)).isEmpty();
  }

  @Test
  void text_that_the_database_cannot_hold_is_no_cursor() {
    assertThat(Cursor.parse(encoded("a\0b"))).isEmpty();
  }

  @Test
  void what_else_a_part_says_is_not_judged() {
    assertThat(Cursor.parse(encoded("a\nb"))).contains(Cursor.after("a\nb"));
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
