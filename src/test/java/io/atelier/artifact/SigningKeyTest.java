package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SigningKeyTest {
  private static final String PATH = "/assets/acme/r/image/x.png";
  private static final SigningKey KEY = key("k-1", "secret of thirty-two bytes, really");

  @Test
  void a_signature_is_43_characters_that_need_no_encoding_in_a_url() {
    assertThat(KEY.sign(PATH, 1)).matches("[A-Za-z0-9_-]{43}").isEqualTo(KEY.sign(PATH, 1));
  }

  @Test
  void it_depends_on_all_that_is_signed() {
    String right = KEY.sign(PATH, 1);
    assertThat(KEY.verifies(PATH, 1, right)).isTrue();
    assertThat(KEY.verifies(PATH, 2, right)).isFalse();
    assertThat(KEY.verifies(PATH.replace("acme", "bcme"), 1, right)).isFalse();
    assertThat(key("k-2", "secret of thirty-two bytes, really").verifies(PATH, 1, right)).isFalse();
    assertThat(key("k-1", "secret of thirty-two bytes, other.").verifies(PATH, 1, right)).isFalse();
  }

  @Test
  void nothing_moves_from_one_part_of_the_text_to_another() {
    assertThat(KEY.sign("/a1", 1)).isNotEqualTo(KEY.sign("/a", 11));
    assertThat(key("k", "s".repeat(32)).sign("1/a", 1))
        .isNotEqualTo(key("k1", "s".repeat(32)).sign("/a", 1));
  }

  @Test
  void of_what_else_is_sent_nothing_is_the_signature() {
    String right = KEY.sign(PATH, 1);
    for (String wrong : new String[] {"", right + "=", right.substring(1), right + "A", "ü"}) {
      assertThat(KEY.verifies(PATH, 1, wrong)).isFalse();
    }
  }

  @Test
  void an_id_is_of_letters_that_need_no_encoding() {
    assertThat(SigningKey.isId("LbopNro_")).isTrue();
    for (String none : new String[] {"", "a b", "a\u0000", "../x", "a".repeat(33), "ü", "a\n"}) {
      assertThat(SigningKey.isId(none)).isFalse();
    }
  }

  private static SigningKey key(String id, String secret) {
    return new SigningKey(id, secret.getBytes(StandardCharsets.UTF_8), Instant.EPOCH);
  }
}
