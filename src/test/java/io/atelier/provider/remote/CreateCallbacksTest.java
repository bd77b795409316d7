package io.atelier.provider.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import io.atelier.simulated.SimulatedCallbacks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** providers.md 2.8, 3.6: what providers say by themselves, and how that is told from a forgery. */
class CreateCallbacksTest {
  private static final Instant NOW = Instant.parse("2026-02-06T10:00:00Z");
  private static final String CREATE = "0197a4a0-0000-7000-8000-000000000001";

  private static CreateCallbacks callbacks(String provider, Map<String, String> settings) {
    Map<String, String> all =
        new HashMap<>(
            Map.of("public.base-url", "https://media.example/", provider + ".api-key", "secret"));
    all.putAll(settings);
    var config = PropertiesConfig.shippedWith(all);
    return CreateCallbacks.signed(
        config, RemoteSettings.read(config, provider), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static CreateCallbacks unsigned() {
    return callbacks("suno", Map.of());
  }

  private static CreateCallbacks signed() {
    return callbacks("nano-banana", Map.of("nano-banana.callback-key", "dashboard"));
  }

  private static String token(CreateCallbacks callbacks) {
    String path = URI.create(callbacks.address().of(CREATE).orElseThrow()).getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static Callback call(String token, Map<String, String> headers, String body) {
    return new Callback(token, headers, body);
  }

  private static Map<String, String> headers(String key, String task, Instant time) {
    String stamp = String.valueOf(time.getEpochSecond());
    return Map.of(
        "x-webhook-timestamp",
        stamp,
        "x-webhook-signature",
        SimulatedCallbacks.signature(key, task + "." + stamp));
  }

  @Test
  void each_create_has_an_address_of_its_own_that_shows_no_key() {
    String address = unsigned().address().of(CREATE).orElseThrow();
    assertThat(address)
        .startsWith("https://media.example/api/v1/hooks/suno/")
        .doesNotContain("secret", CREATE)
        .isEqualTo(unsigned().address().of(CREATE).orElseThrow())
        .isNotEqualTo(unsigned().address().of(CREATE.replace('1', '2')).orElseThrow());
  }

  /** An address that the provider cannot call, or could be overheard at, is given to nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"http://media.example", ""})
  void without_an_address_of_ours_that_is_safe_there_is_none(String base) {
    assertThat(callbacks("suno", Map.of("public.base-url", base)).address().of(CREATE)).isEmpty();
  }

  @Test
  void a_call_is_about_the_create_that_its_address_was_given_with() {
    assertThat(unsigned().hint(call(token(unsigned()), Map.of(), "whatever it says")))
        .contains(new Hint.OfCreate(CREATE, Optional.empty()));
  }

  @Test
  void an_address_that_was_not_given_away_is_nobodys() {
    String token = token(unsigned());
    String other = token.charAt(3) == 'A' ? "B" : "A";
    for (String forged :
        List.of(
            "",
            "x",
            token.substring(1),
            token + "A",
            token.substring(0, 24),
            token.substring(0, 3) + other + token.substring(4),
            "!".repeat(60),
            "A".repeat(300),
            token(callbacks("suno", Map.of("suno.api-key", "another"))),
            token(callbacks("nano-banana", Map.of("nano-banana.api-key", "secret"))))) {
      assertThat(unsigned().hint(call(forged, Map.of(), "{}"))).as(forged).isEmpty();
      assertThat(unsigned().knows(forged)).as(forged).isFalse();
    }
  }

  /** Its pages show the task's id in four places. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"taskId\":\"task_1\"}}",
        "{\"data\":{\"task_id\":\"task_1\"}}",
        "{\"taskId\":\"task_1\",\"data\":null}",
        "{\"task_id\":\"task_1\"}"
      })
  void a_signed_call_is_about_the_task_that_is_signed(String body) {
    assertThat(signed().knows(token(signed()))).isTrue();
    assertThat(signed().hint(call(token(signed()), headers("dashboard", "task_1", NOW), body)))
        .contains(new Hint.OfCreate(CREATE, Optional.of("task_1")));
  }

  @Test
  void where_calls_are_signed_an_address_alone_is_not_enough() {
    String token = token(signed());
    String body = "{\"taskId\":\"task_1\"}";
    Duration old = Duration.ofMinutes(6);
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            headers("another", "task_1", NOW),
            headers("dashboard", "task_2", NOW),
            headers("dashboard", "task_1", NOW.minus(old)),
            headers("dashboard", "task_1", NOW.plus(old)),
            Map.of("x-webhook-timestamp", "now", "x-webhook-signature", "?"))) {
      assertThat(signed().hint(call(token, headers, body))).as(headers.toString()).isEmpty();
    }
    for (String strange : List.of("", "[]", "{", "{}", "{\"data\":7}", "[".repeat(5000))) {
      assertThat(signed().hint(call(token, headers("dashboard", "task_1", NOW), strange)))
          .as(strange)
          .isEmpty();
    }
  }
}
