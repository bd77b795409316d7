package io.atelier;

import static io.atelier.problem.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.FsckTotals;
import io.atelier.artifact.Quota;
import io.atelier.artifact.SigningKeyView;
import io.atelier.client.Atelier;
import io.atelier.client.ClientJson;
import io.atelier.client.CostSelection;
import io.atelier.client.Operations;
import io.atelier.client.RefusedException;
import io.atelier.client.Step;
import io.atelier.client.Tagged;
import io.atelier.client.TenantSettingsApi;
import io.atelier.client.TenantWebhooksApi;
import io.atelier.cost.BudgetUse;
import io.atelier.event.WebhookRequest;
import io.atelier.event.WebhookView;
import io.atelier.generation.BulkOutcome;
import io.atelier.generation.CancelOrder;
import io.atelier.generation.FailedFilter;
import io.atelier.generation.JobView;
import io.atelier.generation.LiveFilter;
import io.atelier.generation.NodeView;
import io.atelier.generation.PauseRequest;
import io.atelier.generation.ProviderView;
import io.atelier.generation.QueueView;
import io.atelier.generation.RetryOrder;
import io.atelier.problem.Page;
import io.atelier.skill.RunView;
import io.atelier.skill.StepView;
import io.atelier.tenant.Access;
import io.atelier.tenant.AuditEntry;
import io.atelier.tenant.KnownTenant;
import io.atelier.tenant.TenantChange;
import io.atelier.tenant.TenantView;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Issue 7: an operator's whole story by the client that is published for Java, and nothing else.
 */
class OperatorStoryIT {
  private static final String RUN = "spring-26";
  private static final String PROVIDER = "procedural";

  private final String tenant = LiveServer.newTenant();
  private final String home = LiveServer.newTenant();
  private final Atelier creator = as(LiveServer.bearer(tenant));
  private final Atelier operator = as(LiveServer.bearer(home, "operator"));
  private final Operations operations = operator.operations();
  private final TenantSettingsApi settings = operations.settings();

  /** Even where a story ended early: others use this server too. */
  @AfterEach
  void goOn() {
    operations.admission().resume();
    operations.providers().resume(PROVIDER);
    operations.nodes().resume(node().id());
    operations.tenants().set(tenant, null, new TenantChange(JsonValue.EMPTY_JSON_OBJECT));
    creator.close();
    operator.close();
  }

  @Test
  void a_budget_is_set_by_whoever_saw_what_was_set_before() {
    Tagged<JsonObject> none = settings.budget(tenant);
    assertThat(none.value()).isEmpty();
    assertThat(none.unconfirmedNodes()).isEmpty();
    JsonObject budget =
        object("{'currency':'USD','day':{'hard':'10.000000'},'month':{'soft':'150.000000'}}");

    Tagged<JsonObject> set = settings.setBudget(tenant, none.tag(), budget);

    assertThat(set.value()).isEqualTo(budget);
    assertThat(set.tag()).isNotEqualTo(none.tag());
    assertThat(settings.budget(tenant)).isEqualTo(set);
    assertRefused(
        "PRECONDITION_FAILED",
        () -> settings.setBudget(tenant, none.tag(), JsonValue.EMPTY_JSON_OBJECT));
    assertThat(settings.budget(tenant)).isEqualTo(set);
    List<BudgetUse> uses = settings.budgetUse(tenant).periods();
    assertThat(uses).extracting(BudgetUse::hard).containsExactly("10.000000", null);
    assertThat(uses).extracting(BudgetUse::left).containsExactly("10.000000", null);
    assertThat(creator.estimates().of(sound()).budget()).isEqualTo(uses);
    assertThat(operations.fsck().budgets(tenant).tenants()).isOne();
    assertThat(operations.fsck().budgets(tenant).findings()).isEmpty();

    assertThat(settings.setBudget(tenant, set.tag(), JsonValue.EMPTY_JSON_OBJECT).value())
        .isEmpty();
    assertThat(settings.budgetUse(tenant).periods()).isEmpty();
  }

