package io.atelier.provider.meshy;

import static io.atelier.provider.AdapterFixture.failed;
import static io.atelier.provider.AdapterFixture.failure;
import static io.atelier.provider.AdapterFixture.handle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.media.MediaProbe;
import io.atelier.media.PbrMap;
import io.atelier.media.ProbeResult;
import io.atelier.provider.AccountBalance.Balance;
import io.atelier.provider.AdapterFixture;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.ProviderSnapshot.Failed;
import io.atelier.provider.ProviderSnapshot.NextStage;
import io.atelier.provider.ProviderSnapshot.Ready;
import io.atelier.provider.ProviderSnapshot.Running;
import io.atelier.provider.ProviderSnapshot.Succeeded;
import io.atelier.provider.ProviderSnapshot.Unknown;
import io.atelier.provider.RemoteAdapterContract;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.remote.Answer;
import io.atelier.simulated.MeshySimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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

/** The adapter against the 3D API as its public pages describe it. */
class MeshyAdapterTest implements RemoteAdapterContract {
  @TempDir Path directory;
  private AdapterFixture<MeshySimulator, MeshyAdapter> fixture;

  @BeforeEach
  void open() {
    fixture = MeshyFixture.with(directory, Map.of());
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
    return pictured(tags);
  }

  private static Model coin(String tags) {
    return new Model("a gold coin " + tags, null, null, 2000);
  }

  private static Model pictured(String tags) {
    return new Model("worn bronze " + tags, null, REFERENCE, 2000);
  }

  /** The answer to the create of the materials, once the shape is there. */
  private ProviderSnapshot refined(Model request) {
    NextStage shape = (NextStage) fixture.made(request);
    fixture.time.advance(Duration.ofSeconds(1));
    return adapter()
        .submit(new Submission("key-2", request, 2, shape.state(), fixture.workspace()));
  }

  @Test
  void without_a_key_it_is_on_no_route() {
    try (var keyless = MeshyFixture.with(directory, Map.of("meshy.api-key", ""))) {
      assertThat(keyless.adapter.available()).isFalse();
    }
  }

  @Test
  void it_makes_models_only_of_prompts_that_are_not_too_long() {
    assertThat(adapter().refusal(coin(""))).isEmpty();
    assertThat(adapter().refusal(Texture.of("x", 512, true))).isPresent();
    assertThat(adapter().refusal(new Model("x".repeat(600), null, null, 2000))).isEmpty();
    assertThat(adapter().refusal(new Model("x".repeat(600), "y", null, 2000))).isPresent();
  }

  /** providers.md 4.3: the shape is remeshed, or it has millions of triangles. */
  @Test
  void what_is_sent_for_a_shape_is_what_the_pages_have() {
    fixture.accepted(new Model("a gold coin", "art deco", null, 50_000));
    assertThat(fixture.provider.ledger().creates())
        .containsExactly(
            json(
                """
                {'ai_model':'meshy-6','should_remesh':true,'topology':'triangle',
                'target_polycount':40000,'target_formats':['glb'],'mode':'preview',
                'prompt':'a gold coin, art deco'}
                """));
  }

  /** providers.md 4.4: without {@code enable_pbr} there are no maps of metalness and normals. */
  @Test
  void what_is_sent_for_its_materials_is_what_the_pages_have() {
    Model request = coin("");
    NextStage shape = (NextStage) fixture.made(request);
    adapter().submit(new Submission("key-2", request, 2, shape.state(), fixture.workspace()));
    assertThat(fixture.provider.ledger().creates())
        .last()
        .isEqualTo(
            json(
                """
                {'mode':'refine','preview_task_id':'%s','enable_pbr':true,
                'ai_model':'meshy-6','target_formats':['glb']}
                """
                    .formatted(shape.state())));
  }

  /** providers.md 4.5: the image travels in the request, and one task makes all of it. */
  @Test
  void what_is_sent_with_an_image_is_what_the_pages_have() throws IOException {
    fixture.accepted(new Model("worn bronze", null, REFERENCE, 100));
    byte[] image = Files.readAllBytes(fixture.workspace().reference().orElseThrow());
    assertThat(fixture.provider.ledger().creates())
        .containsExactly(
            json(
                """
                {'ai_model':'meshy-6','should_remesh':true,'topology':'triangle',
                'target_polycount':100,'target_formats':['glb'],
                'image_url':'data:image/png;base64,%s','should_texture':true,'enable_pbr':true,
                'texture_prompt':'worn bronze'}
                """
                    .formatted(Base64.getEncoder().encodeToString(image))));
  }

