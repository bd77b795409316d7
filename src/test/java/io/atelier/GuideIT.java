package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.simulated.SimulatedMedia;
import io.atelier.simulated.SimulatedProviders;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Issue 7: every command of the operations guide is run, as it stands, against a server and a
 * database of its own; the backup is proved by losing both.
 */
@TestMethodOrder(OrderAnnotation.class)
class GuideIT {
  private static final String DATABASE_PASSWORD = "first";
  private static final String NEW_PASSWORD = "second";
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"interaction\":\"win\"}}";
  private static final String MUSIC =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"bgm\",\"prompt\":\"a calm evening\","
          + "\"duration_seconds\":30}}";
  private static final Instant BAD_HOUR = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final HttpClient HTTP = TrustingEverybody.client();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static String password = DATABASE_PASSWORD;
  private static Path directory;
  private static DebianPostgres database;
  private static ServerProcess server;
  private static SimulatedProviders providers;

  @BeforeAll
  static void start() throws Exception {
    DebianPostgres.require();
    // Where the database's user may enter.
    directory = Files.createTempDirectory("guide");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    database = new DebianPostgres(directory.resolve("postgres"), DATABASE_PASSWORD);
    server = ServerProcess.development("guide_it", database.settings(DATABASE_PASSWORD));
    providers = new SimulatedProviders(0, 50, SimulatedMedia.faithful());
    providers.variables().entrySet().stream()
        .filter(variable -> variable.getKey().matches("SUNO_.*|EGRESS_.*"))
        .forEach(variable -> server.with(variable.getKey(), variable.getValue()));
    server
        .with("GENERATION_BGM_PROVIDERS", "suno")
        .with("GENERATION_BGM_POLL_INTERVAL", "PT0.5S")
        .with("GENERATION_CIRCUIT_DELAY", "PT1S")
        .start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (providers != null) {
      providers.close();
    }
    if (database != null) {
      database.close();
    }
    if (directory != null) {
      delete(directory);
    }
  }

  @Test
  void each_of_its_commands_is_run_here_or_beside_the_alerts() throws Exception {
    assertThat(guide().names())
        .containsExactlyInAnyOrder(
            "health",
            "alerts", // by DashboardIT
            "console",
            "log-level",
            "backup",
            "restore",
            "restored",
            "cancel-waiting",
            "resume",
            "upgraded",
            "new-signing-key",
            "revoke-signing-key",
            "database-password",
            "certificate",
            "store-id",
            "fsck",
            "count-failed",
            "retry",
            "open-transactions");
  }

  @Test
  void health_is_told_with_its_reasons() throws Exception {
    JsonObject health = LiveServer.object(guide().run("health"));
    assertThat(health.getString("status")).isEqualTo("UP");
    assertThat(health.getJsonArray("checks").getValuesAs(JsonValue::asJsonObject))
        .extracting(check -> check.getString("name"))
        .contains("database", "storage");
  }

  @Test
  void the_console_shows_the_queues_and_pauses_a_provider() throws Exception {
    String written = guide().run("console");
    assertThat(written).contains("\"value\":\"true\"");
    HttpResponse<byte[]> resumed =
        post("/api/v1/providers/procedural/resume", "", bearer("operator"));
    assertThat(resumed.statusCode()).isEqualTo(200);
    assertThat(LiveServer.text(resumed)).contains("\"pause\":null");
    assertThat(audited()).contains("provider-pause", "the invoice is disputed");
  }

  @Test
  void one_node_logs_more() throws Exception {
    guide().run("log-level");
    assertThat(audited()).contains("log-level-change", "\"after\":\"FINE\"");
  }

