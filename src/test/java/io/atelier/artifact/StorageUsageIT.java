package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.ArquillianWar;
import io.atelier.EmptyTables;
import io.atelier.artifact.UsageReport.TenantUsage;
import io.atelier.problem.Cursor;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.run.NewStep;
import io.atelier.run.RunId;
import io.atelier.run.Runs;
import io.atelier.run.StepId;
import io.atelier.tenant.Actor;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.SettingsEditor;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSettings;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Storage usage and quotas in their container, over what the store really saved. */
@ExtendWith(ArquillianExtension.class)
class StorageUsageIT {
  private static final long DEFAULT_QUOTA = 1_000_000_000;

  // New ones for every test, because what is cached of a tenant outlives the test.
  private final TenantId tenant = new TenantId("t-" + UUID.randomUUID());
  private final TenantId other = new TenantId("u-" + UUID.randomUUID());
  private final Caller operator =
      new Caller(new TenantId("ops"), Set.of(Group.OPERATOR), "olga", Instant.MAX);

  @Inject ArtifactStore store;
  @Inject Runs runs;
  @Inject UsageReport report;
  @Inject UsageMetrics metrics;
  @Inject MetricRegistry registry;
  @Inject StorageQuota quota;
  @Inject TenantQuota quotas;
  @Inject StorageSetting storage;
  @Inject SettingsEditor editor;
  @Inject TenantSettings settings;
  @Inject AuditTrail audit;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  @Deployment
  static WebArchive deployment() {
    return ArquillianWar.with(
        Map.of(
            "generation.worker-enabled",
            "false",
            "artifact.quota-bytes",
            String.valueOf(DEFAULT_QUOTA)),
        StorageUsageIT.class);
  }

  @BeforeEach
  void empty() throws Exception {
    EmptyTables.ofJobs(transaction, entities, "tenant_setting");
  }

  private void setQuota(@Nullable Long bytes) {
    JsonObject document =
        bytes == null
            ? Json.createObjectBuilder().addNull("quota_bytes").build()
            : Json.createObjectBuilder().add("quota_bytes", bytes).build();
    editor.put(Actor.of(operator), storage, tenant, document, IfMatch.ANY);
  }

  private Optional<Long> quotaOf(TenantId whose) {
    return storage.quotaBytes(editor.find(storage, whose).document());
  }

  @Test
  void SC_007_a_campaign_whose_runs_share_assets_saves_a_fifth_and_more() throws IOException {
    long logical = 0;
    for (int run = 0; run < 5; run++) {
      for (int shared = 0; shared < 3; shared++) {
        logical += save(tenant, "run-" + run, ArtifactType.TEXTURE, shared).sizeBytes();
      }
      for (int own = 0; own < 7; own++) {
        int seed = 100 + 10 * run + own;
        logical += save(tenant, "run-" + run, ArtifactType.TEXTURE, seed).sizeBytes();
      }
    }

    StorageUsage usage = only(query("tenant", tenant));

    assertThat(usage.artifacts()).isEqualTo(50);
    assertThat(usage.files()).isEqualTo(3 + 5 * 7);
    assertThat(usage.logicalBytes()).isEqualTo(logical);
    assertThat(usage.physicalBytes()).isEqualTo(bytesOnDisk(tenant)).isPositive();
    assertThat(usage.savedBytes()).isEqualTo(logical - bytesOnDisk(tenant));
    assertThat(usage.savedRatio()).isGreaterThanOrEqualTo(new BigDecimal("0.20"));
  }

  @Test
  void a_file_that_runs_share_belongs_to_the_run_and_type_of_its_first_save() {
    long size = save(tenant, "first", ArtifactType.TEXTURE, 1).sizeBytes();
    save(tenant, "second", ArtifactType.IMAGE, 1);

    assertThat(all(query("run,type", tenant), 10))
        .extracting(
            StorageUsage::run,
            StorageUsage::type,
            StorageUsage::logicalBytes,
            StorageUsage::physicalBytes,
            StorageUsage::artifacts,
            StorageUsage::files)
        .containsExactlyInAnyOrder(
            tuple("first", "texture", size, size, 1L, 1L),
            tuple("second", "image", size, 0L, 1L, 0L));
  }