  /** providers.md 4.3: "100..300000"; what comes of the least may be simplified (FR-012). */
  @ParameterizedTest
  @CsvSource({"100,100", "124,100", "125,100", "126,100", "127,101", "50000,40000"})
  void it_is_told_less_than_it_may_have_but_nothing_that_it_refuses(int most, int told) {
    fixture.accepted(new Model("a gold coin", null, null, most));
    assertThat(fixture.provider.ledger().creates().get(0).getInt("target_polycount"))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.01"})
  void an_aim_that_is_no_share_of_the_budget_is_refused_at_start(String aim) {
    Map<String, String> said = Map.of("meshy.polycount-aim", aim);
    assertThatIllegalArgumentException().isThrownBy(() -> MeshyFixture.with(directory, said));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  /** FR-012: a shape, then its materials; each paid for, and its credits are what it cost. */
  @Test
  void a_text_becomes_a_shape_and_then_a_model() throws IOException {
    Model request = coin("");
    ProviderHandle preview = fixture.accepted(request);
    assertThat(fixture.poll(preview, request)).isEqualTo(new Running(preview));
    fixture.time.advance(Duration.ofSeconds(30));
    assertThat(fixture.poll(preview, request)).isEqualTo(new Running(preview));
    NextStage shape = (NextStage) fixture.done(preview, request);
    assertThat(shape.state()).isEqualTo(preview.id());
    assertThat(shape.cost().amount()).isEqualByComparingTo("0.40");
    assertThat(shape.cost().basis()).isEqualTo(CostBasis.REPORTED);
    assertThat(shape.estimate().amount()).isEqualByComparingTo("0.20");

    ProviderHandle refinement =
        handle(
            adapter()
                .submit(new Submission("key-2", request, 2, shape.state(), fixture.workspace())));
    assertThat(refinement).isNotEqualTo(preview);
    Succeeded made = (Succeeded) fixture.done(refinement, request);
    assertThat(made.cost().amount()).isEqualByComparingTo("0.20");
    assertThat(made.cost().basis()).isEqualTo(CostBasis.REPORTED);
    assertPbr(made, 2000);
    assertThat(fixture.provider.ledger().charged()).isEqualByComparingTo("30");
  }

  @Test
  void an_image_becomes_a_model_at_once() throws IOException {
    Succeeded made = (Succeeded) fixture.made(pictured(""));
    assertPbr(made, 2000);
    assertThat(made.cost().amount()).isEqualByComparingTo("0.60");
    assertThat(made.cost().basis()).isEqualTo(CostBasis.REPORTED);
    assertThat(fixture.provider.ledger().counted("creates")).isEqualTo(1);
  }

  private static void assertPbr(Succeeded made, int most) throws IOException {
    ProbeResult.Model model = (ProbeResult.Model) MediaProbe.probe(made.files().get(0).path());
    assertThat(model.triangles()).isPositive().isLessThanOrEqualTo(most);
    assertThat(model.maps()).contains(PbrMap.BASE_COLOR, PbrMap.METALLIC_ROUGHNESS, PbrMap.NORMAL);
  }

  /** It is told less than it may have, but who does not keep to it is passed on and found out. */
  @Test
  void one_with_too_many_triangles_is_fetched_as_it_is() throws IOException {
    Succeeded made = (Succeeded) fixture.made(pictured("[[sim:over_budget_triangles]]"));
    assertThat(((ProbeResult.Model) MediaProbe.probe(made.files().get(0).path())).triangles())
        .isGreaterThan(2000);
  }

  @Test
  void what_both_creates_will_cost_is_known_beforehand() {
    assertThat(adapter().estimate(coin("")).amount()).isEqualByComparingTo("0.60");
    assertThat(fixture.adapter.estimateOf(coin(""), 1).amount()).isEqualByComparingTo("0.40");
    assertThat(fixture.adapter.estimateOf(coin(""), 2).amount()).isEqualByComparingTo("0.20");
    assertThat(adapter().estimate(pictured("")).amount()).isEqualByComparingTo("0.60");
  }

  /**
   * providers.md 4.8, every status: of a refused create, of a refused refinement, in which nothing
   * is the tenant's to better, and of a poll.
   */
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_INPUT, GENERATION_FAILED, NOT_FOUND",
    "401, AUTH, AUTH, TRANSIENT",
    "402, OUT_OF_CREDITS, OUT_OF_CREDITS, TRANSIENT",
    "403, AUTH, AUTH, TRANSIENT",
    "404, NOT_FOUND, GENERATION_FAILED, NOT_FOUND",
    "408, TRANSIENT, TRANSIENT, TRANSIENT",
    "413, INVALID_INPUT, GENERATION_FAILED, TRANSIENT",
    "422, INVALID_INPUT, GENERATION_FAILED, TRANSIENT",
    "429, RATE_LIMITED, RATE_LIMITED, RATE_LIMITED"
  })
  void each_status_is_told_apart(
      int status, FailureClass ofCreate, FailureClass ofRefinement, FailureClass ofPoll) {
    Failed refused = failed(fixture.submit(coin("[[sim:code:" + status + "]]")));
    assertThat(refused.failure()).isEqualTo(ofCreate);
    assertThat(refused.toString()).doesNotContain(MeshySimulator.KEY);
    assertThat(fixture.provider.ledger().counted("creates")).isZero();

    assertThat(failure(refined(coin("[[sim:refine_code:" + status + "]]"))))
        .isEqualTo(ofRefinement);
    assertThat(fixture.provider.ledger().counted("creates")).isEqualTo(1);
    assertThat(failure(fixture.made(coin("[[sim:poll_code:" + status + "]]")))).isEqualTo(ofPoll);
  }

