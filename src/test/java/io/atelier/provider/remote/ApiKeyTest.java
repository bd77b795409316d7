package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiKeyTest {
  private static final String SECRET = "canary+/key 1";
  private final ApiKey key = new ApiKey(" " + SECRET + "\n");

  @Test
  void it_shows_itself_in_the_header_only() {
    assertThat(key.bearer()).isEqualTo("Bearer " + SECRET);
    assertThat(key.toString()).doesNotContain("canary");
    assertThatThrownBy(() -> new ApiKey(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_a_provider_says_is_shown_without_keys_queries_and_control_characters() {
    String encoded = Base64.getEncoder().encodeToString(SECRET.getBytes(StandardCharsets.UTF_8));
    String said =
        "bad key %s, %s and %s at https://h/p?Signature=abc&x=1\r\n\u001b[31m"
            .formatted(SECRET, URLEncoder.encode(SECRET, StandardCharsets.UTF_8), encoded);
    assertThat(ProviderWords.shown(said, key)).isEqualTo("bad key …, … and … at https://h/p [31m");
    assertThat(ProviderWords.shown("😀".repeat(600), key)).hasSizeLessThan(520).endsWith("…");
    for (String before : List.of("Bearer ", "key=", "{\"k\":\"")) {
      byte[] echo = (before + SECRET + "\"}").getBytes(StandardCharsets.UTF_8);
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        String shown = key.hiddenIn(encoder.encodeToString(echo));
        assertThat(shown).as(before).contains("…").hasSizeLessThan((before.length() + 7) * 4 / 3);
      }
    }
    assertThat(ProviderWords.shown(" \n", key)).isEqualTo("the provider does not say why");
  }
}
