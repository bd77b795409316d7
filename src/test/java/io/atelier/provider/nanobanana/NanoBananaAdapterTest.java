package io.atelier.provider.nanobanana;

import static io.atelier.provider.AdapterFixture.failed;
import static io.atelier.provider.AdapterFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.PropertiesConfig;
import io.atelier.provider.AdapterFixture;
import io.atelier.provider.AspectRatio;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Interaction;
import io.atelier.provider.MadeFile;
import io.atelier.provider.ProviderAdapterContract;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.NextStage;
import io.atelier.provider.ProviderSnapshot.Ready;
import io.atelier.provider.ProviderSnapshot.Running;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.RemoteAdapterContract;
import io.atelier.provider.Resolution;
import io.atelier.provider.Submission;
import io.atelier.provider.TextureMap;
import io.atelier.provider.remote.Answer;
import io.atelier.provider.remote.Envelope;
import io.atelier.simulated.NanoBananaSimulator;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against the jobs API as its public pages describe it. */
class NanoBananaAdapterTest implements RemoteAdapterContract {
  private static final Codes CODES = Codes.read(PropertiesConfig.shippedWith(Map.of()));

  private static final ProviderCost GIVEN_BACK =
      new ProviderCost(new BigDecimal("0.000000"), CostBasis.ASSUMED, "USD");

  @TempDir Path directory;
  private AdapterFixture<NanoBananaSimulator, NanoBananaAdapter> fixture;

  @BeforeEach
  void open() {
    fixture = NanoBananaFixture.with(directory, Map.of());
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
    return gold(tags);
  }

  private static Texture gold(String tags) {
    return Texture.of("brushed gold " + tags, 1024, true);
  }

  private static SoundEffect coins(String tags) {
    return new SoundEffect("coins " + tags, null, new BigDecimal("1.25"));
  }

  private static Video loop(String tags) {
    return new Video(
        "a wheel spins " + tags,
        null,
        new BigDecimal("4.5"),
        Resolution.P720,
        AspectRatio.WIDE,
        true,
        null);
  }

  @Test
  void without_a_key_it_is_on_no_route() {
    try (var keyless = NanoBananaFixture.with(directory, Map.of("nano-banana.api-key", " "))) {
      assertThat(keyless.adapter.available()).isFalse();
      assertThat(keyless.adapter.estimate(gold("")).amount()).isEqualByComparingTo("0.04");
    }
  }

  @Test
  void it_says_what_it_cannot_make() {
    assertThat(adapter().refusal(new Texture("oak", null, 512, true, List.of(TextureMap.NORMAL))))
        .isPresent();
    assertThat(adapter().refusal(new SoundEffect("x".repeat(451), null, BigDecimal.ONE)))
        .isPresent();
    assertThat(adapter().refusal(new SoundEffect("x".repeat(450), Interaction.WIN, BigDecimal.ONE)))
        .isEmpty();
  }

  /** providers.md 2.9: Seedance's prompts have three characters or more. */
  @ParameterizedTest
  @ValueSource(strings = {"bytedance/seedance-2", "bytedance/seedance-2-fast"})
  void a_prompt_that_is_too_short_for_a_model_is_for_others(String model) {
    assertThat(adapter().refusal(video("x"))).isEmpty();
    try (var other = NanoBananaFixture.with(directory, Map.of("nano-banana.video-model", model))) {
      assertThat(other.adapter.refusal(video("x"))).isPresent();
      assertThat(other.adapter.refusal(video("xy"))).isEmpty();
    }
  }

  /** providers.md 2.9, 10: it is for others, and nobody knows a price of it. */
  @Test
  void the_fast_model_makes_no_full_size() {
    Map<String, String> fast = Map.of("nano-banana.video-model", "bytedance/seedance-2-fast");
    try (var other = NanoBananaFixture.with(directory, fast)) {
      for (Resolution resolution : Resolution.values()) {
        Video request =
            new Video(
                "it turns",
                null,
                new BigDecimal("4"),
                resolution,
                AspectRatio.WIDE,
                false,
                ProviderAdapterContract.REFERENCE);
        boolean full = resolution == Resolution.P1080;
        assertThat(other.adapter.refusal(request).isPresent()).isEqualTo(full);
        assertThat(other.adapter.estimate(request).amount() == null).isEqualTo(full);
        if (full) {
          assertThat(failure(other.submit(request))).isEqualTo(FailureClass.INVALID_INPUT);
        } else {
          assertThat(other.made(request)).isInstanceOf(Succeeded.class);
        }
      }
      // 4 s at 11.7 and 24.8 credits a second, of which each is half a cent.
      assertThat(other.provider.ledger().charged()).isEqualByComparingTo("146");
    }
  }

