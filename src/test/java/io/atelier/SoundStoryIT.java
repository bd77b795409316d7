package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** An interaction becomes a stored, served sound. */
@MicroShedTest
public class SoundStoryIT {
  @RESTClient public static WorkflowApi api;

  private static final String WIN =
      """
      {"skill":"generate_audio",
       "input":{"type":"sfx","interaction":"win","duration_seconds":1.5}}
      """;
  private static final String COINS =
      """
      {"skill":"generate_audio","priority":"high",
       "input":{"type":"sfx","prompt":"a handful of coins 🪙","duration_seconds":%s}}
      """;

  @TempDir Path directory;

  private final String tenant = LiveServer.newTenant();
  private final Story story = new Story(api, tenant);

  @Test
  @DisplayName("US3.1, FR-009, SC-004: an interaction becomes a sound of exactly its duration")
  void an_interaction_becomes_a_stored_served_sound() throws IOException {
    JsonObject job = story.play("spring-26", WIN);

    Story.assertMadeByTheProceduralProvider(job);
    assertThat(job.getString("skill")).isEqualTo("generate_audio");
    assertThat(job.getString("kind")).isEqualTo("sfx");
    assertThat(
            Duration.between(
                Instant.parse(job.getString("created_at")),
                Instant.parse(job.getString("settled_at"))))
        .isLessThan(Duration.ofSeconds(30));
    JsonObject artifact = job.getJsonObject("artifact");
    String sha256 = artifact.getString("sha256");
    assertThat(artifact.getString("uri"))
        .isEqualTo(
            LiveServer.at("/assets/" + tenant + "/spring-26/audio/" + sha256 + ".wav").toString());
    assertThat(artifact.getString("mime_type")).isEqualTo("audio/wav");
    assertThat(artifact.getString("type")).isEqualTo("audio");
    assertThat(artifact.getJsonObject("metadata").getJsonNumber("duration_seconds").doubleValue())
        .isEqualTo(1.5);

    HttpResponse<byte[]> asset = asset(job);
    assertThat(asset.headers().allValues("Content-Type")).containsExactly("audio/wav");
    assertThat(LiveServer.sha256(asset.body())).isEqualTo(sha256);
    ProbeResult.Audio audio = probed(asset.body());
    assertThat(audio.seconds()).isEqualTo(1.5);
    assertThat(audio.sampleRate()).isGreaterThanOrEqualTo(44_100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1.234", "5"})
  @DisplayName("FR-009: a prompt becomes a sound of half a second to five")
  void a_prompt_becomes_a_sound(String seconds) throws IOException {
    JsonObject job = story.play("spring-26", COINS.formatted(seconds));

    Story.assertMadeByTheProceduralProvider(job);
    assertThat(job.getString("priority")).isEqualTo("high");
    ProbeResult.Audio audio = probed(asset(job).body());
    assertThat(Math.abs(audio.seconds() - Double.parseDouble(seconds)))
        .isLessThanOrEqualTo(1.0 / audio.sampleRate());
  }

  @Test
  @DisplayName("FR-009: every interaction has a sound of its own")
  void every_interaction_has_a_sound_of_its_own() {
    Set<String> sounds = new HashSet<>();
    String[] interactions = {
      "click", "spin", "flip", "scratch", "match", "win", "lose", "countdown", "reveal", "confetti"
    };
    for (String interaction : interactions) {
      JsonObject job =
          LiveServer.settled("spring-26", WIN.replace("win", interaction), story.bearer());
      assertThat(job.getString("status")).as("%s", job).isEqualTo("COMPLETED");
      sounds.add(job.getJsonObject("artifact").getString("sha256"));
    }
    assertThat(sounds).hasSameSizeAs(interactions);
  }

  @Test
  @DisplayName("US1.4, FR-004: the same content in another run is stored once")
  void the_same_request_in_another_run_is_the_same_asset() {
    JsonObject first = story.play("spring-26", WIN);
    JsonObject again = story.play("summer-26", WIN);

    assertThat(again.getJsonObject("artifact").getString("uri"))
        .isEqualTo(first.getJsonObject("artifact").getString("uri"));
    assertThat(asset(again).body()).isEqualTo(asset(first).body());
  }

  private HttpResponse<byte[]> asset(JsonObject job) {
    URI uri = URI.create(job.getJsonObject("artifact").getString("uri"));
    HttpResponse<byte[]> asset = LiveServer.get(uri, story.bearer());
    assertThat(asset.statusCode()).isEqualTo(200);
    return asset;
  }

  private ProbeResult.Audio probed(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("sound.wav"), bytes);
    ProbeResult.Audio audio = (ProbeResult.Audio) MediaProbe.probe(file);
    assertThat(audio.format()).isEqualTo(FileFormat.WAV);
    return audio;
  }
}