  @Test
  void a_new_key_signs_and_the_old_one_is_taken_back() throws Exception {
    JsonObject artifact = made().getJsonObject("artifact");
    URI signed = URI.create(artifact.getString("signed_uri"));
    assertThat(status(signed)).isEqualTo(200);

    guide().run("new-signing-key");
    assertThat(status(signed)).as("the key before still verifies").isEqualTo(200);

    guide().run("revoke-signing-key");
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (status(signed) != 403) {
      assertThat(System.nanoTime()).as("its URLs still open").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  @Test
  void fsck_tells_that_all_is_there() throws Exception {
    made();
    assertThat(guide().run("fsck").lines().toList().getLast())
        .contains("\"event\":\"end\"", "\"findings\":{}");
  }

  @Test
  void what_failed_in_a_providers_bad_hour_is_counted_and_made_once_more() throws Exception {
    providers.suno.balance(BigDecimal.ZERO);
    String failed = accepted("bad-hour", MUSIC);
    assertThat(settled(failed)).isEqualTo("FAILED");
    assertThat(LiveServer.text(get(job(failed), bearer("creator")))).contains("OUT_OF_CREDITS");
    providers.suno.balance(new BigDecimal("100"));

    assertThat(guide().run("count-failed")).contains("\"dry_run\":true", "\"matching\":1");
    JsonObject retried = LiveServer.object(guide().run("retry"));
    assertThat(retried.get("next")).isEqualTo(JsonValue.NULL);
    assertThat(retried.getJsonArray("jobs")).hasSize(1);
    String again = retried.getJsonArray("jobs").getString(0);
    assertThat(again).isNotEqualTo(failed);
    assertThat(settled(again)).isEqualTo("COMPLETED");
    assertThat(guide().run("count-failed")).as("done").contains("\"matching\":0");
  }

  @Test
  void a_transaction_that_holds_events_back_is_named() throws Exception {
    try (Connection forgotten = database.connect();
        Statement statement = forgotten.createStatement()) {
      forgotten.setAutoCommit(false);
      statement.execute("CREATE TABLE imported (line text)");
      assertThat(guide().run("open-transactions")).contains("CREATE TABLE imported");
      forgotten.rollback();
    }
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void what_is_lost_is_restored_database_and_store_with_new_passwords_and_certificate()
      throws Exception {
    JsonObject job = made();
    URI asset = URI.create(job.getJsonObject("artifact").getString("uri"));
    byte[] before = get(asset, bearer("creator")).body();
    Certificate certificate = certificate();
    String store = Files.readString(server.assets().resolve(".store"));
    assertThat(post("/api/v1/providers/procedural/pause", "{}", bearer("operator")).statusCode())
        .isEqualTo(200);
    String ran = accepted("waited", SOUND);
    String still = accepted("run", SOUND);
    guide().run("backup");
    assertThat(post("/api/v1/providers/procedural/resume", "", bearer("operator")).statusCode())
        .isEqualTo(200);
    assertThat(settled(ran)).as("of which the backup knows nothing").isEqualTo("COMPLETED");

    server.kill();
    lose();
    guide().run("restore");
    Files.delete(server.assets().resolve(".store"));
    guide().run("store-id");
    assertThat(server.assets().resolve(".store")).hasContent(store.strip());
    guide().run("database-password");
    password = NEW_PASSWORD;
    guide().run("certificate");
    server
        .with("DB_PASSWORD", NEW_PASSWORD)
        .with("ADMIN_PASSWORD", "second-admin")
        .with("GENERATION_WORKER_ENABLED", "false")
        .start();

    assertThat(guide().run("upgraded")).contains("\"status\":\"UP\"", "schema_version");
    List<String> restored = guide().run("restored").lines().toList();
    assertThat(restored.getFirst()).contains("\"reason\":\"restored\"");
    assertThat(restored.get(restored.size() - 2))
        .contains("\"event\":\"end\"", "\"findings\":{}")
        .doesNotContain("\"files\":0");
    assertThat(Timestamp.valueOf(restored.getLast()).toLocalDateTime())
        .as("nothing was under way")
        .isBeforeOrEqualTo(LocalDateTime.now(ZoneOffset.UTC).plusSeconds(1));
    assertThat(get(asset, bearer("creator")).body()).isEqualTo(before);
    assertThat(status(job.getString("id"))).isEqualTo("COMPLETED");
    assertThat(certificate()).isNotEqualTo(certificate);
    whatWaitedThenIsMadeOrNotAsTheOperatorSays(ran, still);
  }

  /** Restarted with its workers, the node begins nothing before admission is resumed. */
  private void whatWaitedThenIsMadeOrNotAsTheOperatorSays(String ran, String still)
      throws Exception {
    server.kill();
    server.with("GENERATION_WORKER_ENABLED", "true").start();
    post("/api/v1/providers/procedural/resume", "", bearer("operator"));
    assertThat(LiveServer.json(get(job(ran), bearer("creator"))).getString("waiting_for"))
        .isEqualTo("provider");
    JsonObject cancelled = LiveServer.object(guide().run("cancel-waiting"));
    assertThat(cancelled.getJsonArray("jobs")).hasToString("[\"" + ran + "\"]");
    assertThat(status(still)).isEqualTo("PENDING");

    assertThat(guide().run("resume")).contains("\"pause\":null");
    assertThat(settled(still)).isEqualTo("COMPLETED");
    assertThat(status(ran)).as("it is not made twice").isEqualTo("CANCELLED");
  }

  private static String accepted(String run, String step) {
    HttpResponse<byte[]> accepted = post("/api/v1/runs/" + run + "/steps", step, bearer("creator"));
    assertThat(accepted.statusCode()).isEqualTo(202);
    return LiveServer.json(accepted).getString("id");
  }

  private static String settled(String job) {
    return LiveServer.settled(job(job), bearer("creator")).getString("status");
  }

  private static String status(String job) {
    return LiveServer.json(get(job(job), bearer("creator"))).getString("status");
  }

  private static URI job(String id) {
    return URI.create(server.url() + "/api/v1/jobs/" + id);
  }

  private static void lose() throws SQLException, IOException {
    try (Connection superuser = database.connect();
        Statement statement = superuser.createStatement()) {
      statement.execute("DROP DATABASE " + DebianPostgres.USER + " WITH (FORCE)");
    }
    delete(server.assets());
  }

  private static DocumentedCommands guide() throws IOException {
    Map<String, String> environment = new HashMap<>(database.settings(password));
    environment.put("PGPASSFILE", database.passwords(password).toString());
    environment.put("PATH", DebianPostgres.tools() + ":" + System.getenv("PATH"));
    environment.put("ASSET_STORAGE_DIR", server.assets().toString());
    environment.put("ATELIER_DATA_DIR", server.assets().getParent().toString());
    environment.put("ADMIN_PASSWORD", "test-admin");
    environment.put("NEW_PASSWORD", NEW_PASSWORD);
    if (server.isAlive()) {
      environment.put("OPERATOR", bearer("operator").substring("Bearer ".length()));
    }
    return new DocumentedCommands(
        "src/docs/operations.md",
        directory,
        Map.of(
            "https://atelier.example", server.url(),
            "https://localhost:9443", server.secureUrl(),
            "/backup/", directory.resolve("backup") + "/",
            "2026-11-28T18:00:00Z", BAD_HOUR.toString(),
            "2026-11-28T20:00:00Z", BAD_HOUR.plus(Duration.ofHours(2)).toString()),
        environment);
  }

  private static JsonObject made() throws Exception {
    HttpResponse<byte[]> accepted = post("/api/v1/runs/run/steps", SOUND, bearer("creator"));
    assertThat(accepted.statusCode()).isEqualTo(202);
    JsonObject job =
        LiveServer.settled(
            URI.create(accepted.headers().firstValue("Location").orElseThrow()), bearer("creator"));
    assertThat(job.getString("status")).isEqualTo("COMPLETED");
    return job;
  }

  private static String audited() {
    return LiveServer.text(get(URI.create(server.url() + "/api/v1/audit"), bearer("operator")));
  }

  private static HttpResponse<byte[]> get(URI uri, String authorization) {
    HttpResponse<byte[]> answer = LiveServer.get(uri, authorization);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static int status(URI uri) {
    return LiveServer.send(HttpRequest.newBuilder(uri).build()).statusCode();
  }

  private static Certificate certificate() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.secureUrl() + "/health/live")).build();
    return HTTP.send(request, BodyHandlers.discarding())
        .sslSession()
        .orElseThrow()
        .getPeerCertificates()[0];
  }

  private static HttpResponse<byte[]> post(String path, String body, String authorization) {
    return LiveServer.send(
        LiveServer.request(URI.create(server.url() + path), authorization)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String bearer(String group) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=" + group))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
