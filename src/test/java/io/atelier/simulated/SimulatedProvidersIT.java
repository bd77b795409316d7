package io.atelier.simulated;

import static io.atelier.problem.Problems.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.atelier.LiveServer;
import io.atelier.OwnServers;
import io.atelier.ServerProcess;
import io.atelier.media.codec.VideoDecoder;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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
@OwnServers
@Order(1) // of the classes, for it takes longest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SimulatedProvidersIT {
  private static final double SPEED = 50;

  /** What providers and clients know the server as; something between them has its certificate. */
  private static final String PUBLIC = "https://atelier.example";

  private static final String DASHBOARD_KEY = "simulated-dashboard-key";
  private static final String MESHY_HOOK = "simulated-meshy-callback-token";
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

  private static final Map<String, String> PRICES =
      Map.of(
          "generate_texture", "0.040000",
          "generate_audio", "0.001200",
          "generate_3d_asset", "0.600000");

  private static final String MODEL =
      "{\"skill\":\"generate_3d_asset\",\"input\":{\"prompt\":\"a gold coin\","
          + "\"max_triangles\":5000}}";

  private static final List<String> KINDS = List.of("IMAGE", "SFX", "BGM", "VIDEO", "MODEL_3D");
  private static final String[] NETWORK = {
    "nano-banana", "nano-banana", "suno", "nano-banana", "meshy,procedural"
  };
  private static final String[] PROCEDURAL = {
    "procedural", "procedural", "procedural", "procedural", "procedural"
  };
  private static final String[] MIXED = {
    "procedural", "nano-banana", "procedural", "nano-banana", "procedural"
  };
  private static final String[] FALLING_BACK = {
    "nano-banana,procedural",
    "nano-banana,procedural",
    "suno,procedural",
    "nano-banana,procedural",
    "meshy,procedural"
  };

  private static SimulatedProviders providers;
  private static ServerProcess server;
  private static List<String> routes = List.of();

  @BeforeAll
  static void simulate() throws Exception {
    providers = new SimulatedProviders(0, SPEED, SimulatedMedia.faithful());
    server = ServerProcess.development("simulated_it");
    providers.variables().forEach(server::with);
    server
        .with("PUBLIC_BASE_URL", PUBLIC)
        .with("NANO_BANANA_CALLBACK_KEY", DASHBOARD_KEY)
        .with("SUNO_CALLBACK_KEY", DASHBOARD_KEY) // which sunoapi.org signs nothing with
        .with("MESHY_CALLBACK_TOKEN", MESHY_HOOK)
        .with("GENERATION_BALANCE_INTERVAL", "PT5S")
        .with("GENERATION_CIRCUIT_DELAY", "PT1S");
    providers.callbacks.through(SimulatedProvidersIT::local);
    providers.callbacks.signedWith(DASHBOARD_KEY);
    for (String kind : List.of("VIDEO", "SFX", "MODEL_3D", "IMAGE")) {
      server.with("GENERATION_" + kind + "_POLL_INTERVAL", "PT0.5S");
    }
    // Music is done after two seconds: only who is told of it has it before the first poll.
    server.with("GENERATION_BGM_POLL_INTERVAL", "PT50S");
  }

  private static URI local(URI address) {
    return URI.create(address.toString().replace(PUBLIC, server.url()));
  }

  @AfterAll
  static void close() throws Exception {
    server.close();
    providers.close();
  }

  /** Starts it anew with these providers of each of the kinds, unless it runs with them. */
  private static void routed(String... providersOfKinds) throws Exception {
    List<String> wanted = List.of(providersOfKinds);
    if (wanted.equals(routes)) {
      return;
    }
    server.close();
    routes = wanted;
    for (int i = 0; i < KINDS.size(); i++) {
      server.with("GENERATION_" + KINDS.get(i) + "_PROVIDERS", wanted.get(i));
    }
    server.start();
  }

  /** What a workflow sees, whoever makes it. */
  private static List<String> made() {
    String bearer = bearer();
    List<String> by = new ArrayList<>();
    for (JsonObject job : settled(List.of(TEXTURE, SOUND, MUSIC, LOOP, MODEL), bearer)) {
      assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
      JsonObject artifact = job.getJsonObject("artifact");
      HttpResponse<byte[]> asset =
          LiveServer.get(local(URI.create(artifact.getString("uri"))), bearer);
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
    routed(NETWORK);
    assertThat(made())
        .containsExactly("nano-banana", "nano-banana", "suno", "nano-banana", "meshy");
    assertThat(providers.nanoBanana.ledger().counted("creates"))
        .as("a texture, a sound, a key frame and its film")
        .isEqualTo(4);
    assertThat(providers.suno.ledger().counted("creates")).isEqualTo(1);
    assertThat(providers.meshy.ledger().counted("creates"))
        .as("a shape and its materials")
        .isEqualTo(2);
  }

  @Test
  @Order(2)
  void the_providers_own_paths_are_none_of_ours() throws Exception {
    routed(NETWORK);
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
    routed(NETWORK);
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
    assertThat(ofVideo.getString("estimated_cost")).isEqualTo("0.320000");
    assertKnown(ofVideo, "assumed", "computed");
    assertThat(ofVideo.getInt("stage")).isEqualTo(2);
    assertThat(ofVideo.getJsonArray("parents")).hasToString("[\"" + frame.getString("id") + "\"]");
    JsonObject ofFrame = frame.getJsonObject("provenance");
    assertThat(ofFrame.getString("model")).isEqualTo("nano-banana-2");
    assertThat(ofFrame.getString("cost")).isEqualTo("0.040000");
    assertThat(ofFrame.getJsonArray("parents")).isEmpty();
    assertKnown(ofFrame, "assumed", "computed");
    for (JsonObject attempt : job.getJsonArray("attempts").getValuesAs(JsonObject.class)) {
      assertKnown(attempt, "assumed", "computed");
    }
  }

  /** The price book: what was expected and what it came to, each with its basis and its date. */
  private static void assertKnown(JsonObject costs, String before, String after) {
    assertThat(costs.getString("estimate_basis")).as("%s", costs).isEqualTo(before);
    assertThat(costs.getString("cost_basis")).as("%s", costs).isEqualTo(after);
    assertThat(costs.getString("estimate_price_as_of"))
        .isEqualTo(costs.getString("price_as_of"))
        .isEqualTo("2026-09-14");
  }

  /** FR-012: a shape and its materials, one job, and the credits of both on record. */
  @Test
  @Order(2)
  void a_model_is_made_of_a_shape_and_its_materials() throws Exception {
    routed(NETWORK);
    int before = providers.meshy.ledger().counted("creates");
    JsonObject job = settled(MODEL, bearer());
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isEqualTo("meshy");
    assertThat(job.getJsonObject("artifact").getString("mime_type")).isEqualTo("model/gltf-binary");
    assertThat(providers.meshy.ledger().counted("creates")).isEqualTo(before + 2);
    assertThat(cost(job)).isEqualTo("0.600000");
    assertKnown(part(job, "main").getJsonObject("provenance"), "assumed", "reported");
    JsonObject debug = debug(job);
    for (JsonObject attempt : debug.getJsonArray("attempts").getValuesAs(JsonObject.class)) {
      assertKnown(attempt, "assumed", "reported");
    }
  }

  /** Issue 5: "made to fit … kept, flagged in artifact and debug output". */
  @Test
  @Order(2)
  void what_is_not_what_was_asked_for_is_made_to_fit_or_says_so() throws Exception {
    routed(NETWORK);
    String bearer = bearer();
    String heavy = MODEL.replace("coin", "coin [[sim:over_budget_triangles]]");
    List<JsonObject> jobs =
        settled(
            List.of(
                heavy.replace("5000", "50000"),
                SOUND.replace("coins", "coins [[sim:wrong_duration]]")),
            bearer);
    for (int i = 0; i < 2; i++) {
      JsonObject main = part(jobs.get(i), "main");
      assertThat(main.getJsonArray("flags"))
          .hasToString(i == 0 ? "[\"simplified\"]" : "[\"duration_differs\"]");
      assertThat(debug(jobs.get(i)).getJsonArray("artifacts").getJsonObject(0))
          .containsEntry("flags", main.get("flags"));
    }
    assertThat(part(jobs.get(0), "main").getJsonObject("metadata").getInt("triangles"))
        .isBetween(25_000, 50_000);
  }

  /** Issue 5: "not parseable or not the type: PROVIDER_ERROR, class INVALID_OUTPUT". */
  @Test
  @Order(2)
  void what_is_damaged_empty_or_a_page_is_the_providers_failure() throws Exception {
    routed(NETWORK);
    String bearer = bearer();
    List<String> orders =
        Stream.of(
                TEXTURE.replace("gold", "gold TAG"),
                SOUND.replace("coins", "coins TAG"),
                MODEL.replace("coin", "coin TAG").replace("}}", "},\"providers\":[\"meshy\"]}"))
            .flatMap(
                order ->
                    Stream.of("corrupt_file", "corrupt_body", "empty_file", "wrong_mime")
                        .map(tag -> order.replace("TAG", "[[sim:" + tag + "]]")))
            .toList();
    for (JsonObject job : settled(orders, bearer)) {
      assertThat(job.getString("status")).as(job.toString()).isEqualTo("FAILED");
      assertThat(job.getJsonObject("error").getString("code")).isEqualTo("PROVIDER_ERROR");
      assertThat(debug(job).getJsonArray("attempts").getValuesAs(JsonObject.class))
          .isNotEmpty()
          .allMatch(attempt -> attempt.getString("failure_class").equals("INVALID_OUTPUT"));
      // Both looks were at what one create had made, or two where a shape comes first.
      assertThat(cost(job)).isEqualTo(PRICES.get(job.getString("skill")));
    }
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
  @Order(5)
  void with_other_routes_others_make_it() throws Exception {
    routed(PROCEDURAL);
    assertThat(made()).containsExactly(PROCEDURAL);
  }

  /** SC-010, a third. */
  @Test
  @Order(5)
  void with_some_routes_changed_some_make_what_others_did() throws Exception {
    routed(MIXED);
    assertThat(made()).containsExactly(MIXED);
  }

  /** SC-011. */
  @Test
  @Order(6)
  void a_provider_that_is_down_is_passed_over() throws Exception {
    routedToNobody();
    assertThat(made()).containsExactly(PROCEDURAL);
  }

  /** SC-011, FR-022: the models too, and who was tried before is seen. */
  @Test
  @Order(6)
  void a_model_is_made_by_the_next_provider_while_the_first_is_down() throws Exception {
    routedToNobody();
    JsonObject job = settled(MODEL, bearer());
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isEqualTo("procedural");
    assertThat(job.getJsonObject("artifact").getString("mime_type")).isEqualTo("model/gltf-binary");

    List<JsonObject> attempts = job.getJsonArray("attempts").getValuesAs(JsonObject.class);
    List<JsonObject> vain = attempts.subList(0, attempts.size() - 1);
    assertThat(vain)
        .isNotEmpty()
        .allSatisfy(
            attempt -> {
              assertThat(attempt.getString("provider")).isEqualTo("meshy");
              assertThat(attempt.getString("status")).isEqualTo("FAILED");
              assertThat(attempt.getString("failure_class")).isEqualTo("TRANSIENT");
              assertThat(attempt.getString("actual_cost")).isEqualTo("0.000000");
            });
    assertThat(attempts.get(vain.size()).getString("provider")).isEqualTo("procedural");
    assertThat(attempts.get(vain.size()).getString("status")).isEqualTo("SUCCEEDED");
    assertThat(debug(job).getJsonArray("attempts")).hasSameSizeAs(attempts);
  }

  /** Nobody answers where the providers were, and there is another for each. */
  private static void routedToNobody() throws Exception {
    String nowhere = "http://127.0.0.1:1";
    server
        .with("NANO_BANANA_BASE_URL", nowhere)
        .with("SUNO_BASE_URL", nowhere)
        .with("MESHY_BASE_URL", nowhere)
        .with("GENERATION_BGM_POLL_INTERVAL", "PT0.5S"); // it is tried again after that
    routed(FALLING_BACK);
  }

  /**
   * Promise 2, by the container's own REST client: the answer to a create that was accepted is
   * lost, and the connection with it. It is looked for where there is a list, and nowhere made
   * again.
   */
  @Test
  @Order(4)
  void a_create_whose_answer_was_lost_is_found_or_left_alone_and_charged_once() throws Exception {
    routed(NETWORK);
    int sounds = providers.nanoBanana.ledger().counted("creates");
    int pieces = providers.suno.ledger().counted("creates");
    int models = providers.meshy.ledger().counted("creates");
    List<JsonObject> jobs =
        settled(
            List.of(
                SOUND.replace("coins", "coins [[sim:lost_response]]"),
                MUSIC.replace("evening", "evening [[sim:lost_response]]"),
                MODEL.replace("coin", "coin [[sim:lost_response]]")),
            bearer());

    for (JsonObject lost : jobs.subList(0, 2)) {
      assertThat(lost.getString("status")).as(lost.toString()).isEqualTo("FAILED");
      assertThat(lost.getJsonObject("error").getString("code")).isEqualTo("SUBMISSION_UNKNOWN");
      assertThat(lost.getJsonArray("attempts").getValuesAs(JsonObject.class))
          .extracting(one -> one.getString("status"), one -> one.getString("cost_basis"))
          .containsExactly(tuple("UNKNOWN", "possible"));
    }
    assertThat(providers.nanoBanana.ledger().counted("creates")).isEqualTo(sounds + 1);
    assertThat(providers.suno.ledger().counted("creates")).isEqualTo(pieces + 1);

    JsonObject found = jobs.get(2);
    assertThat(found.getString("status")).as(found.toString()).isEqualTo("COMPLETED");
    assertThat(found.getJsonArray("attempts").getValuesAs(JsonObject.class))
        .as("a shape that was found, and its materials")
        .extracting(one -> one.getString("status"), one -> one.getString("actual_cost"))
        .containsExactly(tuple("SUCCEEDED", "0.400000"), tuple("SUCCEEDED", "0.200000"));
    assertThat(providers.meshy.ledger().counted("creates")).isEqualTo(models + 2);
  }

  /** providers.md 2.8, 3.6: a hint, which is verified and then looked into. */
  @Test
  @Order(2)
  void what_a_provider_says_is_looked_into_at_once() throws Exception {
    routed(NETWORK);
    JsonObject job = settled(MUSIC.replace("evening", "morning"), bearer());
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(Duration.between(time(job, "created_at"), time(job, "settled_at")))
        .as("before its first poll")
        .isLessThan(Duration.ofSeconds(50));
    assertThat(providers.suno.ledger().counted("callbacks_200")).isPositive();
    settled(SOUND.replace("coins", "coins [[sim:duplicate_callback]]"), bearer());
    // Both may come after a poll that had the result.
    assertThat(providers.nanoBanana.ledger().counted("callbacks_404")).isZero();
  }

  private static Instant time(JsonObject job, String field) {
    return OffsetDateTime.parse(job.getString(field)).toInstant();
  }

  /** FR-022: who cannot make it is not asked, nothing is spent, and the step says why. */
  @Test
  @Order(7)
  void a_provider_that_cannot_make_it_is_passed_over_with_its_reason() throws Exception {
    routed(FALLING_BACK);
    JsonObject job = settled(MAPS, bearer());
    assertThat(job.getString("provider")).isEqualTo("procedural");
    assertThat(job.getJsonArray("attempts")).hasSize(1);
    JsonObject debug = debug(job);
    assertThat(debug.getJsonArray("skipped"))
        .isEqualTo(json("[{'provider':'nano-banana','reason':'it makes no maps of materials'}]"));
    assertThat(debug.getJsonArray("route")).hasToString("[\"procedural\"]");
  }

  /** What its step keeps of a job. */
  private static JsonObject debug(JsonObject job) {
    URI step =
        URI.create(
            server.url()
                + "/api/v1/runs/"
                + job.getString("run")
                + "/steps/"
                + job.getString("step"));
    return LiveServer.json(LiveServer.get(step, bearer()))
        .getJsonObject("debug_output")
        .getJsonObject(job.getString("id"));
  }

  @Test
  @Order(3)
  void who_cannot_prove_to_be_a_provider_is_told_nothing_and_changes_nothing() throws Exception {
    routed(NETWORK);
    settled(SOUND, bearer());
    String music = address(providers.suno.ledger());
    String sound = address(providers.nanoBanana.ledger());
    int polls = providers.suno.ledger().counted("polls");
    assertThat(calls(sound, "{\"taskId\":\"unsigned\"}", 1)).containsOnly(404);
    assertThat(calls(music.substring(0, music.length() - 30), "{}", 200)).containsOnly(404);
    for (String provider : List.of("nobody", "procedural", "meshy", "nano-banana")) {
      assertThat(calls(music.replace("hooks/suno", "hooks/" + provider), "{}", 1))
          .containsOnly(404);
    }
    assertThat(calls(PUBLIC + "/api/v1/hooks/meshy/" + MESHY_HOOK, "{\"id\":\"no-such\"}", 1))
        .containsOnly(200);
    // It is over: the provider may say so as often as it likes.
    assertThat(calls(music, "{\"code\":200}", 50)).containsOnly(200);
    assertThat(calls(music, "x".repeat(300_000), 1)).containsOnly(413);
    assertThat(answeredBeforeItsBody(music.substring(0, music.length() - 30)))
        .isEqualTo("HTTP/1.1 404");
    assertThat(providers.suno.ledger().counted("polls")).isEqualTo(polls);
  }

  private static String address(SimulatedLedger ledger) {
    return ledger.creates().get(ledger.creates().size() - 1).getString("callBackUrl");
  }

  /** What is answered to a call whose body is announced and never comes. */
  private static String answeredBeforeItsBody(String address) throws IOException {
    URI hook = local(URI.create(address));
    try (Socket socket = new Socket(hook.getHost(), hook.getPort())) {
      socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      String head =
          ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: 100\r\n\r\n")
              .formatted(hook.getRawPath());
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    }
  }

  /** The statuses of so many calls at once. */
  private static List<Integer> calls(String address, String body, int count)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(local(URI.create(address)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    Callable<Integer> call = () -> LiveServer.send(request).statusCode();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(Collections.nCopies(count, call)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }

  /** FR-007 to FR-015: whatever a workflow may ask for, at its own provider. */
  @Test
  @Order(2)
  void every_other_skill_is_served_too() throws Exception {
    routed(NETWORK);
    String bearer = bearer();
    JsonObject image =
        made(
            "generate_image",
            "'prompt':'a treasure','width':640,'height':512",
            "image/png",
            bearer);
    String reference = "'reference_artifact':'" + image.getString("id") + "'";
    made(
        "generate_outcome_animation",
        "'prompt':'it shines','duration_seconds':4,'resolution':'480p','aspect_ratio':'16:9',"
            + reference,
        "video/mp4",
        bearer);
    made("generate_3d_asset", "'max_triangles':2000," + reference, "model/gltf-binary", bearer);
    for (String place : List.of("a studio", "a beach at noon")) {
      JsonObject map =
          made(
              "generate_environment_map",
              "'prompt':'" + place + "','size':1024",
              "image/vnd.radiance",
              bearer);
      assertThat(map.getJsonArray("flags")).as(place).hasToString("[\"light_guessed\"]");
      assertThat(map.getJsonObject("metadata").getJsonNumber("dynamic_range").doubleValue())
          .as("media.md: the sun, or the lamps, shine")
          .isGreaterThan(50);
    }
  }

  /** FR-007, FR-013: a tenant's own WebP, which no provider takes, is sent as what they take. */
  @Test
  @Order(2)
  void a_webp_that_was_uploaded_is_what_a_film_and_a_model_are_made_from() throws Exception {
    routed(NETWORK);
    String bearer = bearer();
    String reference = "'reference_artifact':'" + uploaded("still.webp", bearer) + "'";
    int uploads = providers.nanoBanana.uploads().size();
    made(
        "generate_outcome_animation",
        "'prompt':'it turns','duration_seconds':4,'resolution':'480p','aspect_ratio':'1:1',"
            + reference,
        "video/mp4",
        bearer);
    String sent = last(providers.nanoBanana.uploads()).getString("base64Data");
    assertThat(providers.nanoBanana.uploads()).hasSize(uploads + 1);
    BufferedImage square = jpeg(sent);
    assertThat(square.getWidth()).isEqualTo(48); // the middle of 64 x 48
    assertThat(square.getHeight()).isEqualTo(48);

    made("generate_3d_asset", "'max_triangles':2000," + reference, "model/gltf-binary", bearer);
    BufferedImage whole = jpeg(last(providers.meshy.ledger().creates()).getString("image_url"));
    assertThat(whole.getWidth()).isEqualTo(64);
    assertThat(whole.getHeight()).isEqualTo(48);
  }

  private static String uploaded(String name, String bearer) throws IOException {
    byte[] bytes;
    try (InputStream in = VideoDecoder.class.getResourceAsStream(name)) {
      bytes = Objects.requireNonNull(in, name).readAllBytes();
    }
    URI uploads =
        URI.create(server.url() + "/api/v1/runs/run/artifacts?type=image&filename=" + name);
    HttpResponse<byte[]> stored =
        LiveServer.send(
            LiveServer.request(uploads, bearer).POST(BodyPublishers.ofByteArray(bytes)).build());
    assertThat(stored.statusCode()).as(LiveServer.text(stored)).isEqualTo(201);
    JsonObject artifact = LiveServer.json(stored);
    assertThat(artifact.getString("mime_type")).isEqualTo("image/webp");
    return artifact.getString("id");
  }

  private static JsonObject last(List<JsonObject> all) {
    return all.get(all.size() - 1);
  }

  private static BufferedImage jpeg(String dataUri) throws IOException {
    String head = "data:image/jpeg;base64,";
    assertThat(dataUri).startsWith(head);
    byte[] bytes = Base64.getDecoder().decode(dataUri.substring(head.length()));
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }

  private static JsonObject made(String skill, String input, String mimeType, String bearer) {
    String order = "{'skill':'%s','input':{%s}}".formatted(skill, input).replace('\'', '"');
    JsonObject job = settled(order, bearer);
    assertThat(job.getString("status")).as(job.toString()).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isIn("nano-banana", "meshy");
    JsonObject artifact = job.getJsonObject("artifact");
    assertThat(artifact.getString("mime_type")).isEqualTo(mimeType);
    return artifact;
  }

  /** Operators see what is left, and an account that is empty is used again when it is not. */
  @Test
  @Order(3)
  void an_account_that_was_used_up_is_seen_and_used_again_when_there_is_more() throws Exception {
    routed(NETWORK);
    String bearer = bearer();
    for (String provider : List.of("nano-banana", "suno", "meshy")) {
      await(() -> balance(provider).signum() > 0);
    }
    providers.nanoBanana.balance(BigDecimal.ZERO);
    JsonObject refused = settled(TEXTURE, bearer);
    assertThat(refused.getJsonObject("error").getString("code")).isEqualTo("OUT_OF_CREDITS");
    await(() -> balance("nano-banana").signum() == 0);
    assertThat(metrics()).containsPattern("atelier_provider_balance\\{[^}]*nano-banana[^}]*} 0");
    providers.nanoBanana.balance(new BigDecimal("1000"));
    await(() -> balance("nano-banana").signum() > 0);
    assertThat(settled(TEXTURE, bearer).getString("status")).isEqualTo("COMPLETED");
  }

  private static BigDecimal balance(String provider) throws Exception {
    try (Connection database = server.database();
        PreparedStatement statement =
            database.prepareStatement(
                "SELECT coalesce(max(balance), -1) FROM provider_account WHERE provider = ?")) {
      statement.setString(1, provider);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBigDecimal(1);
      }
    }
  }

  private static String metrics() {
    return LiveServer.text(LiveServer.get(URI.create(server.url() + "/metrics"), ""));
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("it did not come to it in time").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /**
   * Security: the providers answer with the keys they were sent, in failures of creates and of
   * tasks and in proxies' pages, and these are in nothing that anybody sees or that is kept.
   */
  @Test
  @Order(3)
  void the_keys_are_in_no_log_no_row_and_no_answer() throws Exception {
    routed(NETWORK);
    List<String> orders =
        List.of(
            TEXTURE.replace("gold", "gold TAG"),
            MUSIC.replace("[[sim:exact]]", "TAG"),
            MODEL.replace("coin", "coin TAG"));
    List<String> seen = new ArrayList<>();
    String bearer = bearer();
    settled(
            orders.stream()
                .flatMap(
                    order ->
                        Stream.of("fail_echo", "code:422", "html_error:1", "lost_in_proxy")
                            .map(tag -> order.replace("TAG", "[[sim:" + tag + "]]")))
                .toList(),
            bearer)
        .forEach(job -> seen.add(job.toString()));
    // Last, because a key that is refused holds up all jobs of its account.
    settled(orders.stream().map(order -> order.replace("TAG", "[[sim:code:401]]")).toList(), bearer)
        .forEach(job -> seen.add(job.toString()));
    for (SimulatedProvider one : List.of(providers.nanoBanana, providers.suno, providers.meshy)) {
      assertThat(one.ledger().counted("echoes")).as(one.prefix()).isGreaterThanOrEqualTo(5);
    }
    // What was said around the key is shown, of each of the three and of both ways to fail.
    assertThat(seen).filteredOn(text -> text.contains("for …")).hasSizeGreaterThanOrEqualTo(6);
    assertThat(seen).filteredOn(text -> text.contains("Bad")).hasSizeGreaterThanOrEqualTo(3);
    seen.add(metrics());
    seen.add(
        LiveServer.text(LiveServer.get(URI.create(server.url() + "/api/v1/runs/run"), bearer)));
    for (Path file : files(server.log().getParent().getParent())) {
      seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    assertThat(seen).anyMatch(text -> text.contains("Atelier")); // the log is among them
    for (String key :
        List.of(
            NanoBananaSimulator.KEY,
            SunoSimulator.KEY,
            MeshySimulator.KEY,
            DASHBOARD_KEY,
            MESHY_HOOK)) {
      for (String form : EchoedKey.tellTales(key)) {
        assertThat(seen).noneMatch(text -> text.contains(form));
        assertThat(tablesWith(form)).isEmpty();
      }
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
                "SELECT count(*) FROM \""
                    + table
                    + "\" t WHERE strpos(t::text, '"
                    + text
                    + "') > 0")) {
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
    return settled(List.of(order), bearer).get(0);
  }

  /** All at the same time, in the order of the orders. */
  private static List<JsonObject> settled(List<String> orders, String bearer) {
    List<URI> jobs = orders.stream().map(order -> accepted(order, bearer)).toList();
    return jobs.stream().map(job -> LiveServer.settled(job, bearer)).toList();
  }

  private static URI accepted(String order, String bearer) {
    HttpResponse<byte[]> accepted =
        LiveServer.send(
            LiveServer.request(URI.create(server.url() + "/api/v1/runs/run/steps"), bearer)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order))
                .build());
    assertThat(accepted.statusCode()).as(LiveServer.text(accepted)).isEqualTo(202);
    return local(URI.create(accepted.headers().firstValue("Location").orElseThrow()));
  }

  private static String bearer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/dev/token?tenant=acme&groups=creator"))
            .POST(BodyPublishers.noBody())
            .build();
    return "Bearer " + LiveServer.text(LiveServer.send(request));
  }
}