  /** providers.md 4.8 and failures.md 2: a 5xx says nothing of what came of a create. */
  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void the_providers_own_trouble_leaves_a_create_in_doubt_and_a_poll_for_later(int status) {
    assertThat(fixture.submit(coin("[[sim:code:" + status + "]]"))).isInstanceOf(Unknown.class);
    assertThat(failure(fixture.made(coin("[[sim:poll_code:" + status + "]]"))))
        .isEqualTo(FailureClass.TRANSIENT);
  }

  /** providers.md 4.8: only the words tell too many requests from too many tasks. */
  @Test
  void both_kinds_of_429_are_told_apart() {
    Failed fast = failed(fixture.submit(coin("[[sim:rate_limit:1]]")));
    assertThat(fast.failure()).isEqualTo(FailureClass.RATE_LIMITED);
    assertThat(fast.retryAfter()).isEqualTo(Duration.ofSeconds(1));
    Failed full = failed(fixture.submit(coin("[[sim:queue_full:1]]")));
    assertThat(full.failure()).isEqualTo(FailureClass.QUEUE_FULL);
    assertThat(full.retryAfter()).isNull();
    assertThat(fixture.submit(coin("[[sim:queue_full:1]]"))).isInstanceOf(Running.class);
  }

  @Test
  void an_account_has_a_place_again_when_one_of_its_tasks_is_over() {
    fixture.provider.queue(2);
    fixture.accepted(coin("1"));
    fixture.accepted(coin("2"));
    assertThat(failure(fixture.submit(coin("3")))).isEqualTo(FailureClass.QUEUE_FULL);
    fixture.time.advance(Duration.ofMinutes(2));
    assertThat(fixture.submit(coin("3"))).isInstanceOf(Running.class);
  }

  @Test
  void more_requests_than_it_takes_in_a_second_are_refused_for_now() {
    fixture.provider.requestsPerSecond(3);
    for (int i = 0; i < 5; i++) {
      ProviderSnapshot answer =
          adapter().submit(new Submission("k" + i, coin("" + i), fixture.workspace()));
      if (i < 3) {
        assertThat(answer).isInstanceOf(Running.class);
      } else {
        assertThat(failure(answer)).isEqualTo(FailureClass.RATE_LIMITED);
      }
    }
  }

  /** providers.md 4.8: what a later note calls a queue that is full. */
  @Test
  void the_later_name_of_a_full_queue_is_known_too() {
    assertThat(Codes.ofRefusal(429, "NoMorePendingTasks", Way.PREVIEW))
        .isEqualTo(FailureClass.QUEUE_FULL);
    assertThat(Codes.ofRefusal(429, "RateLimitExceeded", Way.PREVIEW))
        .isEqualTo(FailureClass.RATE_LIMITED);
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
    Answer page = new Answer(status, Optional.empty(), Optional.empty(), "<html>");
    assertThat(Codes.ofRefusal(page, Way.PREVIEW)).isEqualTo(expected);
  }

