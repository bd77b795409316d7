package io.atelier.provider.suno;

import static io.atelier.provider.AdapterFixture.failed;
import static io.atelier.provider.AdapterFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.PropertiesConfig;
import io.atelier.media.MediaProbe;
import io.atelier.provider.AdapterFixture;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.MadeFile;
import io.atelier.provider.MusicStyle;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.Ready;
import io.atelier.provider.ProviderSnapshot.Running;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.ProviderSnapshot.Unknown;
import io.atelier.provider.RemoteAdapterContract;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import io.atelier.simulated.SunoSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against the music API as its hosts' public pages describe it. */
class SunoAdapterTest implements RemoteAdapterContract {
  @TempDir Path directory;
  private AdapterFixture<SunoSimulator, SunoAdapter> fixture;

  @BeforeEach
  void open() {
    fixture = SunoFixture.at("sunoapi", directory, Map.of());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  public AdapterFixture<?, ?> fixture() {
    return fixture;
  }

  @Override
  public GenerationRequest tagged(String tags) {
    return calm(tags);
  }

  private static Music calm(String tags) {
    return new Music("a calm evening " + tags, MusicStyle.JAZZ, new BigDecimal("45.5"), true);
  }

  @Test
  void without_a_key_it_is_on_no_route() {
    try (var keyless = SunoFixture.at("sunoapi", directory, Map.of("suno.api-key", ""))) {
      assertThat(keyless.adapter.available()).isFalse();
    }
  }

  @Test
  void it_makes_music_only_and_sings_with_the_models_that_find_words() {
    Music song = new Music("we sing", MusicStyle.POP, new BigDecimal("30"), false);
    assertThat(adapter().refusal(song)).isEmpty();
    assertThat(adapter().refusal(new SoundEffect("x", null, BigDecimal.ONE))).isPresent();
    assertThat(
            adapter()
                .refusal(new Music("x".repeat(1000), MusicStyle.POP, new BigDecimal("30"), true)))
        .isPresent();
    try (var older = SunoFixture.at("sunoapi", directory, Map.of("suno.model", "V5_5"))) {
      assertThat(older.adapter.refusal(song)).isPresent();
      assertThat(older.adapter.refusal(calm(""))).isEmpty();
    }
  }

  @Test
  void what_is_sent_is_what_the_pages_have() {
    fixture.accepted(
        new Music("A calm\n evening", MusicStyle.HIP_HOP, new BigDecimal("45.5"), true));
    assertThat(fixture.provider.ledger().creates())
        .containsExactly(
            json(
                """
                {'customMode':true,'instrumental':true,'model':'V6',
                'style':'hip-hop, seamless game background loop, instrumental: A calm\\n evening',
                'title':'A calm evening','negativeTags':'vocals, singing, spoken word, choir',
                'duration':46,'callBackUrl':'https://callback.invalid/suno'}
                """));
  }

  @Test
  void a_song_is_asked_for_without_a_word_against_voices() {
    fixture.accepted(new Music("We sing", MusicStyle.POP, new BigDecimal("30"), false));
    assertThat(fixture.provider.ledger().creates())
        .containsExactly(
            json(
                """
                {'customMode':true,'instrumental':false,'model':'V6',
                'style':'pop, seamless game background loop: We sing','title':'We sing','duration':30,
                'callBackUrl':'https://callback.invalid/suno'}
                """));
  }

  /** providers.md 3.6. */
  @Test
  void it_is_told_where_to_call_back_where_it_can() {
    try (var open =
        SunoFixture.at("sunoapi", directory, Map.of("public.base-url", "https://media.example"))) {
      open.accepted(calm(""));
      String address = open.provider.ledger().creates().get(0).getString("callBackUrl");
      assertThat(address).startsWith("https://media.example/api/v1/hooks/suno/");
      String token = address.substring(address.lastIndexOf('/') + 1);
      assertThat(open.adapter.hint(new Callback(token, Map.of(), "")))
          .contains(new Hint.OfCreate("key", Optional.empty()));
      assertThat(open.adapter.hint(new Callback("x" + token, Map.of(), ""))).isEmpty();
    }
  }

  /** providers.md 3.6: sunoapi.org signs none of its calls, and kie.ai does with a key. */
  @ParameterizedTest
  @CsvSource({"sunoapi, true", "kie, false"})
  void a_key_that_calls_are_signed_with_counts_where_the_host_signs(String host, boolean taken) {
    Map<String, String> said =
        Map.of("public.base-url", "https://media.example", "suno.callback-key", "dashboard");
    try (var open = SunoFixture.at(host, directory, said)) {
      open.accepted(calm(""));
      String address = open.provider.ledger().creates().get(0).getString("callBackUrl");
      String token = address.substring(address.lastIndexOf('/') + 1);
      Optional<Hint> hint = Optional.of(new Hint.OfCreate("key", Optional.empty()));
      assertThat(open.adapter.hint(new Callback(token, Map.of(), "{\"data\":{\"task_id\":\"t\"}}")))
          .isEqualTo(taken ? hint : Optional.empty());
    }
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  @Test
  void the_track_that_fits_better_is_the_result_and_the_other_comes_with_it() throws Exception {
    Music request = calm("");
    ProviderHandle handle = fixture.accepted(request);
    assertThat(fixture.poll(handle, request)).isEqualTo(new Running(handle));
    Succeeded made = (Succeeded) fixture.done(handle, request);
    assertThat(made.files())
        .extracting(MadeFile::part)
        .containsExactly(MadeFile.Part.MAIN, MadeFile.Part.ALTERNATE);
    // 46 s were asked for; one track is 2.5 s too short, the other 1.2 s too long.
    assertThat(Files.size(made.files().get(0).path()))
        .isGreaterThan(Files.size(made.files().get(1).path()));
    assertThat(MediaProbe.probe(made.files().get(0).path()).toString()).contains("MP3");
    assertThat(made.cost().amount()).isEqualByComparingTo("0.06");
    assertThat(made.cost().basis()).isEqualTo(CostBasis.COMPUTED);
    assertThat(fixture.provider.ledger().charged()).isEqualByComparingTo("12");
  }

  @Test
  void the_first_track_is_enough_when_the_deadline_nears() {
    Music request = calm("[[sim:partial_first_only]]");
    ProviderHandle handle = fixture.accepted(request);
    fixture.time.advance(Duration.ofSeconds(80));
    assertThat(fixture.poll(handle, request)).isEqualTo(new Running(handle));
    fixture.time.advance(Duration.ofSeconds(60));
    assertThat(fixture.poll(handle, request))
        .isInstanceOfSatisfying(
            Succeeded.class,
            made -> {
              assertThat(made.files()).hasSize(1);
              assertThat(made.missing()).containsExactly(MadeFile.Part.ALTERNATE);
            });
  }

  /** deadline_seconds: what its workflow will not wait for is not waited for here. */
  @Test
  void the_first_track_is_enough_sooner_where_the_jobs_own_deadline_is() {
    Music request = calm("[[sim:partial_first_only]]");
    fixture.time.advance(Duration.ofSeconds(1));
    Instant deadline = fixture.time.instant().plusSeconds(115);
    ProviderHandle handle =
        AdapterFixture.handle(
            adapter().submit(new Submission("key", request, 1, "", fixture.workspace(), deadline)));
    fixture.time.advance(Duration.ofSeconds(72));
    assertThat(fixture.poll(handle, request)).isEqualTo(new Running(handle));
    fixture.time.advance(Duration.ofSeconds(2));
    assertThat(fixture.poll(handle, request)).isInstanceOf(Succeeded.class);
  }

  /** providers.md 3.3: there may be words before there is sound. */
  @Test
  void each_status_on_the_way_is_running() {
    Music request = calm("");
    ProviderHandle handle = fixture.accepted(request);
    for (int seconds : new int[] {1, 10, 30, 40}) {
      fixture.time.advance(Duration.ofSeconds(seconds));
      assertThat(fixture.poll(handle, request)).isEqualTo(new Running(handle));
    }
  }

  @Test
  void a_callback_that_fails_does_not_matter() {
    assertThat(fixture.made(calm("[[sim:callback_exception]]"))).isInstanceOf(Succeeded.class);
    Music none = calm("[[sim:callback_exception]] [[sim:success_no_url]]");
    ProviderHandle handle = fixture.accepted(none);
    assertThat(fixture.done(handle, none)).isEqualTo(new Running(handle));
  }

  @Test
  void one_track_that_is_broken_leaves_the_other() {
    assertThat(fixture.made(calm("[[sim:one_corrupt]]")))
        .isInstanceOfSatisfying(
            Succeeded.class,
            made -> {
              assertThat(made.files())
                  .singleElement()
                  .extracting(MadeFile::part)
                  .isEqualTo(MadeFile.Part.MAIN);
              assertThat(made.missing()).containsExactly(MadeFile.Part.ALTERNATE);
            });
  }

  /** providers.md 1.6: a dead address is asked for anew, before the worse track is taken. */
  @Test
  void the_better_track_is_had_from_another_address_where_its_first_is_dead() {
    Succeeded made = (Succeeded) fixture.made(calm("[[sim:better_expired]]"));
    assertThat(made.files())
        .extracting(MadeFile::part)
        .containsExactly(MadeFile.Part.MAIN, MadeFile.Part.ALTERNATE);
    assertThat(made.missing()).isEmpty();
  }

  /** Promise 3: it always breaks off, and the better one is here. */
  @Test
  void the_other_track_holds_nothing_up() {
    Succeeded made = (Succeeded) fixture.made(calm("[[sim:other_truncated]]"));
    assertThat(made.files()).extracting(MadeFile::part).containsExactly(MadeFile.Part.MAIN);
    assertThat(made.missing()).containsExactly(MadeFile.Part.ALTERNATE);
    assertThat(((Succeeded) fixture.made(calm(""))).missing()).isEmpty();
  }

  /** providers.md 3.5 and 2.4, every code: of a create, of a task that failed, and of a poll. */
  @ParameterizedTest
  @CsvSource({
    "sunoapi, 400, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "sunoapi, 401, AUTH, AUTH, TRANSIENT",
    "sunoapi, 402, OUT_OF_CREDITS, OUT_OF_CREDITS, TRANSIENT",
    "sunoapi, 403, AUTH, AUTH, TRANSIENT",
    "sunoapi, 404, NOT_FOUND, GENERATION_FAILED, NOT_FOUND",
    "sunoapi, 405, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "sunoapi, 408, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 413, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "sunoapi, 422, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "sunoapi, 429, OUT_OF_CREDITS, OUT_OF_CREDITS, TRANSIENT",
    "sunoapi, 430, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "sunoapi, 433, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "sunoapi, 451, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 455, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 500, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 501, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 505, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 531, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "sunoapi, 999, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 400, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "kie, 401, AUTH, AUTH, TRANSIENT",
    "kie, 402, OUT_OF_CREDITS, OUT_OF_CREDITS, TRANSIENT",
    "kie, 403, AUTH, AUTH, TRANSIENT",
    "kie, 404, NOT_FOUND, GENERATION_FAILED, NOT_FOUND",
    "kie, 405, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 408, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 413, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "kie, 422, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "kie, 429, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "kie, 430, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 433, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "kie, 451, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 455, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 500, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 501, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "kie, 505, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "kie, 531, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "kie, 999, TRANSIENT, GENERATION_FAILED, TRANSIENT"
  })
  void each_code_of_each_host_is_told_apart(
      String host, int code, FailureClass ofCreate, FailureClass ofTask, FailureClass ofPoll) {
    try (var other = SunoFixture.at(host, directory, Map.of())) {
      Failed refused = failed(other.submit(calm("[[sim:code:" + code + "]]")));
      assertThat(refused.failure()).as("failures.md, rule 2: a code, no task").isEqualTo(ofCreate);
      assertThat(refused.code()).isEqualTo(String.valueOf(code));
      assertThat(refused.message()).doesNotContain(SunoSimulator.KEY);
      assertThat(other.provider.ledger().counted("creates")).isZero();

      assertThat(failure(other.made(calm("[[sim:fail_code:" + code + "]]"))))
          .as("of a task")
          .isEqualTo(ofTask);
      assertThat(failure(other.made(calm("[[sim:poll_code:" + code + "]]"))))
          .as("of a poll, which says nothing else of the task")
          .isEqualTo(ofPoll);
    }
  }

  /** providers.md 2.4: kie.ai says by a 500, too, that the input is wrong. */
  @ParameterizedTest
  @CsvSource({"sunoapi, GENERATION_FAILED", "kie, INVALID_INPUT"})
  void a_500_is_the_inputs_where_its_words_say_so(String host, FailureClass expected) {
    Config config = PropertiesConfig.shippedWith(Map.of());
    SunoCodes codes = new SunoCodes(SunoHost.of(host).codes(config));
    assertThat(codes.ofTask("500", "The text exceeds the limit")).isEqualTo(expected);
    assertThat(codes.ofTask("500", "Server exception")).isEqualTo(FailureClass.GENERATION_FAILED);
  }

  /** UNSURE: by which codes a create may have been made all the same can be said. */
  @Test
  void codes_by_which_a_create_may_have_been_accepted_are_configuration() {
    Map<String, String> said = Map.of("suno.doubtful-codes", "408, 500");
    try (var other = SunoFixture.at("sunoapi", directory, said)) {
      assertThat(other.submit(calm("[[sim:code:500]]"))).isInstanceOf(Unknown.class);
      assertThat(other.submit(calm("[[sim:code:408]]"))).isInstanceOf(Unknown.class);
      assertThat(failure(other.submit(calm("[[sim:code:455]]")))).isEqualTo(FailureClass.TRANSIENT);
    }
  }

  /** UNSURE: what a code means can be said otherwise. */
  @Test
  void codes_that_the_pages_are_unsure_of_are_configuration() {
    try (var other =
        SunoFixture.at("sunoapi", directory, Map.of("suno.failure-class.429", "RATE_LIMITED"))) {
      assertThat(failure(other.submit(calm("[[sim:code:429]]"))))
          .isEqualTo(FailureClass.RATE_LIMITED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sunoapi", "kie"})
  void an_empty_account_and_too_many_requests_are_told_apart_at_both_hosts(String host) {
    try (var other = SunoFixture.at(host, directory, Map.of())) {
      assertThat(failure(other.submit(calm("[[sim:rate_limit:1]]"))))
          .isEqualTo(FailureClass.RATE_LIMITED);
      assertThat(other.adapter.balance().toString()).contains("100000");
      other.provider.balance(BigDecimal.ONE);
      assertThat(failure(other.submit(calm("")))).isEqualTo(FailureClass.OUT_OF_CREDITS);
    }
  }

  @Test
  void refused_content_is_known_by_its_words_or_its_status() {
    assertThat(failure(fixture.submit(calm("[[sim:moderation]]"))))
        .isEqualTo(FailureClass.CONTENT_POLICY);
    assertThat(failure(fixture.made(calm("[[sim:sensitive]]"))))
        .isEqualTo(FailureClass.CONTENT_POLICY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fail_early", "fail_late", "fail_code"})
  void a_failed_task_has_failed_for_good_whether_it_has_a_code_or_none(String tag) {
    Failed failed = failed(fixture.made(calm("[[sim:" + tag + "]]")));
    assertThat(failed.failure()).isEqualTo(FailureClass.GENERATION_FAILED);
    assertThat(failed.charged())
        .as("given back, as clients report")
        .isEqualTo(new ProviderCost(new BigDecimal("0.000000"), CostBasis.ASSUMED, "USD"));
  }

  /** providers.md 10, UNSURE: whether a task that failed is given back. */
  @ParameterizedTest
  @ValueSource(strings = {"fail_late", "sensitive"})
  void a_failed_task_may_have_cost_its_price_where_no_refund_is_assumed(String tag) {
    try (var other = SunoFixture.at("kie", directory, Map.of("suno.refunds-failures", "false"))) {
      assertThat(failed(other.made(calm("[[sim:" + tag + "]]"))).charged())
          .extracting(ProviderCost::amount, ProviderCost::basis)
          .containsExactly(new BigDecimal("0.06"), CostBasis.POSSIBLE);
      assertThat(failed(other.made(calm("[[sim:fail_code:531]]"))).charged()).isNull();
    }
  }

  @Test
  void results_are_had_again_or_known_to_be_gone() {
    assertThat(fixture.made(calm("[[sim:url_expired]]"))).isInstanceOf(Succeeded.class);
    assertThat(failure(fixture.made(calm("[[sim:url_dead]]"))))
        .isEqualTo(FailureClass.RESULT_EXPIRED);
    assertThat(fixture.made(calm("[[sim:truncate]]"))).isInstanceOf(Ready.class);
    Failed empty = failed(fixture.made(calm("[[sim:empty_file]]")));
    assertThat(empty.failure()).isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(empty.charged()).isNotNull();
    assertThat(failure(fixture.made(calm("[[sim:success_no_url]]"))))
        .isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(failure(fixture.made(calm("[[sim:foreign_url]]"))))
        .isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(fixture.made(calm("[[sim:download_flaky:1]]"))).isInstanceOf(Succeeded.class);
  }

  /** Secrets: a planted key is in nothing that is shown or kept. */
  @Test
  void the_key_is_in_nothing_that_it_answers() {
    assertThat(fixture.made(calm("[[sim:fail_echo]]")).toString())
        .contains("Bad")
        .doesNotContain(SunoSimulator.KEY);
    try (var other = SunoFixture.at("kie", directory, Map.of("suno.api-key", "wrong-canary"))) {
      assertThat(other.adapter.balance().toString()).contains("AUTH").doesNotContain("canary");
      assertThat(other.submit(calm("")).toString()).contains("AUTH").doesNotContain("canary");
      assertThat(other.adapter.toString()).doesNotContain("canary");
    }
  }

  @Test
  void more_creates_than_an_account_takes_are_refused_for_now() {
    for (int i = 0; i < 25; i++) {
      ProviderSnapshot answer =
          adapter().submit(new Submission("k" + i, calm(""), fixture.workspace()));
      assertThat(answer instanceof Running || failure(answer) == FailureClass.RATE_LIMITED)
          .isTrue();
    }
    assertThat(fixture.provider.ledger().counted("creates")).isEqualTo(20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong_duration", "partial_first_only"})
  void each_fault_of_music_shows(String tag) {
    assertShows(calm("[[sim:" + tag + "]]"), calm(""));
  }
}
