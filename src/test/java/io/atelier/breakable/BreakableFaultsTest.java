package io.atelier.breakable;

import static io.atelier.breakable.RawClient.End.CLOSED;
import static io.atelier.breakable.RawClient.End.RESET;
import static io.atelier.breakable.RawClient.End.SILENT;
import static io.atelier.breakable.RawClient.End.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault of the breakable provider, as a client sees it that hides nothing. */
class BreakableFaultsTest {
  @TempDir static Path directory;
  private static BreakableProcess provider;
  private static RawClient client;
  private static RawClient impatient;

  @BeforeAll
  static void start() {
    provider = new BreakableProcess(directory);
    client = new RawClient(provider.url(), 10_000);
    impatient = new RawClient(provider.url(), 300);
  }

  @AfterAll
  static void stop() {
    provider.close();
    assertThat(provider.log()).doesNotExist();
  }

  @BeforeEach
  void reset() {
    provider.reset();
  }

  // failures.md: a response lost after the accept; the task is there, and paid.
  @ParameterizedTest
  @CsvSource({
    "reset, 0, RESET",
    "hang, 0, SILENT",
    "empty, 0, CLOSED",
    "truncated, 202, CLOSED",
    "reset-mid-body, 202, RESET",
    "hang-mid-body, 202, SILENT",
    "malformed-chunk, 202, CLOSED",
    "endless, 202, TOO_LONG",
    "bad-gateway, 502, CLOSED",
    "error, 500, CLOSED",
    "error=503, 503, CLOSED",
    "unreadable, 200, CLOSED",
    "bare, 200, CLOSED",
    "html, 200, CLOSED",
    "zero-bytes, 200, CLOSED",
    "redirect, 302, CLOSED"
  })
  void a_create_is_accepted_and_charged_though_its_answer_is_lost(
      String fault, int status, RawClient.End end) throws Exception {
    String[] parts = fault.split("=");
    String value = parts.length > 1 ? "=" + parts[1] : "";
    RawClient.Came came =
        (end == SILENT ? impatient : client)
            .create("replay", "k", "gold fault:" + parts[0] + "-after-accept" + value);

    // What was read before a reset may be lost with it.
    assertThat(came.status()).isIn(status, end == RESET ? 0 : status);
    assertThat(came.end()).isEqualTo(end);
    assertThat(came.status() == 202 && came.isWhole()).isFalse();
    assertThat(ops()).containsExactly("create accepted", "charge charged");
    assertThat(
            client
                .create("replay", "k", "gold fault:" + parts[0] + "-after-accept" + value)
                .status())
        .isEqualTo(200);
    assertThat(ops()).endsWith("create replayed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "hang", "empty", "bad-gateway", "error=500"})
  void a_create_can_fail_without_being_accepted(String fault) throws Exception {
    String[] parts = fault.split("=");
    String value = parts.length > 1 ? "=" + parts[1] : "";
    String prompt = "gold fault:" + parts[0] + "-before-accept" + value;

    assertThat((fault.equals("hang") ? impatient : client).create("none", "k", prompt).status())
        .isIn(0, 500, 502);
    assertThat(ops()).containsExactly("create faulted");

    assertThat(client.create("none", "k", prompt).status()).isEqualTo(202);
    assertThat(ops()).endsWith("create accepted", "charge charged");
  }

  @ParameterizedTest
  @CsvSource({
    "auth,401",
    "out_of_credits,402",
    "not_found,404",
    "content_policy,422",
    "queue_full,429",
    "invalid_input,400"
  })
  void a_create_can_be_refused_by_http_status_or_by_the_apis_own_code(String code, int status)
      throws Exception {
    RawClient.Came plain = client.create("none", "1", "fault:refused-before-accept=" + code);
    RawClient.Came own = client.create("none", "2", "fault:refused-200-before-accept=" + code);

    assertThat(plain.status()).isEqualTo(status);
    assertThat(plain.json().getString("code")).isEqualTo(code);
    assertThat(own.status()).isEqualTo(200);
    assertThat(own.json().getString("code")).isEqualTo(code);
    assertThat(own.json()).doesNotContainKey("id");
    assertThat(ops()).containsExactly("create faulted", "create faulted");
  }

  @Test
  void SC_012_throttling_names_its_time_in_every_form_there_is() throws Exception {
    assertThat(throttled("")).isEmpty();
    assertThat(throttled("=2")).isEqualTo("2");
    assertThat(throttled("=garbage")).isNotEmpty().doesNotContainPattern("[0-9]");
    assertThat(throttled("=huge")).hasSizeGreaterThan(19).containsOnlyDigits();
    assertThat(throttled("=negative")).isEqualTo("-5");
    assertThat(ZonedDateTime.parse(throttled("=date"), DateTimeFormatter.RFC_1123_DATE_TIME))
        .isAfter(ZonedDateTime.now());
  }

  private static String throttled(String how) throws IOException {
    RawClient.Came came = client.create("none", "k" + how, "fault:throttled-before-accept" + how);
    assertThat(came.status()).isEqualTo(429);
    return came.header("Retry-After");
  }

  @Test
  void a_fault_strikes_as_often_as_it_says_and_then_no_more() throws Exception {
    String task = accepted("gold slow:0 fault:error-on-poll=503*3");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      statuses.add(client.poll("none", task).status());
    }
    assertThat(statuses).containsExactly(503, 503, 503, 200, 200);

    String other = accepted("gold fault:error-on-poll*all");
    for (int i = 0; i < 5; i++) {
      assertThat(client.poll("none", other).status()).isEqualTo(500);
    }
  }

  @Test
  void an_answer_can_drip() throws Exception {
    String task = accepted("gold fault:drip-on-poll=2");

    long start = System.nanoTime();
    RawClient.Came came = client.poll("none", task);

    assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
    assertThat(came.isWhole()).isTrue();
    assertThat(came.json().getString("id")).isEqualTo(task);
  }

  @Test
  void a_result_can_be_cut_short_corrupt_empty_html_or_never_end() throws Exception {
    assertThat(download("truncated").isWhole()).isFalse();
    assertThat(download("truncated").end()).isEqualTo(CLOSED);
    assertThat(download("reset").end()).isEqualTo(RESET);
    assertThat(download("hang-mid-body").end()).isEqualTo(SILENT);
    assertThat(download("endless").end()).isEqualTo(TOO_LONG);
    assertThat(download("zero-bytes").body()).isEmpty();
    assertThat(download("malformed-chunk").header("Transfer-Encoding")).isEqualTo("chunked");

    RawClient.Came html = download("html");
    assertThat(html.header("Content-Type")).isEqualTo("image/png");
    assertThat(html.text()).startsWith("<!DOCTYPE html>");

    RawClient.Came corrupt = download("corrupt");
    assertThat(corrupt.isWhole()).isTrue();
    Path file = Files.write(directory.resolve("corrupt.png"), corrupt.body());
    assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Broken.class);
  }