  @Test
  void a_provider_is_paused_and_what_waits_for_it_is_seen_cancelled_and_audited() {
    ProviderView paused =
        operations.providers().pause(PROVIDER, new PauseRequest("its machine is moved"));
    assertThat(Objects.requireNonNull(paused.pause()).reason()).isEqualTo("its machine is moved");
    assertThat(operations.providers().list().items())
        .filteredOn(one -> one.name().equals(PROVIDER))
        .extracting(one -> Objects.requireNonNull(one.pause()).by())
        .containsExactly("developer@" + home);
    JobView first = creator.runs().order(RUN, null, sound());
    JobView second = creator.runs().order(RUN, null, sound());

    QueueView queue = operations.queues().list(tenant, PROVIDER, "sfx", null, null).items().get(0);
    assertThat(queue.depth()).isEqualTo(2);
    assertThat(queue.inFlight()).isZero();
    assertThat(operations.jobs().list(tenant, "PENDING", null, RUN, null, null, null).items())
        .extracting(JobView::id)
        .containsExactly(second.id(), first.id());

    LiveFilter waiting = new LiveFilter(tenant, null, PROVIDER, null, "PENDING", null, null);
    BulkOutcome counted = operations.jobs().cancel(new CancelOrder(waiting, true, null, null));
    assertThat(counted).isEqualTo(new BulkOutcome(true, 2, 0, Map.of(), List.of(), null));
    assertThat(operations.jobs().get(first.id(), tenant, null).status()).isEqualTo("PENDING");
    BulkOutcome one = operations.jobs().cancel(new CancelOrder(waiting, null, 1, null));
    assertThat(one.matching()).isEqualTo(2);
    assertThat(one.done()).isOne();
    BulkOutcome rest = operations.jobs().cancel(new CancelOrder(waiting, false, null, one.next()));
    assertThat(rest.done()).isOne();
    assertThat(rest.next()).isNull();
    assertThat(List.of(one.jobs().get(0), rest.jobs().get(0)))
        .containsExactlyInAnyOrder(first.id(), second.id());
    assertThat(operations.jobs().get(first.id(), tenant, "wait=5").status()).isEqualTo("CANCELLED");
    FailedFilter failed =
        new FailedFilter(tenant, RUN, null, "sfx", null, null, first.createdAt(), null);
    assertThat(operations.jobs().retry(new RetryOrder(failed, null, 500, null)).matching())
        .as("what was cancelled was not wanted")
        .isZero();
    assertThat(operations.queues().list(tenant, null, null, null, null).items()).isEmpty();

    assertThat(operations.providers().resume(PROVIDER).pause()).isNull();
    assertThat(operations.audit().list(tenant, null, null).items())
        .extracting(AuditEntry::action)
        .containsExactly("job-cancel", "job-cancel");
    assertThat(ownDeeds()).containsSubsequence("provider-resume", "provider-pause");
    assertRefused("NOT_FOUND", () -> operations.providers().pause("nobody", null));
  }

  @Test
  void nothing_is_begun_while_admission_is_paused() {
    assertThat(operations.admission().get().pause()).isNull();
    assertThat(Objects.requireNonNull(operations.admission().pause(null).pause()).reason())
        .isNull();
    JobView job = creator.runs().order(RUN, null, sound());
    assertThat(operations.admission().get().pause()).isNotNull();
    assertThat(creator.jobs().get(job.id(), null).status()).isEqualTo("PENDING");

    assertThat(operations.admission().resume().pause()).isNull();
    assertThat(creator.jobs().get(job.id(), "wait=60").status()).isEqualTo("COMPLETED");
  }

  @Test
  void a_node_is_drained_and_takes_jobs_again() {
    NodeView node = node();
    assertThat(node.state()).isEqualTo("UP");
    assertThat(node.version()).isEqualTo(System.getProperty("atelier.version"));
    assertThat(Objects.requireNonNull(operations.nodes().drain(node.id()).drained()).by())
        .isEqualTo("developer@" + home);
    assertThat(node().state()).startsWith("DRAIN");
    assertThat(operations.nodes().resume(node.id()).drained()).isNull();
    assertThat(node().state()).isEqualTo("UP");
    assertThat(ownDeeds()).containsSubsequence("node-resume", "node-drain");
    assertRefused(
        "NOT_FOUND", () -> operations.nodes().drain("0b6c6d53-6c3e-4a0e-9c0d-6b6f0c9c7a11"));
  }