  @Test
  void a_status_that_nobody_knows_is_not_the_requests_fault() {
    assertThat(Codes.ofRefusal(418, "", Way.PREVIEW)).isEqualTo(FailureClass.TRANSIENT);
  }

  /** providers.md 4.10: its calls are signed by nothing, so that only their address tells. */
  @Test
  void a_call_at_the_address_of_the_dashboard_is_about_the_task_it_names() {
    String token = "a-long-text-that-nobody-guesses";
    Callback call = new Callback(token, Map.of(), "{\"id\":\"0190c3aa\",\"status\":\"FAILED\"}");
    assertThat(fixture.adapter.hint(call)).isEmpty();
    try (var open = MeshyFixture.with(directory, Map.of("meshy.callback-token", token))) {
      assertThat(open.adapter.hint(call)).contains(new Hint.OfTask("0190c3aa"));
      assertThat(open.adapter.hint(new Callback(token + "x", Map.of(), call.body()))).isEmpty();
      for (String body : List.of("", "[]", "{}", "{\"id\":null}")) {
        assertThat(open.adapter.hint(new Callback(token, Map.of(), body))).isEmpty();
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Hook("short"));
  }

  /** providers.md 4.8: why a task that was accepted has failed. */
  @ParameterizedTest
  @CsvSource({
    "error_invalid_input,INVALID_INPUT",
    "error_timeout,TRANSIENT",
    "error_service_unavailable,TRANSIENT",
    "error_server_error,GENERATION_FAILED",
    "error_moderation_blocked,CONTENT_POLICY",
    "error_image_too_complex,INVALID_INPUT",
    "error_format_conversion_failed,GENERATION_FAILED",
    "error_model_missing_uv,INVALID_INPUT",
    "error_model_insufficient_uv,INVALID_INPUT",
    "error_unsafe,CONTENT_POLICY",
    "error_new_code,INVALID_INPUT",
    "error_none,GENERATION_FAILED",
    "moderation,CONTENT_POLICY",
    "fail_early,GENERATION_FAILED",
    "fail_late,GENERATION_FAILED",
    "canceled,GENERATION_FAILED",
    "expired,GENERATION_FAILED"
  })
  void each_code_of_a_failed_task_is_told_apart(String tag, FailureClass expected) {
    Failed failure = failed(fixture.made(coin("[[sim:" + tag + "]]")));
    assertThat(failure.failure()).isEqualTo(expected);
    ProviderCost charged = Objects.requireNonNull(failure.charged());
    assertThat(charged.amount()).as("given back").isZero();
    assertThat(charged.basis()).isEqualTo(CostBasis.REPORTED);
    assertThat(fixture.provider.ledger().charged()).isZero();
    assertThat(failure.passes()).as("it has ended").isFalse();
    assertThat(failure.mayPassAnew()).isEqualTo(expected == FailureClass.TRANSIENT);
  }

  /** providers.md 4.4: a refinement is of a shape and nothing else, so nothing is the tenant's. */
  @ParameterizedTest
  @CsvSource({
    "invalid_input,GENERATION_FAILED",
    "model_missing_uv,GENERATION_FAILED",
    "model_insufficient_uv,GENERATION_FAILED",
    "timeout,TRANSIENT",
    "service_unavailable,TRANSIENT",
    "moderation_blocked,CONTENT_POLICY"
  })
  void each_code_of_a_failed_refinement_is_told_apart(String error, FailureClass expected) {
    Model request = coin("[[sim:refine_error_" + error + "]]");
    assertThat(failure(fixture.done(handle(refined(request)), request))).isEqualTo(expected);
  }

  @Test
  void a_refinement_that_fails_leaves_the_shape_paid() {
    Model request = coin("[[sim:refine_fail_late]]");
    Failed failure = failed(fixture.done(handle(refined(request)), request));
    assertThat(failure.failure()).isEqualTo(FailureClass.GENERATION_FAILED);
    assertThat(fixture.provider.ledger().charged()).isEqualByComparingTo("20");
  }

  @Test
  void an_account_without_credits_is_known_and_shows_what_it_has() {
    assertThat(fixture.adapter.balance())
        .isEqualTo(new Balance.Left(new BigDecimal("100000"), "credits"));
    fixture.provider.balance(BigDecimal.TEN);
    assertThat(failure(fixture.submit(coin("")))).isEqualTo(FailureClass.OUT_OF_CREDITS);
  }

  /** Nobody pays twice: what may have been accepted is not known to have failed. */
  @ParameterizedTest
  @ValueSource(strings = {"lost_response", "lost_in_proxy", "unreadable_create"})
  void a_create_that_was_lost_has_no_known_outcome(String tag) {
    assertThat(fixture.submit(coin("[[sim:" + tag + "]]"))).isInstanceOf(Unknown.class);
    assertThat(refined(coin("[[sim:refine_" + tag + "]]"))).isInstanceOf(Unknown.class);
    assertThat(fixture.provider.ledger().counted("creates")).isEqualTo(3);
  }

  @Test
  void results_are_had_again_or_known_to_be_gone() {
    assertThat(fixture.made(pictured("[[sim:url_expired]]"))).isInstanceOf(Succeeded.class);
    assertThat(failure(fixture.made(pictured("[[sim:url_dead]]"))))
        .isEqualTo(FailureClass.RESULT_EXPIRED);
    assertThat(fixture.made(pictured("[[sim:download_flaky:1]]"))).isInstanceOf(Succeeded.class);
    assertThat(fixture.made(pictured("[[sim:truncate]]"))).isInstanceOf(Ready.class);
    Failed empty = failed(fixture.made(pictured("[[sim:empty_file]]")));
    assertThat(empty.failure()).isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(empty.charged()).extracting(ProviderCost::amount).isEqualTo(new BigDecimal("0.60"));
    assertThat(failure(fixture.made(pictured("[[sim:success_no_url]]"))))
        .isEqualTo(FailureClass.INVALID_OUTPUT);
    assertThat(fixture.made(pictured("[[sim:foreign_url]]"))).isInstanceOf(Failed.class);
  }

  /** They are kept for three days only. */
  @Test
  void a_result_that_was_left_too_long_is_gone() {
    Model request = pictured("");
    ProviderHandle handle = fixture.accepted(request);
    fixture.time.advance(Duration.ofMinutes(2));
    assertThat(fixture.poll(handle, request)).isInstanceOf(Succeeded.class);
    fixture.time.advance(Duration.ofDays(4));
    assertThat(failure(fixture.poll(handle, request))).isEqualTo(FailureClass.RESULT_EXPIRED);
  }

  @Test
  void a_cancelled_task_goes_on_unless_it_may_be_deleted() {
    ProviderHandle kept = fixture.accepted(coin(""));
    assertThat(fixture.adapter.cancel(kept)).isInstanceOf(Cancellation.Refused.class);
    assertThat(fixture.provider.ledger().counted("cancels")).isZero();
    try (var other = MeshyFixture.with(directory, Map.of("meshy.delete-cancelled", "true"))) {
      ProviderHandle task = other.accepted(coin(""));
      Cancellation.Stopped stopped = (Cancellation.Stopped) other.adapter.cancel(task);
      assertThat(stopped.charged().basis()).isEqualTo(CostBasis.POSSIBLE);
      assertThat(other.adapter.cancel(task)).isInstanceOf(Cancellation.Refused.class);
      assertThat(failure(other.poll(task, coin("")))).isEqualTo(FailureClass.NOT_FOUND);
    }
  }

  /** Secrets: a planted key is in nothing that is shown or kept. */
  @Test
  void the_key_is_in_nothing_that_it_answers() {
    try (var other = MeshyFixture.with(directory, Map.of("meshy.api-key", "wrong-canary"))) {
      assertThat(other.adapter.balance().toString()).contains("AUTH").doesNotContain("canary");
      assertThat(other.submit(coin("")).toString()).contains("AUTH").doesNotContain("canary");
      assertThat(other.adapter.toString()).doesNotContain("canary");
    }
    assertThat(fixture.made(coin("[[sim:fail_echo]]")).toString())
        .contains("Bad")
        .doesNotContain(MeshySimulator.KEY);
  }

  /** providers.md 4.1: the key for trying out costs nothing. */
  @Test
  void the_providers_own_test_key_is_taken_and_costs_nothing() {
    try (var other =
        MeshyFixture.with(directory, Map.of("meshy.api-key", MeshySimulator.TEST_KEY))) {
      Succeeded made = (Succeeded) other.made(pictured(""));
      assertThat(made.cost().amount()).isZero();
      assertThat(other.provider.ledger().charged()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue_full:1", "over_budget_triangles"})
  void each_fault_of_models_shows(String tag) {
    assertShows(pictured("[[sim:" + tag + "]]"), pictured(""));
  }
}
