package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the breakable provider promises its clients, account by account. */
class BreakableFlavoursTest {
  @TempDir static Path directory;
  private static BreakableProcess provider;
  private static RawClient client;

  @BeforeAll
  static void start() {
    provider = new BreakableProcess(directory);
    client = new RawClient(provider.url(), 10_000);
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

  @ParameterizedTest
  @EnumSource(Flavour.class)
  void a_task_goes_from_accepted_and_charged_to_a_result(Flavour flavour) throws Exception {
    String account = flavour.account();
    JsonObject task = client.create(account, "k", "gold slow:1.2").json();

    assertThat(task.getString("status")).isEqualTo("queued");
    assertThat(client.poll(account, task.getString("id")).json().getString("status"))
        .isEqualTo("queued");
    JsonObject done = awaitEnd(account, task.getString("id"));
    assertThat(done.getString("status")).isEqualTo("succeeded");
    assertThat(done.getString("charged")).isEqualTo("0.020000");
    RawClient.Came result = client.get(pathOf(done));
    assertThat(result.isWhole()).isTrue();
    assertThat(result.header("Content-Type")).isEqualTo("image/png");
    assertThat(provider.ledger())
        .extracting(LedgerEntry::op)
        .startsWith("create", "charge", "poll")
        .endsWith("poll", "download");
  }

  @Test
  void replay_gives_a_repeated_key_its_task_and_charges_once() throws Exception {
    JsonObject first = client.create("replay", "k", "gold").json();
    JsonObject second = client.create("replay", "k", "gold").json();

    assertThat(second.getString("id")).isEqualTo(first.getString("id"));
    assertThat(outcomes()).containsExactly("accepted", "replayed");
    assertThat(charges()).isEqualTo(1);
    assertThat(client.create("replay", "other", "gold").json().getString("id"))
        .isNotEqualTo(first.getString("id"));
  }

  @Test
  void replay_refuses_a_key_with_another_request() throws Exception {
    client.create("replay", "k", "gold");

    assertThat(client.create("replay", "k", "silver").status()).isEqualTo(422);
    assertThat(charges()).isEqualTo(1);
  }

  @Test
  void lookup_charges_a_repetition_and_lists_tasks_by_the_clients_reference() throws Exception {
    String first = client.create("lookup", "k", "gold").json().getString("id");
    String second = client.create("lookup", "k", "gold").json().getString("id");
    client.create("lookup", "other", "gold");

    assertThat(charges()).isEqualTo(3);
    JsonObject list = client.get("/lookup/v1/tasks?reference=k").json();
    assertThat(list.getJsonArray("tasks").getValuesAs(JsonObject.class))
        .extracting(task -> task.getString("id"))
        .containsExactly(second, first);
    assertThat(client.get("/lookup/v1/tasks?since=2099-01-01T00:00:00Z").json().toString())
        .isEqualTo("{\"tasks\":[]}");
    assertThat(client.get("/none/v1/tasks").status()).isEqualTo(404);
  }

  @Test
  void a_long_list_is_read_page_by_page() throws Exception {
    for (int i = 0; i < 103; i++) {
      client.create("lookup", "k" + i, "gold");
    }

    JsonObject first = client.get("/lookup/v1/tasks").json();
    JsonObject second = client.get("/lookup/v1/tasks?cursor=" + first.getString("next")).json();
    assertThat(first.getJsonArray("tasks")).hasSize(100);
    assertThat(second.getJsonArray("tasks")).hasSize(3);
    assertThat(second).doesNotContainKey("next");
  }

  @Test
  void reject_refuses_a_repeated_key_with_and_without_its_task() throws Exception {
    client.create("reject", "k", "gold");
    String task = client.create("reject-with-id", "k", "gold").json().getString("id");

    RawClient.Came plain = client.create("reject", "k", "gold");
    RawClient.Came told = client.create("reject-with-id", "k", "gold");

    assertThat(plain.status()).isEqualTo(409);
    assertThat(plain.json()).doesNotContainKey("id");
    assertThat(told.status()).isEqualTo(409);
    assertThat(told.json().getString("id")).isEqualTo(task);
    assertThat(charges()).isEqualTo(2);
  }

  @Test
  void none_charges_every_create() throws Exception {
    client.create("none", "k", "gold");
    client.create("none", "k", "gold");

    assertThat(charges()).isEqualTo(2);
  }

  @Test
  void a_prompt_can_ask_for_another_flavour_than_the_accounts() throws Exception {
    client.create("none", "k", "gold flavour:replay");
    client.create("none", "k", "gold flavour:replay");

    assertThat(outcomes()).containsExactly("accepted", "replayed");
  }

  @Test
  void a_tag_can_be_for_one_account_alone() throws Exception {
    String prompt = "gold fault@none:error-after-accept slow@replay:60 slow@none:0";

    assertThat(client.create("none", "k", prompt).status()).isEqualTo(500);
    assertThat(client.create("lookup", "k", prompt).status()).isEqualTo(202);
    String task = client.create("replay", "k", prompt).json().getString("id");
    assertThat(client.poll("replay", task).json().getString("status")).isEqualTo("queued");
  }

  @Test
  void a_task_can_be_cancelled_until_it_is_done() throws Exception {
    String running = client.create("none", "1", "gold slow:60").json().getString("id");
    String done = client.create("none", "2", "gold slow:0").json().getString("id");
    String never =
        client.create("none", "3", "gold slow:60 fault:uncancellable").json().getString("id");

    assertThat(client.delete("/none/v1/tasks/" + running).status()).isEqualTo(200);
    assertThat(client.delete("/none/v1/tasks/" + done).status()).isEqualTo(409);
    assertThat(client.delete("/none/v1/tasks/" + never).status()).isEqualTo(405);
    assertThat(client.delete("/none/v1/tasks/unheard-of").status()).isEqualTo(404);
    assertThat(client.poll("none", running).json().getString("status")).isEqualTo("cancelled");
  }

  @Test
  void results_are_real_media_of_the_wanted_size_and_differ_from_task_to_task() throws Exception {
    byte[] one = result("gold slow:0");
    byte[] two = result("gold slow:0");
    byte[] large = result("gold slow:0 size:300000");

    assertThat(one).hasSize(1024).isNotEqualTo(two);
    assertThat(large).hasSize(300_000);
    for (byte[] bytes : List.of(one, two, large)) {
      Path file = Files.write(directory.resolve("result.png"), bytes);
      assertThat(MediaProbe.probe(file))
          .isInstanceOfSatisfying(
              ProbeResult.Image.class, image -> assertThat(image.width()).isEqualTo(64));
    }
  }

  @Test
  void what_is_no_request_is_refused_and_charged_nothing() throws Exception {
    assertThat(client.create("none", "k", "gold fault:no-such-fault").status()).isEqualTo(400);
    assertThat(client.create("none", "k", "gold slow:soon").status()).isEqualTo(400);
    assertThat(client.create("nobody", "k", "gold").status()).isEqualTo(404);
    assertThat(client.get("/none/v1/tasks/unheard-of").status()).isEqualTo(404);
    assertThat(charges()).isZero();
  }

  private static byte[] result(String prompt) throws IOException {
    String task = client.create("none", "k", prompt).json().getString("id");
    return client.get(pathOf(client.poll("none", task).json())).body();
  }

  static String pathOf(JsonObject done) {
    URI url = URI.create(done.getString("result_url"));
    return url.getPath() + "?" + url.getQuery();
  }

  private static JsonObject awaitEnd(String account, String task) throws IOException {
    JsonObject now = client.poll(account, task).json();
    for (int i = 0; i < 10_000 && !Task.FINAL.contains(now.getString("status")); i++) {
      now = client.poll(account, task).json();
    }
    return now;
  }

  private static List<String> outcomes() {
    return provider.ledger().stream()
        .filter(entry -> entry.is("create"))
        .map(LedgerEntry::outcome)
        .toList();
  }

  private static long charges() {
    return provider.ledger().stream().filter(entry -> entry.is("charge")).count();
  }
}
