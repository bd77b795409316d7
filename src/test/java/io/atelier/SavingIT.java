package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * FR-001, FR-004, US1.1, US1.4, SC-007, and the edge case of concurrent saves: however many save,
 * read and delete the same bytes on two nodes, there is one intact file while anybody has it, and
 * none when nobody has.
 */
@Isolated("waits for two seconds at most")
@ExtendWith(TwoNodes.Extension.class)
class SavingIT {
  private static TwoNodes nodes;
  private static JsonObject halfDeleted;
  private static JsonObject halfDeletedWithoutFile;

  private final String tenant = LiveServer.newTenant();
  private final AssetCaller creator = nodes.caller(tenant);

  @BeforeAll
  static void aNodeStoppedBetweenTheTwoStepsOfADeletion(TwoNodes two) throws Exception {
    nodes = two;
    AssetCaller creator = nodes.caller(LiveServer.newTenant());
    halfDeleted = creator.upload("r", WavFile.of(4_000, 1));
    halfDeletedWithoutFile = creator.upload("r", WavFile.of(4_000, 2));
    for (JsonObject artifact : List.of(halfDeleted, halfDeletedWithoutFile)) {
      String hash = artifact.getString("sha256");
      sql("DELETE FROM artifact WHERE sha256 = ?", hash);
      sql("UPDATE content SET removed_at = now() WHERE sha256 = ?", hash);
    }
    Files.delete(nodes.file(halfDeletedWithoutFile));
  }

