package io.atelier.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.ArquillianWar;
import io.atelier.EmptyTables;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

/** Issue 4, events: nothing is skipped and nothing repeated, however transactions overlap. */
@ExtendWith(ArquillianExtension.class)
@Isolated("a transaction of another database of its cluster holds its horizon back too")
class EventOrderIT {
  private static final TenantId TENANT = new TenantId("order");
  private static final EventFilter ALL = new EventFilter(TENANT, null, null, java.util.Set.of());

  @Inject EventHistory history;
  @Inject EventReader reader;
  @Inject EventHub hub;
  @Inject EventRetention retention;
  @Inject RestoredHistory restored;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @Deployment
  static WebArchive deployment() {
    // Its timers tick once in an hour: the test is the clock.
    return ArquillianWar.with(
        Map.of("generation.worker-enabled", "false", "event.reader-interval", "PT1H"),
        EventOrderIT.class);
  }

  @BeforeEach
  void empty() throws Exception {
    EmptyTables.empty(transaction, entities, "event");
  }

  @Test
  void what_commits_late_is_not_skipped_by_who_has_read_what_began_later() throws Exception {
    EventPosition from = reader.horizon();
    OpenTransaction early = new OpenTransaction("early");
    OpenTransaction late = new OpenTransaction("late");
    late.commit();

    EventPosition horizon = reader.horizon();
    assertThat(read(from, horizon)).as("below the open transaction").isEmpty();

    early.commit();
    EventPosition after = reader.horizon();
    assertThat(read(horizon, after)).containsExactly("early", "late");
    assertThat(read(after, reader.horizon())).isEmpty();
  }

