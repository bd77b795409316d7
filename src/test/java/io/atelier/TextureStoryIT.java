package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.SeamMetric;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** A prompt becomes a stored, served texture. */
@MicroShedTest
public class TextureStoryIT {
  @RESTClient public static WorkflowApi api;

  private static final String GOLD =
      """
      {"skill":"generate_texture",
       "input":{"prompt":"brushed gold","size":1024,"seamless":true}}
      """;
  private static final String SMALL =
      """
      {"skill":"generate_texture","step":"wall","metadata":{"campaign":7},
       "input":{"prompt":"mossy stone","size":512,"seamless":false}}
      """;

  private final String tenant = LiveServer.newTenant();
  private final Story story = new Story(api, tenant);

  @Test
  @DisplayName("US1.1, FR-006, FR-014, FR-023: a prompt becomes a stored, served, seamless texture")
  void a_prompt_becomes_a_stored_served_seamless_texture() throws IOException {
    JsonObject job = story.play("spring-26", GOLD);

    Story.assertMadeByTheProceduralProvider(job);
    assertThat(job.getString("skill")).isEqualTo("generate_texture");
    assertThat(job.getString("kind")).isEqualTo("image");
    assertThat(job.getString("run")).isEqualTo("spring-26");
    JsonObject artifact = job.getJsonObject("artifact");
    String sha256 = artifact.getString("sha256");
    String path = tenant + "/spring-26/texture/" + sha256 + ".png";
    assertThat(artifact.getString("uri")).isEqualTo(LiveServer.at("/assets/" + path).toString());
    assertThat(artifact.getString("mime_type")).isEqualTo("image/png");
    assertThat(artifact.getString("type")).isEqualTo("texture");
    assertThat(artifact.getString("job")).isEqualTo(job.getString("id"));
    assertThat(artifact.getJsonArray("flags")).isEmpty();
    JsonObject metadata = artifact.getJsonObject("metadata");
    assertThat(metadata.getInt("width")).isEqualTo(1024);
    assertThat(metadata.getInt("height")).isEqualTo(1024);
    assertThat(metadata.getBoolean("seamless")).isTrue();

    byte[] bytes = asset(job).body();
    assertThat(LiveServer.sha256(bytes)).isEqualTo(sha256);
    assertThat(artifact.getInt("size_bytes")).isEqualTo(bytes.length);
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(image.getWidth()).isEqualTo(1024);
    assertThat(image.getHeight()).isEqualTo(1024);
    assertThat(SeamMetric.of(image).seamless(SeamMetric.LOSSLESS_TOLERANCE)).isTrue();
    assertThat(inTheStore(path)).hasBinaryContent(bytes);
  }

  @Test
  @DisplayName("US1.4, FR-004, SC-007: the same content in another run is stored once")
  void the_same_request_in_another_run_is_the_same_asset() throws IOException {
    JsonObject first = story.play("spring-26", SMALL);
    JsonObject again = story.play("summer-26", SMALL);

    JsonObject one = first.getJsonObject("artifact");
    JsonObject other = again.getJsonObject("artifact");
    assertThat(other.getString("uri")).isEqualTo(one.getString("uri"));
    assertThat(other.getString("id")).isNotEqualTo(one.getString("id"));
    assertThat(other.getString("run")).isEqualTo("summer-26");
    assertThat(inTheStore(tenant + "/summer-26")).doesNotExist();
  }

  @Test
  @DisplayName("FR-020, US6.1: what it cost stands in the run step's debug output")
  void what_it_cost_stands_in_the_steps_debug_output() throws SQLException {
    JsonObject job = story.play("spring-26", SMALL);

    assertThat(job.getString("step")).isEqualTo("wall");
    assertThat(job.getJsonObject("metadata").getInt("campaign")).isEqualTo(7);
    assertThat(
            LiveServer.text(
                "SELECT debug_output FROM step WHERE id = 'wall' AND tenant_id = ?", tenant))
        .contains(job.getString("id"), "\"actual_cost\": \"0.000000\"", "\"procedural\"");
  }