  @Test
  void sixty_four_concurrent_saves_on_two_nodes_are_one_file_at_one_address() throws Exception {
    byte[] bytes = WavFile.of(300_000, 3);
    String hash = LiveServer.sha256(bytes);
    CyclicBarrier start = new CyclicBarrier(65);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      List<Future<JsonObject>> saves = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        AssetCaller node = i % 2 == 0 ? creator : creator.at(nodes.second());
        String run = "run-" + i % 8;
        saves.add(
            pool.submit(
                () -> {
                  start.await();
                  return node.upload(run, bytes);
                }));
      }
      Future<Integer> reader = pool.submit(() -> readWhole(hash, bytes, start, over));
      Set<String> addresses = new HashSet<>();
      Set<String> ids = new HashSet<>();
      for (Future<JsonObject> save : saves) {
        JsonObject artifact = save.get(60, TimeUnit.SECONDS);
        addresses.add(URI.create(artifact.getString("uri")).getPath());
        ids.add(artifact.getString("id"));
      }
      over.set(true);
      assertThat(reader.get(60, TimeUnit.SECONDS)).isPositive();
      assertThat(addresses).hasSize(1);
      assertThat(ids).hasSize(64);
      assertThat(creator.at(nodes.second()).get(addresses.iterator().next()).body())
          .isEqualTo(bytes);
    }
    assertThat(files()).hasSize(1);
    assertThat(number("SELECT count(*) FROM artifact WHERE tenant_id = ?", tenant)).isEqualTo(64);
    assertThat(number("SELECT count(*) FROM content WHERE tenant_id = ?", tenant)).isEqualTo(1);
    assertNothingIsStaged();
  }

  // Wherever the file may come to lie, it is not there or whole.
  private int readWhole(String hash, byte[] bytes, CyclicBarrier start, AtomicBoolean over)
      throws Exception {
    start.await();
    int whole = 0;
    for (int i = 0; !over.get() || i < 16; i++) {
      AssetCaller node = i / 8 % 2 == 0 ? creator : creator.at(nodes.second());
      HttpResponse<byte[]> answer =
          node.get("/assets/" + tenant + "/run-" + i % 8 + "/audio/" + hash + ".wav");
      assertThat(answer.statusCode()).isIn(200, 404);
      if (answer.statusCode() == 200) {
        assertThat(answer.body()).isEqualTo(bytes);
        whole++;
      }
    }
    return whole;
  }

  /** Nobody deletes another's artifact here: who has one must be able to read it, always. */
  @Test
  void saving_against_deleting_the_same_content_loses_nothing() throws Exception {
    byte[] small = WavFile.of(6_000, 4);
    byte[] large = WavFile.of(300_000, 5);
    Instant end = Instant.now().plusSeconds(4);
    try (ExecutorService pool = Executors.newCachedThreadPool()) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        AssetCaller here = i % 2 == 0 ? creator : creator.at(nodes.second());
        AssetCaller there = i % 4 < 2 ? creator : creator.at(nodes.second());
        String run = "run-" + i;
        byte[] bytes = i < 5 ? small : large;
        work.add(() -> saveReadDelete(here, there, run, bytes, end));
      }
      int rounds = 0;
      for (Future<Integer> each : pool.invokeAll(work)) {
        rounds += each.get();
      }
      assertThat(rounds).isGreaterThan(16);
    }
    assertThat(number("SELECT count(*) FROM artifact WHERE tenant_id = ?", tenant)).isZero();
    await(Duration.ofSeconds(25), () -> files().isEmpty());
    assertThat(number("SELECT count(*) FROM content WHERE tenant_id = ?", tenant)).isZero();
    assertNothingIsStaged();
  }

  private static int saveReadDelete(
      AssetCaller here, AssetCaller there, String run, byte[] bytes, Instant end) {
    int rounds = 0;
    while (rounds == 0 || Instant.now().isBefore(end)) {
      JsonObject artifact = here.upload(run, bytes);
      HttpResponse<byte[]> read = there.get(artifact.getString("uri"));
      assertThat(read.statusCode()).as(LiveServer.text(read)).isEqualTo(200);
      assertThat(read.body()).isEqualTo(bytes);
      HttpResponse<byte[]> deleted = there.delete("/api/v1/artifacts/" + artifact.getString("id"));
      assertThat(deleted.statusCode()).as(LiveServer.text(deleted)).isEqualTo(204);
      rounds++;
    }
    return rounds;
  }

  /** What somebody did to a file behind our back. */
  enum Damage {
    REMOVED,
    REMOVED_WITH_ITS_DIRECTORIES,
    TRUNCATED,
    LENGTHENED,
    EMPTIED;

    void to(Path file) throws IOException {
      switch (this) {
        case REMOVED -> Files.delete(file);
        case REMOVED_WITH_ITS_DIRECTORIES -> {
          Files.delete(file);
          Files.delete(file.getParent());
          Files.delete(file.getParent().getParent());
          Files.delete(file.getParent().getParent().getParent());
        }
        case TRUNCATED -> truncate(file, 1_000);
        case LENGTHENED -> Files.write(file, new byte[7], StandardOpenOption.APPEND);
        case EMPTIED -> truncate(file, 0);
      }
    }

    private static void truncate(Path file, long size) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void saving_it_again_heals_what_was_damaged(Damage damage) throws IOException {
    byte[] bytes = WavFile.of(200_000, 6);
    JsonObject first = creator.upload("one", bytes);
    damage.to(nodes.file(first));
    if (damage.name().startsWith("REMOVED")) {
      assertThat(creator.get(first.getString("uri")).statusCode()).isEqualTo(404);
    }
    JsonObject again = creator.upload("two", bytes);
    assertThat(again.getString("uri")).isEqualTo(first.getString("uri"));
    assertThat(creator.get(first.getString("uri")).body()).isEqualTo(bytes);
    assertThat(creator.at(nodes.second()).get(first.getString("uri")).body()).isEqualTo(bytes);
    assertThat(files()).hasSize(1);
  }

  @Test
  void an_asset_of_two_artifacts_survives_the_deletion_of_one() throws Exception {
    byte[] bytes = WavFile.of(3_000, 7);
    JsonObject one = creator.upload("one", bytes);
    JsonObject two = creator.upload("two", bytes);
    assertThat(two.getString("uri")).isEqualTo(one.getString("uri"));
    assertThat(two.getString("run")).isEqualTo("two");

    assertThat(delete(one)).isEqualTo(204);
    assertThat(delete(one)).as("it is gone").isEqualTo(404);
    assertThat(creator.get("/api/v1/artifacts/" + one.getString("id")).statusCode()).isEqualTo(404);
    assertThat(creator.get(two.getString("uri")).body()).isEqualTo(bytes);
    assertThat(delete(two)).isEqualTo(204);
    assertThat(files()).isEmpty();
    await(
        Duration.ofSeconds(2),
        () -> creator.at(nodes.second()).get(two.getString("uri")).statusCode() == 404);
  }

  @Test
  void a_run_is_deleted_but_for_what_other_runs_use() throws Exception {
    JsonObject shared = creator.upload("one", WavFile.of(3_000, 8));
    creator.upload("two", WavFile.of(3_000, 8));
    JsonObject own = creator.upload("one", WavFile.of(3_000, 9));
    JsonObject twice = creator.upload("one", WavFile.of(3_000, 9));
    JsonObject others = creator.upload("two", WavFile.of(3_000, 10));

    HttpResponse<byte[]> deleted = creator.delete("/api/v1/runs/one/artifacts");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(LiveServer.json(deleted).getInt("deleted")).isEqualTo(3);
    assertThat(creator.get(shared.getString("uri")).statusCode()).isEqualTo(200);
    assertThat(creator.get(others.getString("uri")).statusCode()).isEqualTo(200);
    assertThat(nodes.file(own)).doesNotExist();
    for (JsonObject gone : List.of(shared, own, twice)) {
      assertThat(creator.get("/api/v1/artifacts/" + gone.getString("id")).statusCode())
          .isEqualTo(404);
    }
    assertThat(LiveServer.json(creator.delete("/api/v1/runs/one/artifacts")).getInt("deleted"))
        .isZero();
    assertThat(LiveServer.json(creator.get("/api/v1/artifacts")).getJsonArray("items")).hasSize(2);
  }

  @Test
  void what_is_deleted_ends_on_the_other_node_within_two_seconds_though_it_is_in_its_memory()
      throws Exception {
    JsonObject artifact = creator.upload("r", WavFile.of(3_000, 11));
    AssetCaller there = creator.at(nodes.second());
    String uri = artifact.getString("uri");
    String signed = artifact.getString("signed_uri");
    assertThat(there.get(uri).statusCode()).isEqualTo(200);
    assertThat(there.anonymous().get(signed).statusCode()).isEqualTo(200);
    assertThat(delete(artifact)).isEqualTo(204);
    Instant deleted = Instant.now();
    await(Duration.ofSeconds(10), () -> there.get(uri).statusCode() == 404);
    assertThat(Duration.between(deleted, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(there.anonymous().get(signed).statusCode()).isEqualTo(404);
  }

  /** FR-002, edge case "storage directory not writable": a file that stays is nobody's any more. */
  @Test
  void what_is_deleted_ends_on_every_node_though_its_file_cannot_be_taken_away() throws Exception {
    JsonObject artifact = creator.upload("r", WavFile.of(3_000, 13));
    JsonObject kept = creator.upload("r", WavFile.of(3_000, 14));
    AssetCaller there = creator.at(nodes.second());
    String uri = artifact.getString("uri");
    String signed = artifact.getString("signed_uri");
    assertThat(there.get(uri).statusCode()).isEqualTo(200);
    assertThat(there.anonymous().get(signed).statusCode()).isEqualTo(200);
    // Whoever may write the disk puts a file where the store's own directory is.
    Path withdrawn = nodes.first().assets().resolve(".withdrawn");
    Files.createDirectories(withdrawn);
    Path away = Files.move(withdrawn, withdrawn.resolveSibling(".away"));
    Files.createFile(withdrawn);
    try {
      assertThat(delete(artifact)).isEqualTo(204);
      assertThat(creator.get(uri).statusCode()).as("here at once").isEqualTo(404);
      assertThat(creator.anonymous().get(signed).statusCode()).isEqualTo(404);
      // Within two seconds, where the machine has the time; never while the file is what is asked.
      await(Duration.ofSeconds(10), () -> there.get(uri).statusCode() == 404);
      assertThat(there.anonymous().get(signed).statusCode()).isEqualTo(404);
      assertThat(there.head(uri).statusCode()).isEqualTo(404);
      assertThat(there.get(uri, "Range", "bytes=0-3").statusCode()).isEqualTo(404);
      assertThat(there.get(uri, "If-None-Match", "*").statusCode()).isEqualTo(404);
      assertThat(nodes.file(artifact)).as("that is not why").exists();
      assertThat(there.get(kept.getString("uri")).statusCode()).isEqualTo(200);
    } finally {
      Files.delete(withdrawn);
      Files.move(away, withdrawn);
    }
    await(Duration.ofSeconds(60), () -> !Files.exists(nodes.file(artifact)));
    for (AssetCaller node : List.of(creator, there)) {
      await(Duration.ofSeconds(60), () -> canSave(node));
    }
  }

  private static boolean canSave(AssetCaller node) {
    return node.upload("r", -1, new ByteArrayInputStream(WavFile.of(3_000, 15))).statusCode()
        == 201;
  }

  @Test
  void a_deletion_that_was_cut_short_is_finished() throws Exception {
    await(Duration.ofSeconds(30), () -> !Files.exists(nodes.file(halfDeleted)));
    for (JsonObject artifact : List.of(halfDeleted, halfDeletedWithoutFile)) {
      await(
          Duration.ofSeconds(10),
          () ->
              number("SELECT count(*) FROM content WHERE sha256 = ?", artifact.getString("sha256"))
                  == 0);
    }
  }

  /**
   * A node took the file away after its transaction had ended, and died: what was saved meanwhile
   * has to be there. Where nothing was saved, it has to go.
   */
  @Test
  void a_file_that_was_taken_away_too_late_comes_back_and_any_other_goes() throws Exception {
    byte[] bytes = WavFile.of(90_000, 12);
    JsonObject needed = creator.upload("r", bytes);
    Path taken = withdrawn(nodes.file(needed));
    Path nobodys =
        withdrawn(nodes.first().assets().resolve(tenant + "/r/audio/" + "0".repeat(64) + ".wav"));
    Files.move(nodes.file(needed), taken);
    Files.write(nobodys, bytes);

    await(
        Duration.ofSeconds(25),
        () -> creator.at(nodes.second()).get(needed.getString("uri")).statusCode() == 200);
    assertThat(creator.get(needed.getString("uri")).body()).isEqualTo(bytes);
    await(Duration.ofSeconds(25), () -> !Files.exists(nobodys));
    assertThat(taken).doesNotExist();
    assertThat(files()).containsExactly(nodes.file(needed));
  }

  private static Path withdrawn(Path file) throws IOException {
    Path base = nodes.first().assets();
    Path directory = Files.createDirectories(base.resolve(".withdrawn"));
    return directory.resolve(
        base.relativize(file).toString().replace('/', '~') + "~" + UUID.randomUUID());
  }

  @Test
  void a_campaign_of_runs_that_share_assets_saves_a_fifth_of_the_space_and_more() throws Exception {
    long logical = 0;
    for (int run = 0; run < 5; run++) {
      for (int shared = 0; shared < 2; shared++) {
        logical += creator.upload("run-" + run, WavFile.of(20_000, shared)).getInt("size_bytes");
      }
      for (int own = 0; own < 2; own++) {
        byte[] bytes = WavFile.of(20_000, 100 + run * 10 + own);
        logical += creator.upload("run-" + run, bytes).getInt("size_bytes");
      }
    }
    long physical = 0;
    for (Path file : files()) {
      physical += Files.size(file);
    }
    assertThat(logical).isEqualTo(400_000);
    assertThat(physical).isEqualTo(240_000).isLessThanOrEqualTo(logical * 8 / 10);
  }

  private int delete(JsonObject artifact) {
    return creator.delete("/api/v1/artifacts/" + artifact.getString("id")).statusCode();
  }

  private List<Path> files() throws IOException {
    Path directory = nodes.first().assets().resolve(tenant);
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static void assertNothingIsStaged() throws IOException {
    assertThat(Staging.bytes(nodes.first())).isZero();
  }

  private static void await(Duration atMost, Callable<Boolean> condition) throws Exception {
    Instant end = Instant.now().plus(atMost);
    while (!condition.call()) {
      assertThat(Instant.now()).as("it never came true").isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static long number(String sql, String parameter) throws SQLException {
    try (Connection database = nodes.first().database();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static void sql(String sql, String parameter) throws SQLException {
    try (Connection database = nodes.first().database();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, parameter);
      statement.executeUpdate();
    }
  }
}
