package io.atelier.simulated;

import static io.atelier.problem.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import io.atelier.ServerProcess;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The product as it is delivered, with the providers over the network simulated fifty times as
 * fast: one black-box test of what a workflow asks for, and three routings that differ in
 * configuration alone.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedProvidersIT {
  private static final double SPEED = 50;
  private static final String TEXTURE =
      "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"brushed gold\",\"size\":1024}}";
  private static final String MAPS =
      "{\"skill\":\"generate_texture\",\"input\":{\"prompt\":\"oak\",\"size\":512,"
          + "\"maps\":[\"base_color\"]}}";
  private static final String SOUND =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"sfx\",\"prompt\":\"coins\","
          + "\"duration_seconds\":1}}";
  private static final String MUSIC =
      "{\"skill\":\"generate_audio\",\"input\":{\"type\":\"bgm\",\"style\":\"jazz\","
          + "\"prompt\":\"a calm evening [[sim:exact]]\",\"duration_seconds\":30}}";
  private static final String LOOP =
      "{\"skill\":\"generate_intro_video_loop\",\"input\":{\"prompt\":\"a wheel spins\","
          + "\"duration_seconds\":4,\"resolution\":\"480p\",\"aspect_ratio\":\"1:1\"}}";

  private static final String MODEL =
      "{\"skill\":\"generate_3d_asset\",\"input\":{\"prompt\":\"a gold coin\","
          + "\"max_triangles\":5000}}";

  private static SimulatedProviders providers;
  private static ServerProcess server;
  private static List<String> routes = List.of();

  @BeforeAll
  static void simulate() throws Exception {
    providers = new SimulatedProviders(0, SPEED, SimulatedMedia.faithful());
    server = ServerProcess.development("simulated_it");
    providers.variables().forEach(server::with);
    server.with("GENERATION_CIRCUIT_DELAY", "PT1S");
    for (String kind : List.of("VIDEO", "SFX", "BGM", "MODEL_3D", "IMAGE")) {
      server.with("GENERATION_" + kind + "_POLL_INTERVAL", "PT0.5S");
    }
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    providers.close();
  }

  /** Starts it anew with these providers, unless it runs with them. */
  private static void routed(String images, String sounds, String music) throws Exception {
    List<String> wanted = List.of(images, sounds, music);
    if (wanted.equals(routes)) {
      return;
    }
    server.close();
    routes = wanted;
    server
        .with("GENERATION_IMAGE_PROVIDERS", images)
        .with("GENERATION_SFX_PROVIDERS", sounds)
        .with("GENERATION_BGM_PROVIDERS", music)
        .with("GENERATION_VIDEO_PROVIDERS", "nano-banana")
        .start();
  }

  /** What a workflow sees, whoever makes it. */
  private static List<String> made() {
    String bearer = bearer();
    List<String> by = new ArrayList<>();
    for (String order : List.of(TEXTURE, SOUND, MUSIC)) {
      JsonObject job = settled(order, bearer);
      assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
      JsonObject artifact = job.getJsonObject("artifact");
      HttpResponse<byte[]> asset = LiveServer.get(URI.create(artifact.getString("uri")), bearer);
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(LiveServer.sha256(asset.body())).isEqualTo(artifact.getString("sha256"));
      by.add(job.getString("provider"));
    }
    return by;
  }

  /** SC-010. */
  @Test
  @Order(1)
  void the_routes_decide_who_makes_it() throws Exception {
    routed("nano-banana", "nano-banana", "suno");
    assertThat(made()).containsExactly("nano-banana", "nano-banana", "suno");
    assertThat(providers.nanoBanana.ledger().counted("creates")).isEqualTo(2);
    assertThat(providers.suno.ledger().counted("creates")).isEqualTo(1);
  }

  @Test
  @Order(2)
  void the_providers_own_paths_are_none_of_ours() throws Exception {
    routed("nano-banana", "nano-banana", "suno");
    HttpResponse<byte[]> described =
        LiveServer.get(URI.create(server.url() + "/openapi"), bearer());
    assertThat(LiveServer.text(described))
        .contains("/api/v1/jobs/{id}")
        .doesNotContain("createTask");
    assertThat(
            LiveServer.get(URI.create(server.url() + "/api/v1/chat/credit"), bearer()).statusCode())
        .isEqualTo(404);
  }

  /** FR-008: two tasks, one job, and both costs on record. */
  @Test
  @Order(2)
  void a_loop_is_made_of_a_key_frame() throws Exception {
    routed("nano-banana", "nano-banana", "suno");
    String bearer = bearer();
    JsonObject job = settled(LOOP, bearer);
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.getJsonArray("artifacts").getValuesAs(JsonObject.class))
        .extracting(artifact -> artifact.getString("role"))
        .contains("main", "key_frame");
    assertThat(cost(job)).isEqualTo("0.320000"); // an image of 1K, and four seconds

    JsonObject video = part(job, "main");
    JsonObject frame = part(job, "key_frame");
    JsonObject ofVideo = video.getJsonObject("provenance");
    assertThat(ofVideo.getString("model")).isEqualTo("kling-3.0/video");
    assertThat(ofVideo.getString("cost")).isEqualTo("0.320000");
    assertThat(ofVideo.getInt("stage")).isEqualTo(2);
    assertThat(ofVideo.getJsonArray("parents")).hasToString("[\"" + frame.getString("id") + "\"]");
    JsonObject ofFrame = frame.getJsonObject("provenance");
    assertThat(ofFrame.getString("model")).isEqualTo("nano-banana-2");
    assertThat(ofFrame.getString("cost")).isEqualTo("0.040000");
    assertThat(ofFrame.getJsonArray("parents")).isEmpty();
  }

  /** FR-012: a shape and its materials, one job, and the credits of both on record. */
  @Test
  @Order(2)
  void a_model_is_made_of_a_shape_and_its_materials() throws Exception {
    routed("nano-banana", "nano-banana", "suno");
    JsonObject job = settled(MODEL, bearer());
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isEqualTo("meshy");
    assertThat(job.getJsonObject("artifact").getString("mime_type")).isEqualTo("model/gltf-binary");
    assertThat(providers.meshy.ledger().counted("creates")).isEqualTo(2);
    assertThat(cost(job)).isEqualTo("0.600000");
  }

  private static JsonObject part(JsonObject job, String role) {
    return job.getJsonArray("artifacts").getValuesAs(JsonObject.class).stream()
        .filter(artifact -> artifact.getString("role").equals(role))
        .findFirst()
        .orElseThrow();
  }

  private static String cost(JsonObject job) throws Exception {
    try (Connection database = server.database();
        Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT sum(actual_cost) FROM stage JOIN attempt ON attempt.id = attempt_id"
                    + " WHERE job_id = '"
                    + job.getString("id")
                    + "'")) {
      row.next();
      return row.getBigDecimal(1).toPlainString();
    }
  }

  /** SC-010, the same by another configuration. */
  @Test
  @Order(4)
  void with_other_routes_others_make_it() throws Exception {
    routed("procedural", "procedural", "procedural");
    assertThat(made()).containsExactly("procedural", "procedural", "procedural");
  }

  /** SC-011. */
  @Test
  @Order(5)
  void a_provider_that_is_down_is_passed_over() throws Exception {
    String nowhere = "http://127.0.0.1:1";
    server.with("NANO_BANANA_BASE_URL", nowhere).with("SUNO_BASE_URL", nowhere);
    routed("nano-banana,procedural", "nano-banana,procedural", "suno,procedural");
    assertThat(made()).containsExactly("procedural", "procedural", "procedural");
  }

  /** FR-022: who cannot make it is not asked, nothing is spent, and the step says why. */
  @Test
  @Order(6)
  void a_provider_that_cannot_make_it_is_passed_over_with_its_reason() throws Exception {
    routed("nano-banana,procedural", "nano-banana,procedural", "suno,procedural");
    String bearer = bearer();
    JsonObject job = settled(MAPS, bearer);
    assertThat(job.getString("provider")).isEqualTo("procedural");
    assertThat(job.getJsonArray("attempts")).hasSize(1);
    URI step =
        URI.create(
            server.url()
                + "/api/v1/runs/"
                + job.getString("run")
                + "/steps/"
                + job.getString("step"));
    JsonObject debug =
        LiveServer.json(LiveServer.get(step, bearer))
            .getJsonObject("debug_output")
            .getJsonObject(job.getString("id"));
    assertThat(debug.getJsonArray("skipped"))
        .isEqualTo(json("[{'provider':'nano-banana','reason':'it makes no maps of materials'}]"));
    assertThat(debug.getJsonArray("route")).hasToString("[\"procedural\"]");
  }

  /** Security: planted keys appear nowhere. */
  @Test
  @Order(3)
  void the_keys_are_in_no_log_and_no_row() throws Exception {
    routed("nano-banana", "nano-banana", "suno");
    String bearer = bearer();
    for (String tag : List.of("fail_echo", "lost_response", "code:422", "code:401")) {
      settled(TEXTURE.replace("gold", "gold [[sim:" + tag + "]]"), bearer);
    }
    for (String tag : List.of("fail_echo", "lost_response", "code:401")) {
      settled(MODEL.replace("gold", "gold [[sim:" + tag + "]]"), bearer);
    }
    String log = Files.readString(server.log());
    for (String key : List.of(NanoBananaSimulator.KEY, SunoSimulator.KEY, MeshySimulator.KEY)) {
      assertThat(log).doesNotContain(key);
      assertThat(tablesWith(key)).isEmpty();
    }
    for (Path file : files(server.log().getParent())) {
      assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
          .as(file.toString())
          .doesNotContain(NanoBananaSimulator.KEY);
    }
  }

  private static List<Path> files(Path directory) throws Exception {
    try (var files = Files.walk(directory)) {
      return files.filter(file -> file.toString().matches(".*\\.(log|txt)")).toList();
    }
  }

  private static List<String> tablesWith(String text) throws Exception {
    List<String> tables = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (Connection database = server.database();
        Statement statement = database.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM \"" + table + "\" t WHERE t::text LIKE '%" + text + "%'")) {
          row.next();
          if (row.getInt(1) > 0) {
            found.add(table);
          }
        }
      }
    }
    assertThat(tables).contains("stage", "attempt", "generation_job");
    return found;
  }

  private static JsonObject settled(String order, String bearer) {
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    return LiveServer.settled(
        URI.create(accepted.headers().firstValue("Location").orElseThrow()), bearer);
  }

  private static String bearer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