  @Test
  @DisplayName("US1.3, FR-002, FR-005: it can be loaded by WebGL of any origin")
  void it_can_be_loaded_by_a_page_of_any_origin() {
    JsonObject job = story.play("spring-26", SMALL);

    HttpResponse<byte[]> asset = asset(job);
    assertHeader(asset, "Content-Type", "image/png");
    assertHeader(asset, "Cross-Origin-Resource-Policy", "cross-origin");
    assertHeader(asset, "Access-Control-Allow-Origin", "*");
    assertThat(asset.headers().firstValue("Vary").orElse("")).contains("Origin");
    assertThat(asset.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertHeader(asset, "X-Content-Type-Options", "nosniff");

    HttpResponse<byte[]> preflight =
        LiveServer.send(
            HttpRequest.newBuilder(uri(job))
                .header("Origin", "https://game.example")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody())
                .build());
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertHeader(preflight, "Access-Control-Allow-Origin", "*");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("GET", "HEAD");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
        .containsIgnoringCase("authorization");
  }

  @Test
  @DisplayName("FR-006: it is named by its hash, so it is cached for ever")
  void it_is_cached_for_ever() {
    JsonObject job = story.play("spring-26", SMALL);

    HttpResponse<byte[]> asset = asset(job);
    String etag = '"' + job.getJsonObject("artifact").getString("sha256") + '"';
    assertHeader(asset, "ETag", etag);
    String caching = asset.headers().firstValue("Cache-Control").orElse("");
    assertThat(caching).contains("private", "immutable", "max-age=31536000");

    for (String known : new String[] {etag, "W/" + etag, "\"x\", " + etag, "*"}) {
      HttpResponse<byte[]> unchanged =
          LiveServer.send(
              LiveServer.request(uri(job), story.bearer()).header("If-None-Match", known).build());
      assertThat(unchanged.statusCode()).as(known).isEqualTo(304);
      assertThat(unchanged.body()).isEmpty();
      assertHeader(unchanged, "ETag", etag);
      assertHeader(unchanged, "Access-Control-Allow-Origin", "*");
    }
    for (String other : new String[] {"\"x\"", etag.substring(1), etag.toUpperCase(Locale.ROOT)}) {
      HttpResponse<byte[]> changed =
          LiveServer.send(
              LiveServer.request(uri(job), story.bearer()).header("If-None-Match", other).build());
      assertThat(changed.statusCode()).as(other).isEqualTo(200);
    }
  }

  @Test
  void its_head_is_its_answer_without_the_body() {
    JsonObject job = story.play("spring-26", SMALL);

    HttpResponse<byte[]> asset = asset(job);
    HttpResponse<byte[]> head =
        LiveServer.send(
            LiveServer.request(uri(job), story.bearer())
                .method("HEAD", BodyPublishers.noBody())
                .build());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name :
        new String[] {
          "Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control", "Vary"
        }) {
      assertThat(head.headers().firstValue(name))
          .isPresent()
          .isEqualTo(asset.headers().firstValue(name));
    }
  }

  private HttpResponse<byte[]> asset(JsonObject job) {
    HttpResponse<byte[]> asset = LiveServer.get(uri(job), story.bearer());
    assertThat(asset.statusCode()).isEqualTo(200);
    return asset;
  }

  private static URI uri(JsonObject job) {
    return URI.create(job.getJsonObject("artifact").getString("uri"));
  }

  private static Path inTheStore(String path) throws IOException {
    Path assets = LiveServer.data().resolve("assets");
    assertThat(Files.isDirectory(assets)).isTrue();
    return assets.resolve(path);
  }

  private static void assertHeader(HttpResponse<?> response, String name, String value) {
    assertThat(response.headers().allValues(name)).as(name).containsExactly(value);
  }
}