  @Test
  void all_that_is_set_for_a_tenant_is_shown_and_set_as_one_or_one_by_one() {
    Tagged<TenantView> unknown = operations.tenants().get(tenant);
    assertThat(unknown.value().known()).isFalse();
    JsonObject generation = object("{'image':{'limit':3}}");
    JsonObject all = object("{'generation':{'image':{'limit':3}},'storage':{'quota_bytes':7000}}");

    Tagged<TenantView> set = operations.tenants().set(tenant, unknown.tag(), new TenantChange(all));

    assertThat(set.value().settings()).isEqualTo(all);
    assertThat(operations.tenants().get(tenant)).isEqualTo(set);
    assertThat(known().settings()).containsExactly("generation", "storage");
    assertThat(settings.generation(tenant).value()).isEqualTo(generation);
    Tagged<Quota> quota = settings.storage(tenant);
    assertThat(quota.value()).isEqualTo(new Quota(7000L));

    Tagged<Quota> any = settings.setStorage(tenant, quota.tag(), new Quota(null));
    assertThat(any.value().quotaBytes()).isNull();
    assertThat(operations.tenants().get(tenant).value().settings().getJsonObject("storage"))
        .isEqualTo(json("{'quota_bytes':null}"));
    assertRefused("PRECONDITION_FAILED", () -> settings.resetStorage(tenant, quota.tag()));
    settings.resetStorage(tenant, any.tag());
    settings.setGeneration(tenant, null, JsonValue.EMPTY_JSON_OBJECT);
    assertThat(operations.tenants().get(tenant).value().settings()).isEmpty();
    assertRefused(
        "PRECONDITION_FAILED",
        () -> operations.tenants().set(tenant, set.tag(), new TenantChange(all)));
  }

  @Test
  void a_tenant_is_kept_out_and_let_in_again() {
    Tagged<Access> open = settings.access(tenant);
    assertThat(open.value().closed()).isFalse();
    Tagged<Access> closed = settings.setAccess(tenant, open.tag(), new Access(true));
    assertThat(known().closed()).isTrue();
    assertRefused("TENANT_CLOSED", () -> creator.skills().list());
    assertRefused(
        "PRECONDITION_FAILED", () -> settings.setAccess(tenant, open.tag(), new Access(false)));

    settings.setAccess(tenant, closed.tag(), new Access(false));
    assertThat(creator.skills().list().items()).isNotEmpty();
  }

  @Test
  void a_tenants_keys_are_rotated_and_taken_back() {
    Tagged<Page<SigningKeyView>> before = operations.signingKeys().list(tenant);
    Tagged<Page<SigningKeyView>> after = operations.signingKeys().rotate(tenant, before.tag());
    assertThat(after.value().items()).isNotEqualTo(before.value().items());
    assertRefused(
        "PRECONDITION_FAILED", () -> operations.signingKeys().rotate(tenant, before.tag()));
    SigningKeyView signing = after.value().items().get(0);
    operations.signingKeys().revoke(tenant, signing.id());
    assertThat(operations.signingKeys().list(tenant).value().items()).doesNotContain(signing);
  }

  @Test
  void a_tenants_webhooks_are_made_changed_and_deleted_for_it() {
    TenantWebhooksApi webhooks = operations.webhooks();
    WebhookRequest request =
        new WebhookRequest("http://localhost:9/hook", List.of("job.completed"));
    WebhookView hook = webhooks.create(tenant, request);
    assertThat(hook.secret()).startsWith("whsec_");
    assertThat(creator.webhooks().list().items()).extracting(WebhookView::id).contains(hook.id());
    Tagged<WebhookView> read = webhooks.get(tenant, hook.id());
    assertThat(read.value().secret()).isNull();

    Tagged<WebhookView> changed =
        webhooks.change(
            tenant, hook.id(), read.tag(), new WebhookRequest("http://localhost:9/other", null));
    assertThat(changed.value().types()).isNull();
    assertRefused(
        "PRECONDITION_FAILED", () -> webhooks.change(tenant, hook.id(), read.tag(), request));
    assertThat(webhooks.rotate(tenant, hook.id()).secret()).isNotEqualTo(hook.secret());
    assertThat(webhooks.enable(tenant, hook.id()).disabledAt()).isNull();
    assertThat(webhooks.deliveries(tenant, hook.id(), null, null, 5).items()).isEmpty();
    assertRefused("NOT_FOUND", () -> webhooks.redeliver(tenant, hook.id(), hook.id()));
    webhooks.delete(tenant, hook.id(), changed.tag());
    assertThat(webhooks.list(tenant).items()).isEmpty();
  }

