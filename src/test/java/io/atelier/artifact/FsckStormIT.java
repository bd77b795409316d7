package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.DeployedProduct;
import io.atelier.EmptyTables;
import io.atelier.Tone;
import io.atelier.run.RunId;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.persistence.EntityManager;
import jakarta.transaction.UserTransaction;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import javax.naming.InitialContext;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Issue 3, fsck: what is on its way is no finding. */
@ExtendWith(ArquillianExtension.class)
class FsckStormIT extends DeployedProduct {
  private static final int THREADS = 6;
  private static final int CONTENTS = 12;

  @Inject Uploads uploads;
  @Inject Deletions deletions;
  @Inject Fsck fsck;
  @Inject Jsonb json;
  @Inject EntityManager entities;
  @Inject UserTransaction transaction;

  // A tenant that nothing is known of: the files of all of them lie in one store.
  private final TenantId tenant = new TenantId("storm-" + UUID.randomUUID());
  private final Caller caller =
      new Caller(tenant, Set.of(Group.CREATOR), "storm", Instant.parse("2100-01-01T00:00:00Z"));

  @BeforeEach
  void empty() throws Exception {
    EmptyTables.ofJobs(transaction, entities);
  }

  @Test
  void a_storm_of_saves_and_deletions_gives_no_false_finding() throws Exception {
    ManagedExecutorService pool =
        InitialContext.doLookup("java:comp/DefaultManagedExecutorService");
    List<Future<Void>> storm = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(i);
      Callable<Void> savesAndDeletes =
          () -> {
            for (int j = 0; j < 60; j++) {
              Artifact saved = save(random.nextInt(CONTENTS));
              if (random.nextInt(3) > 0) {
                deletions.delete(caller, saved.id());
              }
            }
            return null;
          };
      storm.add(pool.submit(savesAndDeletes));
    }
    int checks = 0;
    do {
      assertThat(check()).as("check " + checks++).doesNotContain("\"event\":\"finding\"");
    } while (!storm.stream().allMatch(Future::isDone));
    for (Future<Void> part : storm) {
      part.get();
    }
    assertThat(check()).contains("\"event\":\"end\"").contains("\"findings\":{}");
    assertThat(checks).isGreaterThan(1);
  }

  @Test
  void a_deletion_that_was_not_finished_is_a_finding_after_an_hour() throws Exception {
    save(1);
    sql("DELETE FROM artifact");
    sql("UPDATE content SET removed_at = now() - interval '59 min'");
    assertThat(check()).doesNotContain("\"event\":\"finding\"");
    sql("UPDATE content SET removed_at = now() - interval '61 min'");
    assertThat(check())
        .containsOnlyOnce("\"event\":\"finding\"")
        .contains("\"finding\":\"orphan_row\"", "marked as removed more than an hour ago");
  }

  @Test
  void a_row_whose_path_is_no_assets_is_a_finding_and_not_the_end() throws Exception {
    save(1);
    save(2);
    sql("UPDATE artifact SET uri = '/assets/../x'");
    sql("UPDATE content SET path = '../x' WHERE sha256 = (SELECT min(sha256) FROM content)");
    sql("UPDATE content SET path = 'x/x' WHERE path <> '../x'");
    assertThat(check())
        .contains("\"orphan_row\":3", "\"orphan_file\":2")
        .contains("the path of an asset of this tenant and hash")
        .contains("\"event\":\"end\"");
  }

  @Test
  void many_rows_are_read_page_by_page() throws Exception {
    save(1);
    sql(
        """
        INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at)
        SELECT tenant_id, encode(sha256(CAST(CAST(n AS text) AS bytea)), 'hex'), 'none/' || n, 1, now()
        FROM content, generate_series(1, 2600) n
        """);
    assertThat(check())
        .contains("\"event\":\"progress\",\"rows\":2000")
        .contains("\"event\":\"end\",\"rows\":2601,\"files\":1")
        .contains("\"findings\":{\"orphan_row\":5200}");
  }

  @Test
  void what_cannot_be_removed_however_much_it_is_keeps_nothing_from_being_removed()
      throws Exception {
    save(1);
    sql("DELETE FROM artifact");
    sql("UPDATE content SET removed_at = now() - interval '1 h'");
    // Before and after it, newer and older.
    sql(
        """
        INSERT INTO content (tenant_id, sha256, path, size_bytes, created_at, removed_at)
        SELECT tenant_id, encode(sha256(CAST(CAST(n AS text) AS bytea)), 'hex'), 'none/' || n, 1, now(),
          now() - interval '1 min' * (n % 120)
        FROM content, generate_series(1, 700) n
        """);
    deletions.sweep();
    assertThat(number("SELECT count(*) FROM content")).isEqualTo(700);
    assertThat(number("SELECT count(*) FROM content WHERE path NOT LIKE 'none/%'")).isZero();
    assertThat(check()).doesNotContain("orphan_file");
  }

  private long number(String query) throws Exception {
    transaction.begin();
    try {
      return ((Number) entities.createNativeQuery(query).getSingleResult()).longValue();
    } finally {
      transaction.commit();
    }
  }

  private Artifact save(int content) {
    byte[] bytes = Tone.wav(content);
    return uploads.accept(
        new Upload(caller, new RunId("run"), ArtifactType.AUDIO, null),
        new ByteArrayInputStream(bytes),
        bytes.length);
  }

  private String check() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FsckReport report = new FsckReport(out, json, System::nanoTime);
    fsck.run(Optional.of(tenant), true, report);
    report.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  private void sql(String statement) throws Exception {
    transaction.begin();
    entities.createNativeQuery(statement).executeUpdate();
    transaction.commit();
  }
}