  private static Video video(String prompt) {
    return new Video(
        prompt, null, new BigDecimal("4"), Resolution.P720, AspectRatio.WIDE, false, null);
  }

  @Test
  void a_texture_is_made_and_its_cost_known_before_and_after() {
    Texture request = gold("");
    assertThat(adapter().estimate(request).basis()).isEqualTo(CostBasis.ASSUMED);
    ProviderHandle handle = fixture.accepted(request);
    assertThat(fixture.poll(handle, request)).isEqualTo(new Running(handle));
    assertThat(fixture.done(handle, request))
        .isInstanceOfSatisfying(
            Succeeded.class,
            made -> {
              assertThat(made.files()).singleElement().satisfies(f -> png(f.path()));
              assertThat(made.cost().amount()).isEqualByComparingTo("0.04");
              assertThat(made.cost().basis()).isEqualTo(CostBasis.COMPUTED);
            });
    // One credit is half a cent: its books and ours agree.
    assertThat(fixture.provider.ledger().charged()).isEqualByComparingTo("8");
  }

  private static void png(Path file) {
    assertThat(file).content(StandardCharsets.ISO_8859_1).startsWith("\u0089PNG");
  }

  @Test
  void a_loop_of_only_text_takes_an_image_and_then_a_video_from_it_to_itself() {
    Video request = loop("");
    assertThat(adapter().estimateOf(request, 1).amount()).isEqualByComparingTo("0.06");
    assertThat(adapter().estimate(request).amount()).isEqualByComparingTo("0.41");
    assertThat(adapter().mainModel(request)).contains("kling-3.0/video");
    NextStage next = (NextStage) fixture.made(request);
    assertThat(next.cost().amount()).isEqualByComparingTo("0.06");
    assertThat(next.estimate().amount()).isEqualByComparingTo("0.35");
    assertThat(adapter().estimateOf(request, 2)).isEqualTo(next.estimate());

    ProviderSnapshot second =
        adapter().submit(new Submission("two", request, 2, next.state(), fixture.workspace()));
    Succeeded made = (Succeeded) fixture.done(AdapterFixture.handle(second), request);
    assertThat(made.files())
        .extracting(MadeFile::part)
        .containsExactly(MadeFile.Part.MAIN, MadeFile.Part.KEY_FRAME);
    assertThat(made.cost().amount()).isEqualByComparingTo("0.35");
    assertThat(fixture.provider.ledger().creates()).hasSize(2);
  }

  /** providers.md 2.3: its address lives for a day, and the film's own is had anew. */
  @Test
  void a_film_whose_key_frame_is_gone_is_made_all_the_same_and_says_so() {
    Video request = loop("");
    NextStage next = (NextStage) fixture.made(request);
    ProviderHandle film =
        AdapterFixture.handle(
            adapter().submit(new Submission("two", request, 2, next.state(), fixture.workspace())));
    fixture.time.advance(Duration.ofDays(2));
    Succeeded made = (Succeeded) fixture.done(film, request);
    assertThat(made.files()).extracting(MadeFile::part).containsExactly(MadeFile.Part.MAIN);
    assertThat(made.missing()).containsExactly(MadeFile.Part.KEY_FRAME);
  }

  @Test
  void a_reference_is_uploaded_under_a_name_that_tells_nothing() {
    Video request =
        new Video(
            "it turns",
            null,
            new BigDecimal("4"),
            Resolution.P1080,
            AspectRatio.SQUARE,
            true,
            ProviderAdapterContract.REFERENCE);
    assertThat(fixture.made(request)).isInstanceOf(Succeeded.class);
    assertThat(fixture.provider.uploads())
        .singleElement()
        .satisfies(
            upload -> {
              assertThat(upload.getString("uploadPath")).isEqualTo("references");
              assertThat(upload.getString("fileName")).matches("[0-9a-f-]{36}\\.jpg");
              assertThat(upload.getString("base64Data")).startsWith("data:image/jpeg;base64,");
            });
  }