  @Test
  void what_a_tenant_made_is_seen_paid_for_checked_and_deleted_but_never_had() throws IOException {
    JobView made =
        creator.jobs().get(creator.runs().order(RUN, null, sound().named("win")).id(), "wait=60");
    assertThat(made.status()).isEqualTo("COMPLETED");

    RunView run = operations.runs().get(RUN, tenant);
    assertThat(run.steps()).isEqualTo(Map.of("COMPLETED", 1L));
    assertThat(operations.runs().list(tenant, null, 10).items()).containsExactly(run);
    assertThat(operations.runs().steps(RUN, tenant, null, null).items())
        .extracting(StepView::step)
        .containsExactly("win");
    assertThat(operations.runs().step(RUN, "win", tenant).debugOutput()).isNotNull();
    JobView seen = operations.jobs().get(made.id(), tenant, null);
    assertThat(seen.status()).isEqualTo("COMPLETED");
    assertThat(seen.artifacts()).isEmpty();
    assertThat(
            operator.costs().sums("tenant", CostSelection.all().tenant(tenant), null, null).items())
        .hasSize(1);

    FsckTotals totals = fsck();
    assertThat(totals.event()).isEqualTo("end");
    assertThat(totals.files()).isPositive();
    assertThat(totals.findings()).isEmpty();
    List<ArtifactView> artifacts = creator.artifacts().list(RUN, null, null, null).items();
    assertThat(operations.runs().deleteArtifacts(RUN, tenant).deleted())
        .isEqualTo(artifacts.size());
    assertThat(creator.artifacts().list(RUN, null, null, null).items()).isEmpty();
  }

  @Test
  void a_creator_is_refused_all_of_it() {
    Operations forbidden = creator.operations();
    assertRefused("FORBIDDEN", () -> forbidden.tenants().list(null, null));
    assertRefused("FORBIDDEN", () -> forbidden.settings().budget(tenant));
    assertRefused("FORBIDDEN", () -> forbidden.nodes().list());
  }

  private FsckTotals fsck() throws IOException {
    try (InputStream lines = operations.fsck().files(tenant, true);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
      String last = reader.lines().reduce("", (before, line) -> line);
      return new ClientJson().getContext(FsckTotals.class).fromJson(last, FsckTotals.class);
    }
  }

  private NodeView node() {
    return operations.nodes().list().items().stream()
        .filter(NodeView::answering)
        .findFirst()
        .orElseThrow();
  }

  private KnownTenant known() {
    String cursor = null;
    do {
      Page<KnownTenant> page = operations.tenants().list(cursor, 1000);
      for (KnownTenant one : page.items()) {
        if (one.tenant().equals(tenant)) {
          return one;
        }
      }
      cursor = page.next();
    } while (cursor != null);
    throw new AssertionError(tenant + " is not listed");
  }

  /** What this operator did to the installation, the newest first. */
  private List<String> ownDeeds() {
    return operations.audit().list(null, null, 200).items().stream()
        .filter(entry -> home.equals(entry.actorTenant()) && entry.tenant() == null)
        .map(AuditEntry::action)
        .toList();
  }

  private static JsonObject object(String text) {
    return json(text).asJsonObject();
  }

  private static Step sound() {
    return Step.of(
        "generate_audio",
        Json.createObjectBuilder().add("type", "sfx").add("interaction", "win").build());
  }

  private static Atelier as(String bearer) {
    String token = bearer.substring("Bearer ".length());
    return Atelier.at(LiveServer.at(""), () -> token);
  }

  private static void assertRefused(String code, Runnable call) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(call::run)
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(code));
  }
}
