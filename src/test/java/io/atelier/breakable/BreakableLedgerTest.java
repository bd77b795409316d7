package io.atelier.breakable;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The breakable provider's books are right whatever happens to it, or they prove nothing. */
class BreakableLedgerTest {
  private static final int CLIENTS = 64;

  @TempDir Path directory;
  private BreakableProcess provider;
  private RawClient client;

  @BeforeEach
  void start() {
    provider = new BreakableProcess(directory);
    client = new RawClient(provider.url(), 10_000);
  }

  @AfterEach
  void stop() {
    provider.close();
    assertThat(provider.log()).doesNotExist();
  }

  @Test
  void all_that_was_answered_is_in_the_ledger_after_a_kill_and_known_after_a_restart()
      throws Exception {
    String prompt = "gold tenant:acme slow:0.1 fault:expired-on-result=410 fault:forgets=3";
    String task = client.create("replay", "k", prompt).json().getString("id");
    client.create("replay", "cut", "gold tenant:acme slow:60 fault:reset-after-accept");
    String running =
        client.create("replay", "run", "gold tenant:acme slow:60").json().getString("id");
    provider.fault("{\"fault\":\"error-on-cancel\",\"times\":1}");
    provider.limit("{\"limit\":7}");
    JsonObject before = provider.stats();

    provider.kill();
    List<LedgerEntry> ledger = provider.ledger();
    provider.start();

    assertThat(ledger)
        .extracting(LedgerEntry::seq)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, ledger.size()).mapToLong(i -> i).boxed().toList());
    assertThat(ledger)
        .filteredOn(entry -> entry.is("charge"))
        .extracting(LedgerEntry::reference)
        .containsExactly("k", "cut", "run");
    assertThat(provider.ledger()).isEqualTo(ledger);
    assertThat(provider.stats().getJsonObject("tally")).isEqualTo(before.getJsonObject("tally"));
    JsonObject queue = provider.stats().getJsonArray("queues").getJsonObject(0);
    assertThat(queue.getInt("open")).as("the lost one is not open").isEqualTo(2);

    // The same key is still the same task, the fault of the lost one has struck already.
    assertThat(client.create("replay", "k", prompt).json().getString("id")).isEqualTo(task);
    assertThat(
            client
                .create("replay", "cut", "gold tenant:acme slow:60 fault:reset-after-accept")
                .status())
        .isEqualTo(200);
    assertThat(client.delete("/replay/v1/tasks/" + running).status()).isEqualTo(500);
    assertThat(client.poll("replay", running).json().getString("status")).isEqualTo("cancelled");

    String dead = path(client.poll("replay", task).json());
    assertThat(client.get(dead).status()).isEqualTo(410);
    provider.kill();
    provider.start();
    assertThat(client.get(dead).status()).isEqualTo(410);
    assertThat(client.get(path(client.poll("replay", task).json())).status()).isEqualTo(200);
    assertThat(client.poll("replay", task).status()).isEqualTo(200);
    assertThat(client.poll("replay", task).status()).as("polled three times").isEqualTo(404);
  }

  private static String path(JsonObject done) {
    return BreakableFlavoursTest.pathOf(done);
  }

  @Test
  void a_line_that_a_kill_cut_short_was_never_answered_and_is_dropped() throws Exception {
    client.create("replay", "k", "gold");
    provider.kill();
    int whole = provider.ledger().size();
    Files.writeString(
        directory.resolve(Ledger.FILE), "{\"seq\":99,\"op\":\"cre", StandardOpenOption.APPEND);

    assertThat(provider.ledger()).hasSize(whole);
    provider.start();
    client.create("replay", "other", "gold");

    assertThat(provider.ledger()).hasSize(whole + 2);
    assertThat(provider.ledger().get(whole).seq()).isEqualTo(whole + 1);
  }

  @Test
  void sixty_four_clients_at_once_and_a_kill_leave_no_answer_without_an_entry() throws Exception {
    Queue<String> answered = new ConcurrentLinkedQueue<>();
    AtomicInteger goOn = new AtomicInteger(1);
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> Thread.ofVirtual().start(() -> create(i, answered, goOn)))
            .toList();
    while (answered.size() < 1000) {
      LockSupport.parkNanos(5_000_000);
    }
    provider.kill();
    goOn.set(0);
    for (Thread thread : clients) {
      thread.join();
    }

    List<String> charged =
        provider.ledger().stream()
            .filter(entry -> entry.is("charge"))
            .map(LedgerEntry::task)
            .toList();
    assertThat(charged).doesNotHaveDuplicates().containsAll(answered);
    // Nothing but what was on its way.
    assertThat(charged.size() - answered.size()).isBetween(0, CLIENTS);
  }

  private void create(int number, Queue<String> answered, AtomicInteger goOn) {
    try {
      for (int i = 0; goOn.get() == 1; i++) {
        RawClient.Came came = client.create("none", number + "-" + i, "gold tenant:t" + number);
        if (came.isWhole() && came.status() == 202) {
          answered.add(came.json().getString("id"));
        }
      }
    } catch (IOException e) {
      // Killed.
    }
  }

  @Test
  void the_counts_are_right_with_sixty_four_clients_at_once() throws Exception {
    int each = 20;
    List<Thread> clients =
        IntStream.range(0, CLIENTS)
            .mapToObj(i -> Thread.ofVirtual().start(() -> repeat(i, each)))
            .toList();
    for (Thread thread : clients) {
      thread.join();
    }

    Map<String, Long> ops =
        provider.ledger().stream()
            .map(entry -> entry.op() + " " + entry.outcome())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long tasks = (long) CLIENTS / 2 * each;
    // Two clients share each key.
    assertThat(ops)
        .containsEntry("create accepted", tasks)
        .containsEntry("create replayed", tasks)
        .containsEntry("charge charged", tasks)
        .containsEntry("poll succeeded", 2 * tasks);
    JsonObject stats = provider.stats();
    ops.forEach(
        (op, count) ->
            assertThat(stats.getJsonObject("tally").getInt(op)).isEqualTo(count.intValue()));
    assertThat(stats.getJsonObject("accounts").getJsonObject("replay").getInt("open")).isZero();
  }

  private void repeat(int number, int times) {
    try {
      for (int i = 0; i < times; i++) {
        String id =
            client.create("replay", number / 2 + "-" + i, "gold slow:0").json().getString("id");
        client.poll("replay", id);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void FR_019_it_sees_how_many_a_tenant_has_and_whether_that_was_ever_too_many() throws Exception {
    provider.limit("{\"limit\":2,\"kind\":\"image\"}");
    String first = client.create("none", "1", "gold tenant:acme slow:0").json().getString("id");
    client.create("none", "2", "gold tenant:acme slow:60");
    client.create("none", "3", "gold tenant:other slow:60");
    client.create("none", "lost", "gold tenant:acme slow:60 fault:reset-after-accept");
    assertThat(provider.stats().getJsonArray("overshoots")).isEmpty();

    client.poll("none", first);
    client.create("none", "4", "gold tenant:acme slow:60");
    assertThat(provider.stats().getJsonArray("overshoots")).isEmpty();
    client.create("none", "5", "gold tenant:acme slow:60");

    JsonObject stats = provider.stats();
    assertThat(stats.getJsonArray("overshoots")).hasSize(1);
    assertThat(stats.getJsonArray("overshoots").getJsonObject(0).getString("tenant"))
        .isEqualTo("acme");
    JsonObject acme = stats.getJsonArray("queues").getJsonObject(0);
    assertThat(acme.getString("tenant")).isEqualTo("acme");
    assertThat(acme.getInt("open")).isEqualTo(3);
    assertThat(acme.getInt("most_open")).isEqualTo(3);
    assertThat(acme.getInt("running")).isEqualTo(4);
    Occupancy occupancy = Occupancy.of(provider.ledger(), e -> e.tenant().equals("acme"));
    assertThat(occupancy.most()).isEqualTo(3);
  }

  @Test
  void SC_012_an_account_refuses_what_is_over_its_own_cap() throws Exception {
    provider.limit("{\"limit\":2,\"account\":\"none\",\"of\":\"account\",\"enforced\":true}");
    client.create("none", "1", "slow:60");
    String second = client.create("none", "2", "slow:60").json().getString("id");

    RawClient.Came third = client.create("none", "3", "slow:60");
    assertThat(third.status()).isEqualTo(429);
    assertThat(third.json().getString("code")).isEqualTo("queue_full");
    assertThat(client.create("replay", "3", "slow:60").status()).isEqualTo(202);
    client.delete("/none/v1/tasks/" + second);
    assertThat(client.create("none", "3", "slow:60").status()).isEqualTo(202);
    assertThat(provider.stats().getJsonArray("overshoots")).isEmpty();
  }
}
