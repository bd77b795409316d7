package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.Samples;
import io.atelier.provider.procedural.sky.SkySynthesizer;
import io.atelier.provider.procedural.texture.TextureSynthesizer;
import jakarta.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Issue 6: whoever made a file, its artifact says what its pixels tell. */
class UploadedFactsIT {
  private static final AssetCaller CREATOR = AssetCaller.of(LiveServer.newTenant());

  @TempDir Path directory;

  @Test
  @DisplayName("FR-014: a texture that is brought has a seam score")
  void a_texture_has_a_seam_score() throws IOException {
    Path file = directory.resolve("texture");
    TextureSynthesizer.write("mossy stone", 512, true, file);
    assertThat(number(uploaded("texture", Files.readAllBytes(file)), "seam_score"))
        .isBetween(0.0, 1.0);
  }

  @Test
  @DisplayName("FR-015: an environment map that is brought has a dynamic range")
  void an_environment_map_has_a_dynamic_range() throws IOException {
    Path file = directory.resolve("sky");
    SkySynthesizer.write("sunset", 1024, file);
    assertThat(number(uploaded("environment_map", Files.readAllBytes(file)), "dynamic_range"))
        .isGreaterThan(50);
  }

  @Test
  @DisplayName("FR-008: a film that is brought has a loop score, and the artifact keeps it")
  void a_film_has_a_loop_score() throws IOException {
    JsonObject film = CREATOR.upload("brought", "video", resource("/media/clip.mp4"));
    assertThat(number(film.getJsonObject("metadata"), "loop_score")).isNotNegative();
    JsonObject again = LiveServer.json(CREATOR.get("/api/v1/artifacts/" + film.getString("id")));
    assertThat(again.getJsonObject("metadata")).isEqualTo(film.getJsonObject("metadata"));
  }

  @Test
  @DisplayName("Issue 6: what is too large to decode is kept, and says why it was not measured")
  void what_is_too_large_says_so() throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(9_000, 9_000, BufferedImage.TYPE_BYTE_BINARY), "png", png);
    JsonObject facts = uploaded("texture", png.toByteArray());
    assertThat(facts.getString("unmeasured"))
        .isEqualTo("it has 9000 x 9000 pixels, over the limit of 67108864");
    assertThat(facts).doesNotContainKey("seam_score");
  }

  @Test
  @DisplayName("Issue 6: a texture whose pixels nobody can decode is refused")
  void a_texture_without_pixels_is_refused() {
    byte[] hollow =
        Samples.pngOf(
            "IHDR", Samples.ihdr(64, 64, 8, 6), "IDAT", new byte[20], "IEND", new byte[0]);
    HttpResponse<byte[]> answer =
        CREATOR.send(
            "POST",
            "/api/v1/runs/brought/artifacts?type=texture",
            BodyPublishers.ofByteArray(hollow));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo("INVALID_MEDIA");
  }

  private static JsonObject uploaded(String type, byte[] file) {
    return CREATOR.upload("brought", type, file).getJsonObject("metadata");
  }

  private static double number(JsonObject facts, String name) {
    assertThat(facts).containsKey(name);
    return facts.getJsonNumber(name).doubleValue();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = UploadedFactsIT.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
