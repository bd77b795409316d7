package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Issue 7, operations guide: upgrade. A database of an earlier version, with rows in each of its
 * tables, is brought to this one by the product, which reads and goes on with all that is in it.
 */
@OwnServers
class UpgradeIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JOB = "/api/v1/jobs/0199b3a0-0000-7000-8000-00000000000";
  private static final byte[] SOUND = WavFile.of(3_000, 7);
  private static final UUID STORE = UUID.fromString("6f1d0a52-20a3-4c59-8f0e-6f6a3d0c1b77");

  @ParameterizedTest
  @ValueSource(ints = {10, 16})
  void what_an_earlier_version_left_is_there_and_goes_on(int version) throws Exception {
    try (ServerProcess server = ServerProcess.development("upgrade_it_" + version)) {
      String path = saved(server, version);
      migrate(server, version);
      insert(server, "upgrade/rows.sql", path);
      if (version >= 16) {
        insert(server, "upgrade/rows-of-v16.sql", path);
      }
      assertThat(emptyTables(server)).as("tables without a row").isEmpty();

      server.start();

      AssetCaller creator = AssetCaller.of(server.url(), "acme", "creator");
      AssetCaller operator = AssetCaller.of(server.url(), "operations", "operator");
      jobsAreListedAndTheOneThatWaitedIsMade(creator);
      theAssetOpensByTokenAndByTheKeyOfThen(creator, path);
      totalsAreThoseOfTheLines(creator);
      theRestIsRead(creator, operator);
      if (version >= 16) {
        assertThat(json(operator.get("/api/v1/providers")).toString()).contains("is disputed");
      }
      nothingIsFoundWrong(operator);
    }
  }

  private static void jobsAreListedAndTheOneThatWaitedIsMade(AssetCaller creator) {
    List<JsonObject> jobs = items(creator.get("/api/v1/jobs"));
    assertThat(jobs)
        .extracting(job -> job.getString("step"))
        .containsExactly("win", "card", "coin", "click");
    JsonObject made = json(creator.get(JOB + 1));
    assertThat(made.getString("status")).isEqualTo("COMPLETED");
    assertThat(made.getJsonObject("artifact").getString("type")).isEqualTo("audio");
    assertThat(made.getJsonArray("attempts").getJsonObject(0).getString("actual_cost"))
        .isEqualTo("0.000000");
    JsonObject doubtful = json(creator.get(JOB + 2));
    assertThat(doubtful.getJsonObject("error").getString("code")).isEqualTo("SUBMISSION_UNKNOWN");
    assertThat(doubtful.getJsonArray("attempts").getJsonObject(0).getString("cost_basis"))
        .isEqualTo("possible");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!json(creator.get(JOB + 4)).getString("status").equals("COMPLETED")) {
      assertThat(System.nanoTime()).as("the job that waited").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    for (String step : List.of("click", "coin", "card", "win")) {
      JsonObject shown = json(creator.get("/api/v1/runs/spring/steps/" + step));
      assertThat(shown.getString("step")).isEqualTo(step);
    }
    JsonObject debug =
        json(creator.get("/api/v1/runs/spring/steps/click")).getJsonObject("debug_output");
    assertThat(debug.getJsonObject(made.getString("id")).getString("status"))
        .isEqualTo("COMPLETED");
  }

  private static void theAssetOpensByTokenAndByTheKeyOfThen(AssetCaller creator, String path) {
    JsonObject artifact =
        json(creator.get("/api/v1/artifacts/0199b3a0-0000-7000-8000-000000000041"));
    assertThat(artifact.getString("uri")).endsWith("/assets/" + path);
    assertThat(creator.get(artifact.getString("uri")).body()).isEqualTo(SOUND);
    String signed = artifact.getString("signed_uri");
    assertThat(signed).contains("kid=AAAAAAAA");
    assertThat(creator.anonymous().get(signed).body()).isEqualTo(SOUND);
  }

  /** The sums of months that were kept then, and the lines themselves, say the same. */
  private static void totalsAreThoseOfTheLines(AssetCaller creator) {
    String october = "/api/v1/costs?from=2026-10-01&to=2026-11-01&groupBy=";
    for (String grouping : List.of("month,provider", "run,provider")) {
      List<JsonObject> sums = items(creator.get(october + grouping));
      assertThat(sums).hasSize(2);
      JsonObject nanoBanana = sums.get(0);
      assertThat(nanoBanana.getJsonObject("group").getString("provider")).isEqualTo("nano-banana");
      assertThat(nanoBanana.getString("amount")).isEqualTo("1.650000");
      assertThat(nanoBanana.getString("possible_amount")).isEqualTo("1.250000");
      assertThat(nanoBanana.getInt("creates")).isEqualTo(2);
      assertThat(sums.get(1).getString("amount")).isEqualTo("0.000000");
    }
  }

  private static void theRestIsRead(AssetCaller creator, AssetCaller operator) {
    String webhook = "/api/v1/webhooks/0199b3a0-0000-7000-8000-000000000071";
    assertThat(json(creator.get(webhook)).getString("disabled_reason")).isEqualTo("it was gone");
    assertThat(items(creator.get(webhook + "/deliveries"))).hasSize(1);
    JsonObject tenant = json(operator.get("/api/v1/tenants/acme"));
    assertThat(tenant.getJsonObject("settings").keySet())
        .containsExactly("budget", "generation", "storage");
    assertThat(items(operator.get("/api/v1/audit?tenant=acme")))
        .extracting(entry -> entry.getString("action"))
        .containsExactly("storage-change");
    assertThat(operator.get("/api/v1/queues").statusCode()).isEqualTo(200);
  }

  private static void nothingIsFoundWrong(AssetCaller operator) {
    String store = LiveServer.text(operator.post("/api/v1/fsck", ""));
    assertThat(store.lines().toList().getLast())
        .contains("\"event\":\"end\"", "\"findings\":{}")
        .doesNotContain("\"files\":0");
    JsonObject budgets = json(operator.post("/api/v1/fsck/budgets", ""));
    assertThat(budgets.getInt("tenants")).isEqualTo(1);
    assertThat(budgets.getJsonArray("findings")).isEmpty();
  }

  /** The asset of then, in the store of then; its path below that. */
  private static String saved(ServerProcess server, int version) throws Exception {
    String path = "acme/spring/audio/" + LiveServer.sha256(SOUND) + ".wav";
    Path file = server.assets().resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, SOUND);
    if (version >= 16) {
      Files.writeString(server.assets().resolve(".store"), STORE + "\n");
    }
    return path;
  }

  private static void migrate(ServerProcess server, int version) {
    Flyway.configure()
        .dataSource(
            "jdbc:postgresql://%s:%s/upgrade_it_%d"
                .formatted(
                    System.getProperty("atelier.db.host"),
                    System.getProperty("atelier.db.port"),
                    version),
            System.getProperty("atelier.db.user"),
            System.getProperty("atelier.db.password"))
        .locations("filesystem:" + System.getProperty("atelier.basedir") + "/db/migration")
        .target(MigrationVersion.fromVersion(String.valueOf(version)))
        .load()
        .migrate();
  }

  private static void insert(ServerProcess server, String script, String path) throws Exception {
    String rows =
        resource(script)
            .replace("${sha256}", LiveServer.sha256(SOUND))
            .replace("${path}", path)
            .replace("${size}", String.valueOf(SOUND.length))
            .replace("${store}", STORE.toString());
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      statement.execute(rows);
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream bytes = UpgradeIT.class.getClassLoader().getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(bytes).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Set<String> emptyTables(ServerProcess server) throws SQLException {
    Set<String> empty = new TreeSet<>();
    try (Connection database = server.database();
        Statement tables = database.createStatement();
        Statement one = database.createStatement();
        ResultSet names =
            tables.executeQuery(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")) {
      while (names.next()) {
        try (ResultSet row = one.executeQuery("SELECT 1 FROM " + names.getString(1))) {
          if (!row.next()) {
            empty.add(names.getString(1));
          }
        }
      }
    }
    return empty;
  }

  private static List<JsonObject> items(HttpResponse<byte[]> answer) {
    return json(answer).getJsonArray("items").getValuesAs(JsonValue::asJsonObject);
  }

  private static JsonObject json(HttpResponse<byte[]> answer) {
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(200);
    return LiveServer.json(answer);
  }
}
