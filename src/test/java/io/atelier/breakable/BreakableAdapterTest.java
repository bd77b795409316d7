package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.FailureClass;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderAdapterContract;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskCancellation;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.provider.TaskLookup;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.provider.TemporaryWorkspace;
import io.atelier.provider.Workspace;
import io.atelier.provider.WorkspaceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter makes of whatever the provider does. */
@Isolated("waits for a fifth of a second at most")
class BreakableAdapterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration IMPATIENCE = Duration.ofMillis(200);

  @TempDir static Path directory;
  private static BreakableProcess provider;

  @BeforeAll
  static void start() {
    provider = new BreakableProcess(directory.resolve("provider"));
  }

  @AfterAll
  static void stop() {
    provider.close();
    assertThat(provider.log()).doesNotExist();
  }

  @BeforeEach
  void reset() {
    provider.reset();
    provider.settings("{\"duration_seconds\":0}");
  }

  private static ProviderAdapter adapter(Flavour flavour, URI server) {
    return BreakableAdapter.of(flavour, Optional.of(server), PATIENCE, PATIENCE);
  }

  private static ProviderAdapter adapter(Flavour flavour) {
    return adapter(flavour, provider.url());
  }

  /** One that does not wait for long for what never comes. */
  private static ProviderAdapter impatient(Flavour flavour) {
    return BreakableAdapter.of(flavour, Optional.of(provider.url()), IMPATIENCE, IMPATIENCE);
  }

  @Nested
  class Replay implements ProviderAdapterContract {
    @Override
    public ProviderAdapter adapter() {
      return BreakableAdapterTest.adapter(Flavour.REPLAY);
    }
  }

  @Nested
  class Lookup implements ProviderAdapterContract {
    @Override
    public ProviderAdapter adapter() {
      return BreakableAdapterTest.adapter(Flavour.LOOKUP);
    }
  }

  @Nested
  class Reject implements ProviderAdapterContract {
    @Override
    public ProviderAdapter adapter() {
      return BreakableAdapterTest.adapter(Flavour.REJECT);
    }
  }

  @Nested
  class None implements ProviderAdapterContract {
    @Override
    public ProviderAdapter adapter() {
      return BreakableAdapterTest.adapter(Flavour.NONE);
    }
  }

  @ParameterizedTest
  @EnumSource(Flavour.class)
  void what_is_made_is_what_was_asked_for_and_its_charge_is_reported(Flavour flavour)
      throws Exception {
    Texture texture = Texture.of("gold", 512, true);
    SoundEffect sound = new SoundEffect("coins", null, new BigDecimal("1.234"));

    ProviderSnapshot.Succeeded image = succeeded(made(flavour, texture));
    ProviderSnapshot.Succeeded audio = succeeded(made(flavour, sound));

    assertThat(MediaProbe.probe(image.files().get(0).path()))
        .isInstanceOfSatisfying(
            ProbeResult.Image.class, facts -> assertThat(facts.width()).isEqualTo(512));
    assertThat(MediaProbe.probe(audio.files().get(0).path()))
        .isInstanceOfSatisfying(
            ProbeResult.Audio.class, facts -> assertThat(facts.seconds()).isEqualTo(1.234));
    assertThat(image.cost().amount()).isEqualTo("0.020000");
    assertThat(audio.cost().amount()).isEqualTo("0.010000");
  }

  // failures.md, rule 2.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "hang",
        "empty",
        "truncated",
        "reset-mid-body",
        "hang-mid-body",
        "malformed-chunk",
        "endless",
        "bad-gateway",
        "error",
        "unreadable",
        "bare",
        "html",
        "zero-bytes",
        "redirect",
        "drip=100"
      })
  void a_create_without_a_readable_answer_is_unknown_and_sent_once(String fault) {
    String[] parts = fault.split("=");
    String tag = parts[0] + "-after-accept" + (parts.length > 1 ? "=" + parts[1] : "");

    ProviderSnapshot answer = submit(impatient(Flavour.NONE), "gold fault:" + tag + "*all");

    assertThat(answer).isInstanceOf(ProviderSnapshot.Unknown.class);
    assertThat(creates()).isEqualTo(1);
  }

  // failures.md, rule 2.
  @ParameterizedTest
  @ValueSource(strings = {"reset", "hang", "error=503", "bad-gateway"})
  void a_create_that_got_no_answer_is_unknown_also_where_it_was_not_accepted(String fault) {
    String[] parts = fault.split("=");
    String tag = parts[0] + "-before-accept" + (parts.length > 1 ? "=" + parts[1] : "");

    assertThat(submit(impatient(Flavour.NONE), "gold fault:" + tag))
        .isInstanceOf(ProviderSnapshot.Unknown.class);
  }

  // failures.md, rule 2; providers.md, 1.2.
  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void a_refusal_is_definite_by_http_status_and_by_the_apis_own_code(FailureClass failure) {
    String code = failure.name().toLowerCase(Locale.ROOT);

    for (String how : new String[] {"refused", "refused-200"}) {
      assertThat(submit(Flavour.NONE, "gold fault:" + how + "-before-accept=" + code))
          .isInstanceOfSatisfying(
              ProviderSnapshot.Failed.class,
              failed -> {
                assertThat(failed.failure()).isEqualTo(failure);
                assertThat(failed.code()).isEqualTo(code);
                assertThat(failed.charged()).isNull();
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=2", "=date", "=garbage", "=huge", "=negative"})
  void SC_012_throttling_is_throttling_whatever_its_time(String how) {
    assertThat(submit(Flavour.NONE, "gold fault:throttled-before-accept" + how))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.RATE_LIMITED));
  }

  // failures.md, rule 2: before a byte left.
  @Test
  void a_create_that_could_not_be_sent_is_refused() throws Exception {
    URI closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    URI nowhere = URI.create("http://nowhere.invalid");
    try (ServerSocket keyless = serverWithoutKey()) {
      URI noTls = URI.create("https://127.0.0.1:" + keyless.getLocalPort());
      for (URI server : new URI[] {closed, nowhere, noTls}) {
        assertThat(submit(adapter(Flavour.NONE, server), "gold"))
            .as("%s", server)
            .isInstanceOfSatisfying(
                ProviderSnapshot.Failed.class,
                failed -> {
                  assertThat(failed.failure()).isEqualTo(FailureClass.TRANSIENT);
                  assertThat(failed.code()).isEqualTo("not_sent");
                });
      }
    }
  }

  /** Every TLS handshake with it fails. */
  private static ServerSocket serverWithoutKey() throws IOException {
    ServerSocket server = SSLServerSocketFactory.getDefault().createServerSocket(0);
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  ((SSLSocket) client).startHandshake();
                } catch (IOException e) {
                  // As it must be.
                }
              }
            });
    return server;
  }

  @Test
  void a_repeated_create_is_the_same_task_where_the_provider_says_which() {
    Texture request = Texture.of("gold fault:reset-after-accept", 512, true);
    for (Flavour flavour : new Flavour[] {Flavour.REPLAY, Flavour.REJECT_WITH_ID}) {
      Submission submission = submission(request);
      assertThat(adapter(flavour).submit(submission)).isInstanceOf(ProviderSnapshot.Unknown.class);
      assertThat(adapter(flavour).submit(submission)).isInstanceOf(ProviderSnapshot.Running.class);
    }
    Submission submission = submission(request);
    assertThat(adapter(Flavour.REJECT).submit(submission))
        .isInstanceOf(ProviderSnapshot.Unknown.class);
    assertThat(adapter(Flavour.REJECT).submit(submission))
        .isInstanceOf(ProviderSnapshot.AcceptedBefore.class);
    assertThat(provider.ledger().stream().filter(entry -> entry.is("charge"))).hasSize(3);
  }

  // failures.md, rule 11.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "reset",
        "hang",
        "empty",
        "truncated",
        "malformed-chunk",
        "endless",
        "bad-gateway",
        "error",
        "unreadable",
        "bare",
        "html",
        "zero-bytes",
        "redirect"
      })
  void a_polls_own_trouble_is_a_passing_failure(String fault) throws Exception {
    // Twice, as the JDK asks again where the connection just ends.
    int strikes = fault.equals("reset") || fault.equals("empty") ? 2 : 1;
    Texture request = Texture.of("gold fault:" + fault + "-on-poll*" + strikes, 512, true);
    ProviderHandle handle = running(adapter(Flavour.NONE).submit(submission(request)));

    assertThat(poll(impatient(Flavour.NONE), handle, request))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> assertThat(failed.failure().passes()).isTrue());
    assertThat(poll(adapter(Flavour.NONE), handle, request))
        .isInstanceOf(ProviderSnapshot.Succeeded.class);
  }

  // failures.md, rule 11.
  @ParameterizedTest
  @ValueSource(strings = {"never-ends", "backwards slow:60", "unknown-status slow:60"})
  void what_is_not_at_its_end_is_running(String fault) throws Exception {
    assertThat(made(Flavour.NONE, Texture.of("gold fault:" + fault, 512, true)))
        .isInstanceOf(ProviderSnapshot.Running.class);
  }

  @ParameterizedTest
  @EnumSource(FailureClass.class)
  void a_task_that_failed_says_why_and_what_it_cost_all_the_same(FailureClass failure)
      throws Exception {
    String code = failure.name().toLowerCase(Locale.ROOT);

    assertThat(made(Flavour.NONE, Texture.of("gold fault:fails=" + code, 512, true)))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> {
              assertThat(failed.failure()).isEqualTo(failure);
              assertThat(failed.charged()).isNotNull();
            });
  }

  // FR-018: a dead address is renewed by looking at the task again.
  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void an_expired_address_is_renewed_once(int status) throws Exception {
    String tag = "gold fault:expired-on-result=" + status;

    assertThat(made(Flavour.NONE, Texture.of(tag, 512, true)))
        .isInstanceOf(ProviderSnapshot.Succeeded.class);
    assertThat(made(Flavour.NONE, Texture.of(tag + "*all", 512, true)))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> {
              assertThat(failed.failure()).isEqualTo(FailureClass.RESULT_EXPIRED);
              assertThat(failed.charged()).isNotNull();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "hang", "truncated", "hang-mid-body", "error", "drip"})
  void a_download_that_breaks_off_leaves_a_result_that_is_still_to_be_fetched(String fault)
      throws Exception {
    Texture request = Texture.of("gold fault:" + fault + "-on-result*all", 512, true);
    ProviderHandle handle = running(adapter(Flavour.NONE).submit(submission(request)));

    assertThat(poll(impatient(Flavour.NONE), handle, request))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Ready.class, ready -> assertThat(ready.handle()).isEqualTo(handle));
  }

  // failures.md, security: no redirect is followed, no foreign address asked.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fault:redirect-on-result",
        "fault:no-url",
        "fault:result-at=http://169.254.169.254/latest",
        "fault:result-at=file:///etc/passwd",
        "fault:result-at=://"
      })
  void a_result_is_fetched_from_the_provider_itself_or_not_at_all(String tag) throws Exception {
    assertThat(made(Flavour.NONE, Texture.of("gold " + tag, 512, true)))
        .isInstanceOfSatisfying(
            ProviderSnapshot.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.INVALID_OUTPUT));
    assertThat(provider.ledger()).noneMatch(entry -> entry.is("inside"));
  }

  // failures.md, rule 3.
  @Test
  void a_lost_create_is_looked_up_where_there_is_a_list() {
    Submission lost = submission(Texture.of("gold fault:reset-after-accept", 512, true));
    Submission never = submission(Texture.of("gold fault:reset-before-accept", 512, true));
    Submission late = submission(Texture.of("fault:empty-after-accept fault:unlisted", 512, true));
    ProviderAdapter lookup = adapter(Flavour.LOOKUP);
    for (Submission submission : new Submission[] {lost, never, late}) {
      assertThat(lookup.submit(submission)).isInstanceOf(ProviderSnapshot.Unknown.class);
    }

    Finding found = ((TaskLookup) lookup).lookUp(lost, Instant.now());

    assertThat(found).isInstanceOf(Finding.Found.class);
    ProviderHandle handle = ((Finding.Found) found).handle();
    assertThat(lookup.poll(handle, lost.request(), new TemporaryWorkspace(directory), null))
        .isInstanceOf(ProviderSnapshot.Succeeded.class);
    assertThat(((TaskLookup) lookup).lookUp(never, Instant.now()))
        .isInstanceOf(Finding.Absent.class);
    assertThat(((TaskLookup) lookup).lookUp(late, Instant.now()))
        .as("lags")
        .isInstanceOf(Finding.Absent.class);
    assertThat(creates()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error",
        "bad-gateway",
        "hang",
        "unreadable",
        "bare",
        "html",
        "truncated",
        "redirect",
        "throttled"
      })
  void a_list_that_cannot_be_read_says_nothing(String fault) {
    provider.fault("{\"fault\":\"" + fault + "-on-list\"}");
    Submission submission = submission(Texture.of("gold", 512, true));

    assertThat(((TaskLookup) impatient(Flavour.LOOKUP)).lookUp(submission, Instant.now()))
        .isInstanceOf(Finding.Unclear.class);
  }

  @Test
  void a_task_is_cancelled_or_it_is_said_that_it_was_not() {
    assertThat(cancelled("gold slow:60"))
        .isInstanceOfSatisfying(
            Cancellation.Stopped.class,
            stopped -> assertThat(stopped.charged().amount()).isEqualTo("0.020000"));
    assertThat(cancelled("gold slow:0")).isInstanceOf(Cancellation.Refused.class);
    assertThat(cancelled("gold slow:60 fault:uncancellable"))
        .isInstanceOf(Cancellation.Refused.class);
    assertThat(cancelled("gold slow:60 fault:reset-on-cancel*all"))
        .isInstanceOf(Cancellation.Unclear.class);
    assertThat(cancelled("gold slow:60 fault:error-on-cancel"))
        .isInstanceOf(Cancellation.Unclear.class);
  }

  private Cancellation cancelled(String prompt) {
    ProviderHandle handle = running(submit(Flavour.NONE, prompt));
    return ((TaskCancellation) adapter(Flavour.NONE)).cancel(handle);
  }

  @Test
  void a_file_that_cannot_be_written_is_not_the_providers_failure() {
    Texture request = Texture.of("gold size:1000000", 512, true);
    ProviderHandle handle = running(adapter(Flavour.NONE).submit(submission(request)));
    Workspace full = TemporaryWorkspace.ofOne(Path.of("/dev/full"));

    assertThatThrownBy(() -> adapter(Flavour.NONE).poll(handle, request, full, null))
        .isInstanceOf(WorkspaceException.class);
  }

  private ProviderSnapshot made(Flavour flavour, GenerationRequest request) {
    ProviderHandle handle = running(adapter(flavour).submit(submission(request)));
    return adapter(flavour).poll(handle, request, new TemporaryWorkspace(directory), null);
  }

  private static ProviderSnapshot poll(
      ProviderAdapter adapter, ProviderHandle handle, GenerationRequest request) {
    return adapter.poll(handle, request, new TemporaryWorkspace(directory), null);
  }

  private static ProviderSnapshot submit(Flavour flavour, String prompt) {
    return submit(adapter(flavour), prompt);
  }

  private static ProviderSnapshot submit(ProviderAdapter adapter, String prompt) {
    return adapter.submit(submission(Texture.of(prompt, 512, true)));
  }

  private static Submission submission(GenerationRequest request) {
    return new Submission(UUID.randomUUID().toString(), request, new TemporaryWorkspace(directory));
  }

  private static ProviderHandle running(ProviderSnapshot snapshot) {
    assertThat(snapshot).isInstanceOf(ProviderSnapshot.Running.class);
    return ((ProviderSnapshot.Running) snapshot).handle();
  }

  private static ProviderSnapshot.Succeeded succeeded(ProviderSnapshot snapshot) {
    assertThat(snapshot).isInstanceOf(ProviderSnapshot.Succeeded.class);
    return (ProviderSnapshot.Succeeded) snapshot;
  }

  private static long creates() {
    return provider.ledger().stream().filter(entry -> entry.is("create")).count();
  }
}
