package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every skill, on a fresh machine without a key: real media of the kind asked for. */
class EveryKindIT {
  private static final String TENANT = LiveServer.newTenant();

  private static String creator;
  private static String logo;

  @BeforeAll
  static void a_logo_is_brought() {
    creator = LiveServer.bearer(TENANT);
    logo = brought(creator);
  }

  @Test
  @DisplayName("US2.1, FR-007, FR-008: a prompt becomes a looping video of its length and size")
  void a_prompt_becomes_a_looping_video() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_intro_video_loop",
             "input":{"prompt":"coins rain over a stage","duration_seconds":4,
                      "resolution":"480p","aspect_ratio":"9:16"}}
            """);
    JsonObject video = artifact(job, "video", "video/mp4");
    JsonObject metadata = video.getJsonObject("metadata");
    assertThat(metadata.getString("codec")).isEqualTo("h264");
    assertThat(metadata.getInt("width")).isEqualTo(480);
    assertThat(metadata.getInt("height")).isEqualTo(854);
    assertThat(metadata.getJsonNumber("duration_seconds").doubleValue()).isBetween(3.95, 4.05);
    assertThat(metadata.getBoolean("loop")).isTrue();
    assertThat(metadata.getJsonNumber("loop_step").doubleValue())
        .isLessThanOrEqualTo(metadata.getJsonNumber("largest_step").doubleValue());
    assertThat(video.getJsonArray("flags")).isEmpty();
    assertThat(roles(job)).containsExactly("main", "poster", "thumbnail");
    assertThat(picture(job, 1).getWidth()).isEqualTo(480);
    assertThat(picture(job, 2).getHeight()).isEqualTo(512);
  }

  @Test
  @DisplayName("US2.2: a reference image of the same tenant is animated")
  void a_reference_image_is_animated() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_outcome_animation",
             "input":{"prompt":"the camera moves closer","duration_seconds":4,"resolution":"480p",
                      "aspect_ratio":"1:1","reference_artifact":"%s"}}
            """
                .formatted(logo));
    // The logo's red is what most of the film shows.
    int centre = picture(job, 1).getRGB(140, 240);
    assertThat(new Color(centre).getRed())
        .isGreaterThan(new Color(centre).getGreen() + 60)
        .isGreaterThan(new Color(centre).getBlue() + 60);
  }

  @Test
  @DisplayName("US3.2, US3.3, FR-010: a prompt becomes music of its style and length")
  void a_prompt_becomes_music() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_audio",
             "input":{"type":"bgm","prompt":"a calm evening","style":"jazz","duration_seconds":31}}
            """);
    JsonObject metadata = artifact(job, "audio", "audio/mp4").getJsonObject("metadata");
    assertThat(metadata.getJsonNumber("duration_seconds").doubleValue()).isBetween(30.95, 31.05);
    assertThat(metadata.getBoolean("instrumental")).isTrue();
    assertThat(job.getString("kind")).isEqualTo("bgm");
  }

  @Test
  @DisplayName("US4.1, FR-012: a prompt becomes a model with PBR materials under its budget")
  void a_prompt_becomes_a_model() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_3d_asset",
             "input":{"prompt":"metallic gold prize wheel","max_triangles":20000}}
            """);
    JsonObject metadata = artifact(job, "model_3d", "model/gltf-binary").getJsonObject("metadata");
    assertThat(metadata.getInt("triangles")).isBetween(500, 20_000);
    assertThat(metadata.getJsonArray("maps").toString())
        .contains("base_color", "metallic_roughness", "normal");
    assertThat(roles(job)).containsExactly("main", "poster", "thumbnail");
    assertThat(picture(job, 1).getWidth()).isEqualTo(1024);
  }

  @Test
  @DisplayName("US4.2, FR-013: a logo becomes a model")
  void a_logo_becomes_a_model() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_3d_asset","input":{"reference_artifact":"%s"}}
            """
                .formatted(logo));
    assertThat(artifact(job, "model_3d", "model/gltf-binary").getJsonArray("flags")).isEmpty();
  }

  @Test
  @DisplayName("FR-014: a material comes as the set of its maps")
  void a_material_comes_as_the_set_of_its_maps() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_texture",
             "input":{"prompt":"rusty iron","size":512,"maps":["orm","normal","base_color"]}}
            """);
    artifact(job, "texture", "image/png");
    assertThat(roles(job)).containsExactly("base_color", "normal", "orm");
    assertThat(job.getJsonObject("artifact").getString("role")).isEqualTo("base_color");
    for (int i = 0; i < 3; i++) {
      assertThat(picture(job, i).getWidth()).isEqualTo(512);
    }
  }

  @Test
  @DisplayName("FR-014: a prompt becomes a picture of any size in range")
  void a_prompt_becomes_a_picture() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_image","input":{"prompt":"a treasure","width":700,"height":512}}
            """);
    artifact(job, "image", "image/png");
    assertThat(roles(job)).containsExactly("main", "thumbnail");
    assertThat(picture(job, 0).getWidth()).isEqualTo(700);
    assertThat(picture(job, 1).getWidth()).isEqualTo(512);
  }

  @Test
  @DisplayName("US4.5, FR-015: a prompt becomes an environment map of high dynamic range")
  void a_prompt_becomes_an_environment_map() {
    JsonObject job =
        completed(
            """
            {"skill":"generate_environment_map","input":{"prompt":"sunset","size":1024}}
            """);
    JsonObject metadata =
        artifact(job, "environment_map", "image/vnd.radiance").getJsonObject("metadata");
    assertThat(metadata.getInt("width")).isEqualTo(1024);
    assertThat(metadata.getInt("height")).isEqualTo(512);
  }

  @Test
  @DisplayName("US5.1: another tenant's image is no reference, like one that is not there")
  void anothers_image_is_no_reference() {
    String stranger = LiveServer.bearer(LiveServer.newTenant());
    HttpResponse<byte[]> foreign = refused(logo, stranger);
    HttpResponse<byte[]> absent = refused(UUID.randomUUID().toString(), stranger);
    assertThat(foreign.statusCode()).isEqualTo(400);
    assertThat(LiveServer.json(foreign).getString("field")).isEqualTo("input.reference_artifact");
    assertThat(LiveServer.text(foreign)).isEqualTo(LiveServer.text(absent));
  }

  private static HttpResponse<byte[]> refused(String reference, String bearer) {
    return LiveServer.postStep(
        "spring-26",
        "{\"skill\":\"generate_3d_asset\",\"input\":{\"reference_artifact\":\""
            + reference
            + "\"}}",
        bearer);
  }

  private static JsonObject completed(String order) {
    JsonObject job = LiveServer.settled("spring-26", order, creator);
    assertThat(job.getString("status")).as("%s", job).isEqualTo("COMPLETED");
    assertThat(job.getString("provider")).isEqualTo("procedural");
    return job;
  }

  private static JsonObject artifact(JsonObject job, String type, String mimeType) {
    JsonObject artifact = job.getJsonObject("artifact");
    assertThat(artifact.getString("type")).isEqualTo(type);
    assertThat(artifact.getString("mime_type")).isEqualTo(mimeType);
    return artifact;
  }

  private static List<String> roles(JsonObject job) {
    return job.getJsonArray("artifacts").getValuesAs(JsonValue::asJsonObject).stream()
        .map(artifact -> artifact.getString("role"))
        .toList();
  }

  /** One of the job's artifacts, as whoever has only its signed URL sees it. */
  private static BufferedImage picture(JsonObject job, int artifact) {
    String url = job.getJsonArray("artifacts").getJsonObject(artifact).getString("signed_uri");
    try {
      return ImageIO.read(URI.create(url).toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String brought(String bearer) {
    BufferedImage image = new BufferedImage(640, 640, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 640, 640);
    pen.setColor(new Color(0xc0161c));
    pen.fillOval(20, 20, 600, 600);
    pen.setColor(Color.WHITE);
    pen.fillOval(260, 260, 120, 120);
    pen.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpResponse<byte[]> answer =
        LiveServer.send(
            LiveServer.request(LiveServer.at("/api/v1/runs/spring-26/artifacts?type=image"), bearer)
                .POST(BodyPublishers.ofByteArray(png.toByteArray()))
                .build());
    assertThat(answer.statusCode()).as(LiveServer.text(answer)).isEqualTo(201);
    return LiveServer.json(answer).getString("id");
  }
}