  private static RawClient.Came download(String fault) throws IOException {
    String task = accepted("gold slow:0 fault:" + fault + "-on-result");
    JsonObject done = client.poll("none", task).json();
    RawClient.Came came =
        (fault.startsWith("hang") ? impatient : client).get(BreakableFlavoursTest.pathOf(done));
    assertThat(client.get(BreakableFlavoursTest.pathOf(done)).isWhole()).isTrue();
    return came;
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 410})
  void a_results_address_can_be_dead_until_the_task_is_polled_again(int status) throws Exception {
    String task = accepted("gold slow:0 fault:expired-on-result=" + status);
    String dead = BreakableFlavoursTest.pathOf(client.poll("none", task).json());

    assertThat(client.get(dead).status()).isEqualTo(status);
    assertThat(client.get(dead).status()).isEqualTo(status);
    String fresh = BreakableFlavoursTest.pathOf(client.poll("none", task).json());
    assertThat(client.get(fresh).status()).isEqualTo(200);
    assertThat(client.get(dead).status()).isEqualTo(status);
  }

  @Test
  void whoever_follows_a_redirect_inwards_is_written_down() throws Exception {
    String task = accepted("gold slow:0 fault:redirect-on-result");
    RawClient.Came came =
        client.get(BreakableFlavoursTest.pathOf(client.poll("none", task).json()));

    assertThat(came.status()).isEqualTo(302);
    URI inside = URI.create(came.header("Location"));
    assertThat(inside.getHost()).isEqualTo("127.0.0.1");
    assertThat(client.get(inside.getPath()).status()).isEqualTo(200);
    assertThat(ops()).endsWith("inside /inside");
  }

  @Test
  void a_task_can_run_for_ever_fail_go_backwards_or_be_in_a_state_nobody_knows() throws Exception {
    assertThat(statuses("slow:0 fault:never-ends")).containsOnly("running");
    assertThat(statuses("slow:60 fault:backwards"))
        .containsExactly("running", "queued", "running", "queued");
    assertThat(statuses("slow:60 fault:unknown-status")).containsOnly("warming_up");
    String failed = accepted("slow:0 fault:fails=content_policy");
    JsonObject view = client.poll("none", failed).json();
    assertThat(view.getString("status")).isEqualTo("failed");
    assertThat(view.getJsonObject("error").getString("code")).isEqualTo("content_policy");
    assertThat(view.getString("charged")).isEqualTo("0.020000");
  }

  private static List<String> statuses(String prompt) throws IOException {
    String task = accepted(prompt);
    List<String> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      statuses.add(client.poll("none", task).json().getString("status"));
    }
    return statuses;
  }

  @Test
  void a_task_can_be_forgotten() throws Exception {
    String task = accepted("fault:forgets=2");

    assertThat(client.poll("none", task).status()).isEqualTo(200);
    assertThat(client.poll("none", task).status()).isEqualTo(200);
    assertThat(client.poll("none", task).status()).isEqualTo(404);
  }

  // failures.md, rule 12.
  @Test
  void an_id_can_be_given_twice_to_two_tenants() throws Exception {
    String first = accepted("gold tenant:one");
    String second = accepted("gold tenant:two fault:reuses-id");

    assertThat(second).isEqualTo(first);
    assertThat(provider.ledger())
        .filteredOn(entry -> entry.is("charge"))
        .extracting(LedgerEntry::tenant)
        .containsExactly("one", "two");
  }

  @Test
  void a_success_can_have_no_result_or_one_elsewhere() throws Exception {
    String none = accepted("slow:0 fault:no-url");
    String elsewhere = accepted("slow:0 fault:result-at=http://169.254.169.254/latest");

    assertThat(client.poll("none", none).json()).doesNotContainKey("result_url");
    assertThat(client.poll("none", elsewhere).json().getString("result_url"))
        .isEqualTo("http://169.254.169.254/latest");
  }

  @Test
  void a_task_can_be_missing_in_the_list_for_a_while() throws Exception {
    client.create("lookup", "hidden", "gold fault:unlisted");
    client.create("lookup", "seen", "gold fault:unlisted=0");

    assertThat(client.get("/lookup/v1/tasks").json().getJsonArray("tasks")).hasSize(1);
  }

  @Test
  void a_create_can_be_accepted_when_its_client_is_long_gone() throws Exception {
    RawClient.Came came = impatient.create("none", "k", "gold accepts-after:1");

    assertThat(came.end()).isEqualTo(SILENT);
    assertThat(ops()).isEmpty();
    long end = System.nanoTime() + 5_000_000_000L;
    while (ops().isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
    }
    assertThat(ops()).containsExactly("create accepted", "charge charged");
  }

  @Test
  void faults_can_be_set_up_for_some_and_for_so_many_times() throws Exception {
    provider.fault("{\"fault\":\"error-before-accept=503\",\"tenant\":\"one\",\"times\":2}");

    assertThat(client.create("none", "1", "tenant:two").status()).isEqualTo(202);
    assertThat(client.create("none", "2", "tenant:one").status()).isEqualTo(503);
    assertThat(client.create("none", "3", "tenant:one").status()).isEqualTo(503);
    assertThat(client.create("none", "4", "tenant:one").status()).isEqualTo(202);

    provider.fault("{\"fault\":\"never-ends\",\"tenant\":\"once\",\"times\":1}");
    assertThat(statuses("slow:0 tenant:once")).doesNotContain("succeeded");
    assertThat(statuses("slow:0 tenant:once")).containsOnly("succeeded");

    provider.fault("{\"fault\":\"never-ends\",\"account\":\"none\"}");
    assertThat(statuses("slow:0")).doesNotContain("succeeded");
    provider.noFaults();
    assertThat(statuses("slow:0")).containsOnly("succeeded");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> provider.fault("{\"fault\":\"reset-somewhere\"}"));
  }

  @Test
  void chance_depends_on_the_seed_and_the_create_and_nothing_else() throws Exception {
    List<Integer> first = lottery(7);
    List<Integer> again = lottery(7);
    List<Integer> other = lottery(8);

    assertThat(again).isEqualTo(first).isNotEqualTo(other);
    assertThat(first).filteredOn(status -> status == 500).hasSizeBetween(20, 60);
  }

  private static List<Integer> lottery(int seed) throws IOException {
    provider.reset();
    provider.fault("{\"fault\":\"error-after-accept\",\"probability\":0.4,\"seed\":" + seed + "}");
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      statuses.add(client.create("none", "k" + i, "gold").status());
    }
    return statuses;
  }

  private static String accepted(String prompt) throws IOException {
    return client.create("none", "k" + System.nanoTime(), prompt).json().getString("id");
  }

  private static List<String> ops() {
    return provider.ledger().stream()
        .filter(entry -> !entry.is("control"))
        .map(entry -> entry.op() + " " + entry.outcome())
        .toList();
  }
}