  @Test
  void a_file_whose_last_artifact_went_does_not_count() {
    long kept = save(tenant, "run", ArtifactType.TEXTURE, 1).sizeBytes();
    Artifact gone = save(tenant, "run", ArtifactType.TEXTURE, 2);
    sql("DELETE FROM artifact WHERE id = '" + gone.id() + "'");
    sql("UPDATE content SET removed_at = now() WHERE sha256 = '" + gone.sha256() + "'");

    StorageUsage usage = only(query("tenant", tenant));

    assertThat(usage.files()).isEqualTo(1);
    assertThat(usage.physicalBytes()).isEqualTo(kept);
    assertThat(usage.logicalBytes()).isEqualTo(kept);
  }

  @Test
  void US5_2_whatever_it_is_grouped_by_and_however_it_is_cut_into_pages_the_sums_are_the_same() {
    String[] runNames = {"a", "B", "_", "-x", "run-10", "run-2"};
    for (int i = 0; i < runNames.length; i++) {
      save(tenant, runNames[i], ArtifactType.TEXTURE, i % 4);
      save(tenant, runNames[i], ArtifactType.MODEL_3D, 10 + i);
      save(other, runNames[i], i % 2 == 0 ? ArtifactType.IMAGE : ArtifactType.VIDEO, i % 4);
    }
    StorageUsage whole = sum(all(query("tenant"), 1000));
    assertThat(whole.artifacts()).isEqualTo(18);
    assertThat(whole.savedBytes()).isPositive();

    for (String grouping :
        List.of("tenant", "run", "type", "tenant,run", "tenant,type", "run,type")) {
      List<StorageUsage> atOnce = all(query(grouping), 1000);
      assertThat(atOnce).doesNotHaveDuplicates();
      assertThat(sum(atOnce)).as(grouping).isEqualTo(whole);
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(all(query(grouping), limit)).as(grouping + limit).isEqualTo(atOnce);
      }
    }
    assertThat(all(query("run,type"), 1000)).hasSize(18);
    assertThat(all(query("type"), 1000)).extracting(StorageUsage::tenant).containsOnlyNulls();
  }

  @Test
  void usage_of_two_tenants_at_once_is_nobodys() {
    save(tenant, "run", ArtifactType.TEXTURE, 1);
    save(other, "run", ArtifactType.TEXTURE, 1);

    for (String grouping : List.of("tenant", "run", "type", "run,type")) {
      assertThat(all(query(grouping, tenant), 10)).hasSize(1);
      assertThat(all(query(grouping, tenant, other), 10)).isEmpty();
    }
  }

  @Test
  void the_largest_tenants_are_told_by_name_and_the_rest_together() {
    TenantId third = new TenantId("v-" + UUID.randomUUID());
    long small = save(tenant, "run", ArtifactType.TEXTURE, 1).sizeBytes();
    save(tenant, "run", ArtifactType.IMAGE, 1);
    long large = 0;
    for (int seed = 0; seed < 4; seed++) {
      large += save(other, "run", ArtifactType.TEXTURE, seed).sizeBytes();
    }
    long least = save(third, "run", ArtifactType.TEXTURE, 7, 8).sizeBytes();

    assertThat(report.largest(1, "_other"))
        .containsExactlyInAnyOrder(
            new TenantUsage(other.value(), large, large),
            new TenantUsage("_other", 2 * small + least, small + least));
    assertThat(report.largest(3, "_other"))
        .extracting(TenantUsage::name)
        .containsExactlyInAnyOrder(tenant.value(), other.value(), third.value());
  }

  @Test
  void US5_2_every_tenant_has_a_gauge_until_it_has_nothing_any_more() throws Exception {
    long size = save(tenant, "run", ArtifactType.TEXTURE, 1).sizeBytes();
    save(tenant, "again", ArtifactType.TEXTURE, 1);
    metrics.refresh();
    assertThat(gauge(UsageMetrics.LOGICAL, tenant)).contains(2 * size);
    assertThat(gauge(UsageMetrics.PHYSICAL, tenant)).contains(size);

    long more = save(tenant, "run", ArtifactType.TEXTURE, 2).sizeBytes();
    metrics.refresh();
    assertThat(gauge(UsageMetrics.PHYSICAL, tenant)).contains(size + more);

    EmptyTables.empty(transaction, entities, "content", "artifact");
    metrics.refresh();
    assertThat(gauge(UsageMetrics.LOGICAL, tenant)).isEmpty();
    assertThat(gauge(UsageMetrics.PHYSICAL, tenant)).isEmpty();
  }

  @Test
  void a_quota_is_the_operators_word_the_default_where_there_is_none() {
    assertThat(quotaOf(tenant)).contains(DEFAULT_QUOTA);
    setQuota(5L);
    assertThat(quotaOf(tenant)).contains(5L);
    assertThat(quotaOf(other)).contains(DEFAULT_QUOTA);
    setQuota(null);
    assertThat(quotaOf(tenant)).isEmpty();
    quota.require(tenant, Long.MAX_VALUE);
    assertRefused(other, DEFAULT_QUOTA + 1);
    quota.require(other, DEFAULT_QUOTA);
  }

  @Test
  void what_a_tenant_keeps_on_the_disk_counts_and_once() {
    long size = save(tenant, "one", ArtifactType.TEXTURE, 1).sizeBytes();
    save(tenant, "two", ArtifactType.TEXTURE, 1);
    save(other, "one", ArtifactType.TEXTURE, 2);

    setQuota(size + 10);
    quota.require(tenant);
    quota.require(tenant, 10);
    assertRefused(tenant, 11);

    setQuota(size);
    assertThat(assertRefused(tenant, 1).getMessage())
        .contains(String.valueOf(size), "delete artifacts", "operator");
    assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> quota.require(tenant));

    sql("DELETE FROM artifact WHERE tenant_id = '" + tenant + "'");
    sql("UPDATE content SET removed_at = now() WHERE tenant_id = '" + tenant + "'");
    setQuota(size);
    quota.require(tenant, size);
  }

  @Test
  void without_a_quota_nothing_is_summed_up() {
    save(tenant, "run", ArtifactType.TEXTURE, 1);
    save(other, "run", ArtifactType.TEXTURE, 1);
    setQuota(null);

    assertThat(quotas.allowances(Set.of(tenant)).get(tenant).usedBytes()).isEmpty();
    assertThat(quotas.allowances(Set.of(other)).get(other).usedBytes()).isPresent();
  }

  @Test
  void what_is_set_is_audited_and_both_or_neither_happen() {
    JsonObject document = Json.createObjectBuilder().add("a", 1).build();

    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      settings.put(tenant, "anything", document);
                      audit.record(operator, tenant, "anything-change", document);
                      throw new IllegalStateException("changed its mind");
                    }))
        .hasMessage("changed its mind");
    assertThat(audited(tenant)).isEmpty();
    assertThat(inTransaction(() -> settings.find(tenant, "anything"))).isEmpty();

    setQuota(7L);
    assertThat(audited(tenant))
        .containsExactly(
            "olga of ops: storage-change {\"after\": {\"quota_bytes\": 7}, \"before\": null}");
    assertThat(audited(other)).isEmpty();
  }

  @Test
  void nothing_is_set_or_audited_outside_of_a_transaction() {
    assertThatThrownBy(
            () -> audit.record(operator, tenant, "anything", JsonValue.EMPTY_JSON_OBJECT))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> settings.put(tenant, "anything", JsonValue.EMPTY_JSON_OBJECT))
        .isInstanceOf(RuntimeException.class);
    assertThat(audited(tenant)).isEmpty();
  }

  private ProblemException assertRefused(TenantId who, long moreBytes) {
    try {
      quota.require(who, moreBytes);
    } catch (ProblemException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.QUOTA_EXCEEDED);
      return e;
    }
    throw new AssertionError("not refused");
  }

  private List<String> audited(TenantId who) {
    return inTransaction(
        () ->
            entities
                .createNativeQuery(
                    """
                    SELECT actor || ' of ' || actor_tenant || ': ' || action || ' ' || CAST(detail AS text)
                    FROM audit_entry WHERE tenant_id = ?1 ORDER BY id
                    """)
                .setParameter(1, who.value())
                .getResultStream()
                .map(String.class::cast)
                .toList());
  }

  private Optional<Object> gauge(String name, TenantId who) {
    return Optional.ofNullable(
            registry.getGauge(new MetricID(name, new Tag("tenant", who.value()))))
        .map(gauge -> ((Number) gauge.getValue()).longValue());
  }

  private static UsageQuery query(String grouping, TenantId... only) {
    return new UsageQuery(UsageGrouping.named(grouping), Set.of(only));
  }

  private StorageUsage only(UsageQuery asked) {
    List<StorageUsage> all = all(asked, 10);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** All groups, read in pages of that size. */
  private List<StorageUsage> all(UsageQuery asked, int limit) {
    List<StorageUsage> all = new ArrayList<>();
    List<String> after = List.of();
    while (true) {
      Page<StorageUsage> page = report.page(asked, after, limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      if (page.next() == null) {
        return all;
      }
      after = Cursor.parse(page.next()).flatMap(asked.grouping()::values).orElseThrow();
    }
  }

  private static StorageUsage sum(List<StorageUsage> usages) {
    return StorageUsage.of(
        List.of(),
        new Object[] {
          usages.stream().mapToLong(StorageUsage::logicalBytes).sum(),
          usages.stream().mapToLong(StorageUsage::physicalBytes).sum(),
          usages.stream().mapToLong(StorageUsage::artifacts).sum(),
          usages.stream().mapToLong(StorageUsage::files).sum()
        });
  }

  private Artifact save(TenantId who, String run, ArtifactType type, int seed) {
    return save(who, run, type, seed, 32);
  }

  /** Saves a picture by the store, as a job's result is; the same seed gives the same bytes. */
  private Artifact save(TenantId who, String run, ArtifactType type, int seed, int pixels) {
    try (StagedFiles files = store.stage()) {
      Path file = files.newFile();
      ImageIO.write(noise(seed, pixels), "png", file.toFile());
      InspectedFile inspected = store.inspect(files, file);
      return inTransaction(
          () -> {
            runs.open(List.of(new NewStep(who, new RunId(run), new StepId("step"), "test")));
            return store.save(
                new NewArtifact(
                    NewArtifact.newId(),
                    who,
                    new RunId(run),
                    new StepId("step"),
                    null,
                    type,
                    ArtifactRole.MAIN,
                    Map.of(),
                    List.of(),
                    Provenance.derivedFrom(NewArtifact.newId()),
                    null),
                inspected);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage noise(int seed, int pixels) {
    BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    for (int y = 0; y < pixels; y++) {
      for (int x = 0; x < pixels; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  private static long bytesOnDisk(TenantId who) throws IOException {
    Path directory = Path.of(System.getenv("ASSET_STORAGE_DIR") + "-arquillian", who.value());
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private void sql(String statement) {
    inTransaction(() -> entities.createNativeQuery(statement).executeUpdate());
  }

  private <T> T inTransaction(Supplier<T> work) {
    try {
      transaction.begin();
      try {
        T result = work.get();
        transaction.commit();
        return result;
      } catch (RuntimeException e) {
        transaction.rollback();
        throw e;
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