  @Test
  void a_live_stream_neither_skips_nor_repeats_while_transactions_commit_out_of_order()
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    listen(out, reader.horizon());
    List<OpenTransaction> open = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(new OpenTransaction("t" + i));
    }
    for (int i : new int[] {5, 7, 1, 3, 0, 6, 2, 4}) {
      open.get(i).commit();
      hub.tick();
    }
    append("last", null);
    hub.tick();

    await(out, "last");
    assertThat(names(out)).containsExactly("t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "last");
    hub.close();
  }

  @Test
  void a_stream_that_comes_while_others_are_told_gets_the_same() throws Exception {
    EventPosition start = reader.horizon();
    List<ByteArrayOutputStream> outs = new ArrayList<>();
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      append("n" + i, null);
      all.add("n" + i);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      outs.add(out);
      listen(out, start);
      if (i % 3 == 0) {
        hub.tick();
      }
    }
    hub.tick();

    for (ByteArrayOutputStream out : outs) {
      await(out, "n29");
      assertThat(names(out)).isEqualTo(all);
    }
    hub.close();
  }

  @Test
  void more_than_a_stream_keeps_for_its_reader_is_read_again_from_the_history() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    ByteArrayOutputStream got = new ByteArrayOutputStream();
    OutputStream slow =
        new OutputStream() {
          @Override
          public void write(int b) {
            got.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            if (got.toString(StandardCharsets.UTF_8).contains("n5")) {
              await(stuck);
            }
            got.write(bytes, offset, length);
          }
        };
    listen(slow, reader.horizon());
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add("n" + i);
    }
    transaction.begin();
    all.forEach(this::appendNow);
    transaction.commit();
    hub.tick();
    stuck.countDown();

    await(got, "n1999");
    assertThat(names(got)).isEqualTo(all);
    hub.close();
  }

  @Test
  void a_jobs_events_stand_in_the_order_they_happened_whatever_their_transactions_began_with()
      throws Exception {
    UUID job = UUID.randomUUID();
    EventPosition from = reader.horizon();
    OpenTransaction first = new OpenTransaction("of another job");
    append("started", job);
    first.also("completed", job);
    first.commit();

    assertThat(read(from, reader.horizon()))
        .containsExactly("of another job", "started", "completed");
  }

  @Test
  void old_events_are_forgotten_and_young_ones_are_not() throws Exception {
    append("young", null);
    sql(
        """
        INSERT INTO event (id, xid, tenant_id, type, data, created_at)
        SELECT CAST('%s' AS uuid), '3', 'order', 'job.started', '{"name":"old"}', now()
        """
            .formatted(EventRetention.first(Instant.now().minus(Duration.ofDays(31)))));
    assertThat(read(EventPosition.START, reader.horizon())).containsExactly("old", "young");

    assertThat(retention.forget()).isFalse();
    assertThat(read(EventPosition.START, reader.horizon())).containsExactly("young");
  }

  @Test
  void a_history_restored_into_another_server_is_read_again() throws Exception {
    append("one", null);
    append("two", null);
    assertThat(restored.repair()).isFalse();
    sql(
        "UPDATE event SET xid = CAST(CAST(CAST(xid AS text) AS bigint) + 1000000000 AS text)::xid8");
    assertThat(read(EventPosition.START, reader.horizon())).isEmpty();

    assertThat(restored.repair()).isTrue();
    assertThat(read(EventPosition.START, reader.horizon())).containsExactly("one", "two");
    append("three", null);
    assertThat(read(EventPosition.START, reader.horizon())).containsExactly("one", "two", "three");
  }

  private void listen(OutputStream out, EventPosition from) {
    EventStream.Terms terms =
        new EventStream.Terms(ALL, TENANT, Instant.now().plus(Duration.ofHours(1)), false, false);
    hub.open(new EventStream(terms, from, hub, out), reader.horizon());
  }

  private List<String> read(EventPosition after, EventPosition upTo) {
    return reader.page(ALL, after, upTo, 1_000).stream().map(e -> name(e.data())).toList();
  }

  private static List<String> names(ByteArrayOutputStream out) {
    return Pattern.compile("(?m)^data: (.*)$")
        .matcher(out.toString(StandardCharsets.UTF_8))
        .results()
        .map(line -> name(line.group(1)))
        .toList();
  }

  private static String name(String json) {
    return json.replaceAll(".*\"name\": ?\"([^\"]*)\".*", "$1");
  }

  // Another server's transaction may have been open at a tick: the next one finds what it hid.
  private void await(ByteArrayOutputStream out, String name) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!names(out).contains(name)) {
      hub.tick();
      assertThat(System.nanoTime()).as("patience; got %s", names(out)).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void append(String name, @Nullable UUID job) throws Exception {
    transaction.begin();
    append(history, name, job);
    transaction.commit();
  }

  private void appendNow(String name) {
    append(history, name, null);
  }

  private static void append(EventHistory history, String name, @Nullable UUID job) {
    history.append(
        new NewEvent(
            EventType.JOB_STARTED,
            TENANT,
            null,
            null,
            job,
            Json.createObjectBuilder().add("name", name).build()));
  }

  private void sql(String statement) throws Exception {
    transaction.begin();
    entities.createNativeQuery(statement).executeUpdate();
    transaction.commit();
  }

  /** A transaction of a thread of its own that has written an event, and stays open. */
  private final class OpenTransaction {
    private final CountDownLatch committing = new CountDownLatch(1);
    private final List<Runnable> more = new ArrayList<>();
    private final Future<?> thread;

    OpenTransaction(String name) throws Exception {
      CountDownLatch written = new CountDownLatch(1);
      ManagedExecutorService threads =
          InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
      thread =
          threads.submit(
              () -> {
                transaction.begin();
                append(history, name, null);
                written.countDown();
                committing.await();
                more.forEach(Runnable::run);
                transaction.commit();
                return null;
              });
      written.await();
    }

    void also(String name, UUID job) {
      more.add(() -> append(history, name, job));
    }

    void commit() throws Exception {
      committing.countDown();
      thread.get();
    }
  }
}
