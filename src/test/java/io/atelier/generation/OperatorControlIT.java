package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.ArquillianWar;
import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.provider.MediaKind;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.tenant.Actor;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.naming.InitialContext;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 7, operations: pauses and live views, on the engine with its worker moved by hand. */
@ExtendWith(ArquillianExtension.class)
class OperatorControlIT {
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Actor OLGA = new Actor("olga", new TenantId("ops"));
  private static final QueueFilter SOUNDS =
      new QueueFilter(EngineFixture.TENANT, LedgerProvider.NAME, MediaKind.SFX);

  @Inject EngineFixture engine;
  @Inject LedgerProvider provider;
  @Inject ProviderAccounts accounts;
  @Inject ProviderSwitches switches;
  @Inject QueueOverview queues;
  @Inject ProviderOverview providers;
  @Inject Nodes nodes;
  @Inject ThisNode self;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled", "false",
            "generation.batch-size", "2",
            "generation.sfx.limit", "300",
            "generation.account-cap.ledger", "200",
            "generation.create-rate.ledger", "4000/PT10S",
            "generation.sfx.providers", "ledger,procedural"),
        OperatorControlIT.class,
        EngineFixture.class,
        LedgerProvider.class,
        SteppedClock.class);
  }

  @BeforeEach
  void empty() throws Exception {
    engine.empty("pause", "audit_entry");
    provider.begin(SubmissionGuarantee.NONE);
    engine.clock.advance(Duration.ofMinutes(20));
  }

  @Test
  void a_paused_provider_is_given_nothing_more_and_what_it_has_is_polled_to_its_end()
      throws Exception {
    UUID begun = engine.begun();
    UUID waiting = engine.accept();
    assertThat(switches.pause(OLGA, LedgerProvider.NAME, "its invoice")).isTrue();
    assertThat(switches.pause(new Actor("otto", null), LedgerProvider.NAME, null)).isFalse();

    assertThat(admit()).isEmpty();
    assertThat(engine.admission.openQueues()).isEmpty();
    assertThat(engine.view(waiting).waitingFor()).isEqualTo("provider");
    assertThat(engine.view(waiting).eta()).as("nobody knows").isNull();
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(begun).status()).isEqualTo("COMPLETED");
    engine.clock.advance(Duration.ofDays(3));
    assertThat(admit()).isEmpty();
    assertThat(engine.view(waiting).status()).isEqualTo("PENDING");

    assertThat(switches.resume(OLGA, LedgerProvider.NAME)).isTrue();
    assertThat(switches.resume(OLGA, LedgerProvider.NAME)).isFalse();
    assertThat(admit()).extracting(Work::job).containsExactly(waiting);
    assertThat(audited())
        .containsExactly(
            "olga provider-pause {\"reason\": \"its invoice\", \"provider\": \"ledger\"}",
            "olga provider-resume {\"provider\": \"ledger\"}");
  }

  @Test
  void what_was_begun_at_a_paused_provider_goes_through_its_further_creates() throws Exception {
    provider.stages(2);
    UUID id = engine.begun();
    switches.pause(OLGA, LedgerProvider.NAME, null);

    provider.endAll(State.DONE);
    engine.after(POLL);
    engine.after(Duration.ZERO);
    assertThat(provider.tasks()).as("the first is paid for").hasSize(2);
    provider.endAll(State.DONE);
    engine.after(POLL);
    assertThat(engine.view(id).status()).isEqualTo("COMPLETED");
  }

  // Operations guide, restore: what was under way may have been sent since; after its deadline
  // nothing of it is sent any more.
  @Test
  void while_admission_is_paused_nothing_of_before_is_sent_after_its_deadline() throws Exception {
    provider.stages(2);
    UUID second = engine.begun();
    provider.endAll(State.DONE);
    engine.after(POLL); // the second create is prepared
    UUID first = engine.accept();
    Work unsent = admit().get(0);
    assertThat(unsent.job()).isEqualTo(first);
    assertThat(provider.received()).hasSize(1);
    switches.pauseAdmission(OLGA, "restored");

    engine.after(Duration.ofDays(1));
    engine.after(Duration.ofDays(1));
    assertThat(provider.received()).hasSize(1);
    assertThat(admit()).isEmpty();
    assertThat(engine.view(first).status()).as("it has its time yet").isEqualTo("PENDING");
    assertThat(engine.view(second).status()).isEqualTo("TIMED_OUT");
  }

  @Test
  void jobs_that_wait_for_a_paused_provider_stay_there_also_when_its_circuit_is_open()
      throws Exception {
    UUID id = engine.accept();
    engine.sql(
        "INSERT INTO provider_account (provider, open_until) VALUES ('ledger', '"
            + engine.clock.now().plusSeconds(60)
            + "')");
    accounts.refresh();
    switches.pause(OLGA, LedgerProvider.NAME, null);
    assertThat(admit()).isEmpty();
    engine.circuits.passOn();
    assertThat(engine.view(id).provider()).isEqualTo(LedgerProvider.NAME);

    switches.resume(OLGA, LedgerProvider.NAME);
    assertThat(admit()).isEmpty();
    engine.circuits.passOn();
    assertThat(engine.view(id).provider()).isEqualTo("procedural");
  }

  @Test
  void with_admission_paused_nothing_begins_at_any_provider() throws Exception {
    UUID id = engine.accept();
    assertThat(switches.admission()).isEmpty();
    assertThat(switches.pauseAdmission(OLGA, "the database is moved")).isTrue();

    assertThat(admit()).isEmpty();
    assertThat(engine.admission.openQueues()).isEmpty();
    assertThat(engine.view(id).waitingFor()).isEqualTo("provider");
    assertThat(switches.admission().orElseThrow().by()).isEqualTo("olga");
    assertThat(providers.find(LedgerProvider.NAME).orElseThrow().pause())
        .as("it is not paused by itself")
        .isNull();

    switches.pause(OLGA, LedgerProvider.NAME, null);
    switches.resumeAdmission(OLGA);
    assertThat(admit()).as("it still is by itself").isEmpty();
    switches.resume(OLGA, LedgerProvider.NAME);
    assertThat(admit()).hasSize(1);
  }

  @Test
  void a_pause_holds_for_everybody_who_admits_from_the_moment_that_it_is_made() throws Exception {
    for (int i = 0; i < 200; i++) {
      engine.accept();
    }
    ManagedExecutorService threads =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    CountDownLatch underWay = new CountDownLatch(4);
    List<Future<Integer>> admitting =
        IntStream.range(0, 4).mapToObj(i -> threads.submit(() -> admitAll(underWay))).toList();
    underWay.await();
    switches.pause(OLGA, LedgerProvider.NAME, null);
    long begun = engine.count("generation_job WHERE status = 'PROCESSING'");

    int admitted = 0;
    for (Future<Integer> one : admitting) {
      admitted += one.get();
    }
    assertThat(begun).isEqualTo(admitted).isBetween(8L, 199L);
    assertThat(engine.count("generation_job WHERE status = 'PROCESSING'")).isEqualTo(begun);
  }

  private int admitAll(CountDownLatch underWay) {
    int admitted = 0;
    for (int some = admit().size(); some > 0; some = admit().size()) {
      admitted += some;
      underWay.countDown();
    }
    underWay.countDown();
    return admitted;
  }

  @Test
  void a_queue_tells_its_depth_who_holds_its_slots_and_the_longest_wait() throws Exception {
    assertThat(queues.page(QueueFilter.ALL, Optional.empty(), 10).items()).isEmpty();
    engine.begun();
    engine.accept();
    engine.clock.advance(Duration.ofSeconds(90));
    engine.accept();

    QueueView queue = queues.page(SOUNDS, Optional.empty(), 10).items().get(0);
    assertThat(queue.tenant()).isEqualTo(EngineFixture.TENANT.value());
    assertThat(queue.kind()).isEqualTo("sfx");
    assertThat(queue.depth()).isEqualTo(2);
    assertThat(queue.inFlight()).isOne();
    assertThat(queue.limit()).isEqualTo(300);
    assertThat(queue.oldestWaitSeconds()).isEqualTo(90);
    assertThat(queue.oldestAcceptedAt()).isEqualTo(engine.clock.now().minusSeconds(90));
    assertThat(queue.waitingFor()).isEqualTo("provider");

    QueueFilter images = new QueueFilter(null, null, MediaKind.IMAGE);
    assertThat(queues.page(images, Optional.empty(), 10).items()).isEmpty();
  }

  @Test
  void the_queues_of_all_tenants_come_in_pages() throws Exception {
    List<String> tenants = List.of("a", "b", "c", "d", "e");
    tenants.forEach(name -> engine.intake.accept(EngineFixture.order(new TenantId(name))));
    admit(); // of two tenants; their queues are listed for what is under way

    List<String> listed = new ArrayList<>();
    Page<QueueView> page = queues.page(QueueFilter.ALL, Optional.empty(), 2);
    page.items().forEach(queue -> listed.add(queue.tenant()));
    while (page.next() != null) {
      page = queues.page(QueueFilter.ALL, Cursor.parse(page.next()), 2);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
      page.items().forEach(queue -> listed.add(queue.tenant()));
    }
    assertThat(listed).containsExactlyElementsOf(tenants);

    QueueFilter one = new QueueFilter(new TenantId("c"), null, null);
    assertThat(queues.page(one, Optional.empty(), 2).items())
        .singleElement()
        .isEqualTo(queues.page(QueueFilter.ALL, Optional.empty(), 5).items().get(2));
    Optional<Cursor> behind =
        Cursor.parse(queues.page(QueueFilter.ALL, Optional.empty(), 3).next());
    assertThat(queues.page(one, behind, 2).items()).isEmpty();
  }

  // Issue 7, live view of queues: one tenant's cost what is in them, however many others wait.
  @Test
  void a_tenants_queues_are_found_without_walking_those_of_others() throws Exception {
    engine.begun(); // while its provider is nobody else's to wait for
    String others = "FROM generate_series(1, 3000) AS i";
    engine.sql("INSERT INTO run SELECT 'other-' || i, 'r', now() " + others);
    engine.sql(
        "INSERT INTO step (tenant_id, run_id, id, skill, created_at)"
            + " SELECT 'other-' || i, 'r', 's', 'test', now() "
            + others);
    engine.sql(
        "INSERT INTO generation_job (id, tenant_id, run_id, step_id, skill, kind, request, route,"
            + " provider, status, priority, version, poll_interval_millis, timeout_millis,"
            + " created_at, due_at) SELECT gen_random_uuid(), 'other-' || i, 'r', 's', 'test',"
            + " (ARRAY['BGM', 'SFX'])[1 + i % 2], '{}', 'ledger', 'ledger', 'PENDING', 0, 1, 1000,"
            + " 1000, now(), now() "
            + others);
    engine.sql("ANALYZE generation_job");
    QueueFilter own = new QueueFilter(EngineFixture.TENANT, null, null);
    try {
      Page<QueueView> page = queues.page(own, Optional.empty(), 10);
      assertThat(page.items()).singleElement().extracting(QueueView::kind).isEqualTo("sfx");
      long read =
          engine.inTransaction(
              () -> {
                long before = rowsRead();
                queues.page(own, Optional.empty(), 10);
                return rowsRead() - before;
              });
      // A page's worth for each pair of provider and kind; whoever walked would read the 3,000.
      assertThat(read).as("rows read").isLessThan(1_000);
    } finally {
      engine.empty(); // nobody is to make what they wait for
    }
  }

  // Of this connection, in the last second too: what counts is by how much it grows.
  private long rowsRead() {
    return ((Number)
            engine
                .entities
                .createNativeQuery(
                    "SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM"
                        + " pg_stat_xact_user_tables WHERE relname = 'generation_job'")
                .getSingleResult())
        .longValue();
  }

  @Test
  void the_views_read_what_is_live_however_much_was_done_before() throws Exception {
    engine.sql("INSERT INTO run VALUES ('fixture', 'old', now())");
    engine.sql(
        "INSERT INTO step (tenant_id, run_id, id, skill, created_at) SELECT 'fixture', 'old', 's'"
            + " || i, 'test', now() FROM generate_series(1, 20000) AS i");
    engine.sql(
        "INSERT INTO generation_job (id, tenant_id, run_id, step_id, skill, kind, request, route,"
            + " provider, status, priority, version, poll_interval_millis, timeout_millis,"
            + " created_at, started_at, settled_at) SELECT gen_random_uuid(), 'fixture', 'old', 's'"
            + " || i, 'test', 'SFX', '{}', 'ledger', 'ledger', 'COMPLETED', 0, 1, 1000, 1000,"
            + " now(), now(), now() FROM generate_series(1, 20000) AS i");
    engine.sql("ANALYZE generation_job");
    engine.begun();
    engine.accept();

    long read =
        engine.inTransaction(
            () -> {
              long before = rowsRead();
              queues.page(QueueFilter.ALL, Optional.empty(), 100);
              providers.all();
              nodes.all();
              return rowsRead() - before;
            });
    // Live jobs of other tests are read too; one scan of what is done would read the 20,000.
    assertThat(read).as("rows read").isLessThan(2_000);
  }

  @Test
  void a_provider_tells_its_tasks_its_circuit_and_how_it_answered_lately() throws Exception {
    engine.begun();
    engine.begun();
    for (Fault fault : List.of(Fault.REFUSED, Fault.LOST_BEFORE)) {
      provider.next(fault);
      engine.begun();
    }
    engine.accept();
    engine.sql(
        "UPDATE provider_account SET open_until = '%s', held_until = '%s' WHERE provider = 'ledger'"
            .formatted(engine.clock.now().plusSeconds(30), engine.clock.now().plusSeconds(42)));

    ProviderView ledger = providers.find(LedgerProvider.NAME).orElseThrow();
    assertThat(ledger.configured()).isTrue();
    assertThat(ledger.routes()).containsExactly("sfx");
    assertThat(ledger.circuit().state()).isEqualTo("OPEN");
    assertThat(ledger.circuit().failures()).isEqualTo(2);
    assertThat(ledger.heldUntil()).isEqualTo(engine.clock.now().plusSeconds(42));
    assertThat(ledger.tasks().inFlight()).isEqualTo(2);
    assertThat(ledger.tasks().waiting()).isEqualTo(2); // the refused one waits again
    assertThat(ledger.tasks().cap()).isEqualTo(200);
    assertThat(ledger.rates().creates()).isEqualTo("4000/PT10S");
    assertThat(ledger.rates().requests()).isNull();
    assertThat(ledger.recent().creates()).isEqualTo(4);
    assertThat(ledger.recent().refused()).isOne();
    assertThat(ledger.recent().unknown()).isOne();
    assertThat(ledger.recent().errorRate()).isEqualTo(new BigDecimal("0.5000"));
    assertThat(ledger.recent().medianSeconds()).isNotNegative();
    assertThat(ledger.balance()).as("it does not say").isNull();

    engine.clock.advance(Duration.ofMinutes(11));
    ProviderView later = providers.find(LedgerProvider.NAME).orElseThrow();
    assertThat(later.circuit().state()).isEqualTo("TRIAL");
    assertThat(later.heldUntil()).isNull();
    assertThat(later.recent().creates()).isZero();
    assertThat(later.recent().errorRate()).as("unknown, not 0").isNull();
  }

  @Test
  void a_node_tells_the_leases_it_holds_and_takes_nothing_while_it_is_drained() throws Exception {
    self.beat();
    engine.accept();
    admit();
    assertThat(node().state()).isEqualTo("UP");
    assertThat(node().jobsInHand()).isOne();
    assertThat(node().answering()).isTrue();
    assertThat(node().version()).matches("[0-9].*");
    assertThat(node().storeWritable()).isTrue();

    assertThat(nodes.drain(OLGA, self.id()).state()).isEqualTo("DRAINING");
    assertThat(self.draining()).isTrue();
    engine.clock.advance(Duration.ofSeconds(9));
    self.beat();
    assertThat(node().state()).as("the lease ran out").isEqualTo("DRAINED");
    engine.accept();
    engine.dispatcher.tick();
    assertThat(engine.count("generation_job WHERE status = 'PROCESSING'")).isOne();
    assertThat(node().jobsInHand()).isZero();

    assertThat(nodes.resume(OLGA, self.id()).state()).isEqualTo("UP");
    assertThat(self.draining()).isFalse();
    assertThat(audited())
        .containsExactly(
            "olga node-drain {\"node\": \"" + self.id() + "\"}",
            "olga node-resume {\"node\": \"" + self.id() + "\"}");
  }

  private NodeView node() {
    return nodes.all().stream().filter(NodeView::answering).findFirst().orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private List<String> audited() throws Exception {
    return engine.inTransaction(
        () ->
            engine
                .entities
                .createNativeQuery(
                    "SELECT actor || ' ' || action || ' ' || CAST(detail AS text)"
                        + " FROM audit_entry WHERE tenant_id IS NULL ORDER BY id")
                .getResultList());
  }

  private List<Work> admit() {
    return engine.admission.admit(EngineFixture.SOUNDS);
  }
}
