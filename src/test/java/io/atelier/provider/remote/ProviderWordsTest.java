package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Failures, rule 13: everything from a provider is hostile, its words too. */
class ProviderWordsTest {
  private static final ApiKey KEY = new ApiKey("canary-of-a-key");

  @Test
  void no_key_and_no_query_is_shown() {
    assertThat(ProviderWords.shown("no canary-of-a-key at https://a.example/x?sig=1 \u0007", KEY))
        .isEqualTo("no … at https://a.example/x");
  }

  @Test
  void a_code_is_short_and_has_no_key() {
    assertThat(ProviderWords.code("invalid_input", KEY)).isEqualTo("invalid_input");
    assertThat(ProviderWords.code("canary-of-a-key\n" + "x".repeat(5_000), KEY))
        .hasSize(64)
        .startsWith("… xx");
  }

  @Test
  void a_key_across_the_end_of_what_is_looked_at_is_hidden_too() {
    String url = "https://a.example/?" + "x".repeat(4096 - 19 - 1 - 8);
    assertThat(ProviderWords.shown(url + " canary-of-a-key", KEY))
        .startsWith("https://a.example/")
        .doesNotContain("canary");
  }

  @Test
  void megabytes_made_to_be_slow_are_not() {
    String slow = "https://".repeat(1 << 19);
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> ProviderWords.shown(slow, KEY));
  }
}