  /** providers.md 2.4, every code of it: of a create, of a task that failed, and of a poll. */
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "401, AUTH, AUTH, TRANSIENT",
    "402, OUT_OF_CREDITS, OUT_OF_CREDITS, TRANSIENT",
    "403, AUTH, AUTH, TRANSIENT",
    "404, NOT_FOUND, GENERATION_FAILED, NOT_FOUND",
    "408, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "413, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "422, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "429, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "433, RATE_LIMITED, GENERATION_FAILED, RATE_LIMITED",
    "451, INVALID_INPUT, INVALID_INPUT, TRANSIENT",
    "455, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "500, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "501, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "505, TRANSIENT, GENERATION_FAILED, TRANSIENT",
    "531, GENERATION_FAILED, GENERATION_FAILED, TRANSIENT",
    "999, TRANSIENT, GENERATION_FAILED, TRANSIENT"
  })
  void each_code_is_told_apart(
      int code, FailureClass ofCreate, FailureClass ofTask, FailureClass ofPoll) {
    Failed refused = failed(fixture.submit(gold("[[sim:code:" + code + "]]")));
    assertThat(refused.failure()).as("failures.md, rule 2: a code, no task").isEqualTo(ofCreate);
    assertThat(refused.code()).isEqualTo(String.valueOf(code));
    assertThat(refused.charged()).isNull();
    assertThat(refused.message()).doesNotContain(NanoBananaSimulator.KEY);
    assertThat(fixture.provider.ledger().counted("creates")).isZero();

    Failed failed = failed(fixture.made(gold("[[sim:fail_code:" + code + "]]")));
    assertThat(failed.failure()).as("of a task").isEqualTo(ofTask);
    assertThat(failed.charged()).isEqualTo(code == 531 ? null : GIVEN_BACK);
    assertThat(failure(fixture.made(gold("[[sim:poll_code:" + code + "]]"))))
        .as("of a poll, which says nothing else of the task")
        .isEqualTo(ofPoll);
  }

  /** providers.md 2.4: 451 may pass when the image is uploaded anew, which a new create does. */
  @ParameterizedTest
  @CsvSource({"451, true", "400, false", "422, false", "501, false"})
  void an_image_that_could_not_be_fetched_is_worth_another_upload(int code, boolean expected) {
    assertThat(failed(fixture.submit(gold("[[sim:code:" + code + "]]"))).mayPassAnew())
        .isEqualTo(expected);
    assertThat(failed(fixture.made(gold("[[sim:fail_code:" + code + "]]"))).mayPassAnew())
        .isEqualTo(expected);
  }

  /** providers.md 10, UNSURE: whether a task that failed is given back. */
  @Test
  void a_failed_task_may_have_cost_its_price_where_no_refund_is_assumed() {
    Map<String, String> said = Map.of("nano-banana.refunds-failures", "false");
    try (var other = NanoBananaFixture.with(directory, said)) {
      ProviderCost texture = charged(other.made(gold("[[sim:fail_late]]")));
      assertThat(texture.amount()).isEqualByComparingTo("0.04");
      assertThat(texture.basis()).isEqualTo(CostBasis.POSSIBLE);
      assertThat(charged(other.made(loop("[[sim:fail_late]]"))).amount())
          .as("the key frame's")
          .isEqualByComparingTo("0.06");
      assertThat(failed(other.made(gold("[[sim:fail_code:531]]"))).charged()).isNull();
    }
  }

  private static ProviderCost charged(ProviderSnapshot snapshot) {
    return Objects.requireNonNull(failed(snapshot).charged());
  }

  /** What the provider made itself is not the tenant's to better. */
  @Test
  void a_key_frame_that_could_not_be_fetched_is_no_fault_of_the_request() {
    Video request = loop("[[sim:code:451]]");
    String frame = "https://file.example/frame.png";
    assertThat(
            failure(
                adapter().submit(new Submission("key", request, 2, frame, fixture.workspace()))))
        .isEqualTo(FailureClass.GENERATION_FAILED);
  }

  /** providers.md 2.4, UNSURE: what a code means can be said otherwise. */
  @Test
  void codes_that_the_pages_are_unsure_of_are_configuration() {
    Map<String, String> said =
        Map.of(
            "nano-banana.failure-class.433", "TRANSIENT",
            "nano-banana.failure-class.777", "OUT_OF_CREDITS",
            "remote.input-words", "is no sound");
    try (var other = NanoBananaFixture.with(directory, said)) {
      assertThat(failure(other.submit(gold("[[sim:code:433]]")))).isEqualTo(FailureClass.TRANSIENT);
      assertThat(failure(other.submit(gold("[[sim:code:777]]"))))
          .isEqualTo(FailureClass.OUT_OF_CREDITS);
      assertThat(failure(other.submit(gold("[[sim:code:402]]"))))
          .isEqualTo(FailureClass.OUT_OF_CREDITS);
      Codes codes = Codes.read(PropertiesConfig.shippedWith(said));
      assertThat(codes.ofTask("500", "That IS NO SOUND", TaskState.ONLY))
          .isEqualTo(FailureClass.INVALID_INPUT);
      assertThat(codes.ofTask("500", "text exceeds maximum length", TaskState.ONLY))
          .isEqualTo(FailureClass.GENERATION_FAILED);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                NanoBananaFixture.with(
                    directory, Map.of("nano-banana.failure-class.433", "UNSURE")))
        .withMessageContaining("nano-banana.failure-class.433");
  }

  @Test
  void refusals_without_a_code_of_their_own_are_known_by_their_words() {
    assertThat(failure(fixture.submit(gold("[[sim:moderation]]"))))
        .isEqualTo(FailureClass.CONTENT_POLICY);
    assertThat(CODES.ofTask("500", "text exceeds maximum length", TaskState.ONLY))
        .isEqualTo(FailureClass.INVALID_INPUT);
    assertThat(CODES.ofTask("500", "Invalid: flagged as unsafe", TaskState.ONLY))
        .isEqualTo(FailureClass.CONTENT_POLICY);
    assertThat(failure(fixture.submit(gold("[[sim:cloudflare_1010]]"))))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  /** Failures: a proxy's page decides nothing about the account or the tenant. */
  @ParameterizedTest
  @CsvSource({
    "401, AUTH",
    "429, RATE_LIMITED",
    "400, TRANSIENT",
    "402, TRANSIENT",
    "403, TRANSIENT",
    "413, TRANSIENT"
  })
  void a_proxys_page_says_nothing_of_the_account_or_the_request(int status, FailureClass expected) {
    Answer page =
        new Answer(status, Optional.empty(), Optional.empty(), "<html>Access prohibited</html>");
    assertThat(CODES.ofRefusal(new Envelope(page))).isEqualTo(expected);
  }

  @Test
  void a_provider_that_takes_no_more_right_now_says_when() {
    Failed busy = failed(fixture.submit(gold("[[sim:rate_limit:1]]")));
    assertThat(busy.failure()).isEqualTo(FailureClass.RATE_LIMITED);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(10));
    for (int i = 0; i < 25; i++) {
      adapter().submit(new Submission("k" + i, gold(""), fixture.workspace()));
    }
    assertThat(fixture.provider.ledger().counted("creates")).isLessThanOrEqualTo(20);
  }

  @Test
  void an_empty_account_is_told_apart() {
    fixture.provider.balance(new BigDecimal("7"));
    assertThat(failure(fixture.submit(gold("")))).isEqualTo(FailureClass.OUT_OF_CREDITS);
  }

  /** providers.md 2.3: a result is a string of JSON, or the object itself. */
  @Test
  void a_result_that_is_no_string_is_read_too() {
    assertThat(fixture.made(gold("[[sim:result_object]]"))).isInstanceOf(Succeeded.class);
  }

  /** providers.md 2.3: "some clients saw data:null with code 200: same treatment". */
  @Test
  void a_record_without_data_is_of_a_task_that_is_too_new_to_be_known() {
    Texture request = gold("[[sim:empty_record:1]]");
    ProviderHandle handle = fixture.accepted(request);
    assertThat(failure(fixture.poll(handle, request))).isEqualTo(FailureClass.NOT_FOUND);
    assertThat(fixture.done(handle, request)).isInstanceOf(Succeeded.class);
  }

  /** A task that failed has failed for good; its code is text, which may be none or any. */
  @ParameterizedTest
  @CsvSource({
    "fail_late,GENERATION_FAILED",
    "fail_early,GENERATION_FAILED",
    "moderation_late,CONTENT_POLICY",
    "fail_code,GENERATION_FAILED"
  })
  void a_failed_task_is_told_apart(String tag, FailureClass expected) {
    Failed failed = failed(fixture.made(gold("[[sim:" + tag + "]]")));
    assertThat(failed.failure()).isEqualTo(expected);
    assertThat(failed.charged()).isEqualTo(GIVEN_BACK);
    assertThat(CODES.ofTask("internal_error", "", TaskState.ONLY))
        .isEqualTo(FailureClass.GENERATION_FAILED);
  }

  /** providers.md 2.3: addresses live for a day, what is there for fourteen. */
  @Test
  void another_address_is_had_for_one_that_is_dead() {
    Texture request = gold("");
    ProviderHandle handle = fixture.accepted(request);
    assertThat(fixture.done(handle, request)).isInstanceOf(Succeeded.class);
    assertThat(fixture.provider.ledger().counted("other_addresses")).isZero();
    fixture.time.advance(Duration.ofDays(2));
    assertThat(fixture.poll(handle, request)).isInstanceOf(Succeeded.class);
    assertThat(fixture.provider.ledger().counted("other_addresses")).isOne();
    fixture.time.advance(Duration.ofDays(13));
    assertThat(failure(fixture.poll(handle, request))).isEqualTo(FailureClass.NOT_FOUND);
  }

  @Test
  void a_dead_address_without_another_is_asked_for_again_once() {
    assertThat(fixture.made(gold("[[sim:url_expired]] [[sim:no_other_url]]")))
        .isInstanceOf(Succeeded.class);
    Failed dead = failed(fixture.made(gold("[[sim:url_dead]]")));
    assertThat(dead.failure()).isEqualTo(FailureClass.RESULT_EXPIRED);
    assertThat(dead.charged()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"success_no_url", "empty_file", "wrong_mime", "foreign_url"})
  void a_success_without_media_is_an_invalid_output_that_was_paid(String tag) {
    Failed failed = failed(fixture.made(gold("[[sim:" + tag + "]]")));
    assertThat(failed.failure()).isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(failed.charged()).isNotNull();
  }

  @Test
  void a_result_that_breaks_off_is_resumed_and_one_that_always_does_is_left_for_later() {
    assertThat(fixture.made(gold("[[sim:download_flaky:2]]"))).isInstanceOf(Succeeded.class);
    assertThat(fixture.made(gold("[[sim:truncate]]"))).isInstanceOf(Ready.class);
  }

  @Test
  void every_offered_kind_comes_to_its_end() {
    ProviderAdapterContract.requests()
        .filter(request -> adapter().refusal(request).isEmpty())
        .forEach(
            request ->
                assertThat(fixture.made(request))
                    .as(request.toString())
                    .isInstanceOfAny(Succeeded.class, NextStage.class));
  }

  @Test
  void operators_see_what_is_left() {
    assertThat(fixture.adapter.balance().toString()).contains("100000", "credits");
    try (var other =
        NanoBananaFixture.with(directory, Map.of("nano-banana.api-key", "wrong-canary"))) {
      assertThat(other.adapter.balance().toString()).contains("AUTH").doesNotContain("canary");
      assertThat(failure(other.submit(gold("")))).isEqualTo(FailureClass.AUTH);
    }
  }

  @Test
  void the_models_can_be_changed_by_configuration() {
    for (Map<String, String> models :
        List.of(
            Map.of("nano-banana.video-model", "bytedance/seedance-2"),
            Map.of("nano-banana.video-model", "bytedance/seedance-2-fast"),
            Map.of("nano-banana.image-model", "nano-banana-pro"),
            Map.of("nano-banana.image-model", "nano-banana-2-lite"),
            Map.of("nano-banana.image-model", "google/nano-banana"))) {
      try (var other = NanoBananaFixture.with(directory, models)) {
        for (GenerationRequest request :
            List.of(
                gold(""),
                coins(""),
                new Image("night", null, 700, 512, ProviderAdapterContract.REFERENCE),
                new EnvironmentMap("studio", null, 1024),
                loop(""))) {
          assertThat(other.adapter.estimate(request).amount()).isNotNull();
          assertThat(other.made(request))
              .as(models + " " + request)
              .isInstanceOfAny(Succeeded.class, NextStage.class);
        }
      }
    }
  }

  @Test
  void a_sound_of_another_length_shows() {
    assertShows(coins("[[sim:wrong_duration]]"), coins(""));
  }
}
