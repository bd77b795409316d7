package io.atelier.provider.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.AspectRatio;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Interaction;
import io.atelier.provider.ProviderAdapterContract;
import io.atelier.provider.Resolution;
import io.atelier.simulated.NanoBananaSimulator;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, field by field, as the models' pages have it. */
class NanoBananaRequestsTest {
  @TempDir Path directory;

  private JsonObject sent(GenerationRequest request, Map<String, String> models) {
    try (var fixture = NanoBananaFixture.with(directory, models)) {
      fixture.accepted(request);
      return fixture.provider.ledger().creates().get(0);
    }
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
  }

  private static Video video(boolean loop, boolean reference, Resolution resolution) {
    return new Video(
        "A wheel spins",
        "neon",
        new BigDecimal("6.2"),
        resolution,
        AspectRatio.TALL,
        loop,
        reference ? ProviderAdapterContract.REFERENCE : null);
  }

  @Test
  void a_kling_video() {
    assertThat(sent(video(false, false, Resolution.P480), Map.of()))
        .isEqualTo(
            json(
                """
                {'model':'kling-3.0/video','input':{'prompt':'A wheel spins. Style: neon.',
                'image_urls':[],'sound':false,'duration':'7','aspect_ratio':'9:16','mode':'std',
                'multi_shots':false,'multi_prompt':[]}}
                """));
  }

  @Test
  void a_kling_loop_of_a_reference_begins_and_ends_with_it() {
    JsonObject input = sent(video(true, true, Resolution.P1080), Map.of()).getJsonObject("input");
    assertThat(input.getString("mode")).isEqualTo("pro");
    assertThat(input.getJsonArray("image_urls")).hasSize(2);
    assertThat(input.getJsonArray("image_urls").get(0))
        .isEqualTo(input.getJsonArray("image_urls").get(1));
  }

  @Test
  void a_seedance_video() {
    Map<String, String> seedance = Map.of("nano-banana.video-model", "bytedance/seedance-2");
    assertThat(sent(video(false, false, Resolution.P1080), seedance))
        .isEqualTo(
            json(
                """
                {'model':'bytedance/seedance-2','input':{'prompt':'A wheel spins. Style: neon.',
                'generate_audio':false,'resolution':'1080p','aspect_ratio':'9:16','duration':7}}
                """));
    JsonObject loop = sent(video(true, true, Resolution.P480), seedance).getJsonObject("input");
    assertThat(loop.getString("first_frame_url")).isEqualTo(loop.getString("last_frame_url"));
    assertThat(loop).doesNotContainKey("reference_image_urls");
  }

  @Test
  void the_key_frame_of_a_loop() {
    assertThat(sent(video(true, false, Resolution.P720), Map.of()))
        .isEqualTo(
            json(
                """
                {'model':'nano-banana-2','input':{
                'prompt':'A wheel spins. Style: neon. The first frame of a film, no text.',
                'aspect_ratio':'9:16','resolution':'2K','output_format':'png'}}
                """));
  }

  @Test
  void a_sound() {
    assertThat(sent(new SoundEffect("Coins", Interaction.WIN, new BigDecimal("1.23")), Map.of()))
        .isEqualTo(
            json(
                """
                {'model':'elevenlabs/sound-effect-v2','input':{
                'text':'Coins. A short triumphant jingle of a prize won','loop':false,
                'duration_seconds':1.3,'prompt_influence':0.3,'output_format':'mp3_44100_128'}}
                """));
  }

  @Test
  void images_by_the_names_each_model_has_for_things() {
    Image night = new Image("Night", null, 700, 512, ProviderAdapterContract.REFERENCE);
    JsonObject second = sent(night, Map.of()).getJsonObject("input");
    assertThat(second.keySet())
        .containsExactlyInAnyOrder(
            "prompt", "image_input", "aspect_ratio", "resolution", "output_format");
    assertThat(second.getString("aspect_ratio")).isEqualTo("4:3");
    assertThat(second.getString("resolution")).isEqualTo("1K");

    JsonObject first = sent(night, Map.of("nano-banana.image-model", "google/nano-banana"));
    assertThat(first.getString("model")).isEqualTo("google/nano-banana-edit");
    assertThat(first.getJsonObject("input").keySet())
        .containsExactlyInAnyOrder("prompt", "image_urls", "image_size", "output_format");

    JsonObject lite = sent(night, Map.of("nano-banana.image-model", "nano-banana-2-lite"));
    assertThat(lite.getJsonObject("input").keySet())
        .containsExactlyInAnyOrder("prompt", "image_urls", "aspect_ratio");
  }

  @Test
  void a_panorama_and_a_texture_are_of_the_nearest_shape_and_the_next_size() {
    JsonObject sky = sent(new EnvironmentMap("Dusk", null, 4096), Map.of()).getJsonObject("input");
    assertThat(sky.getString("aspect_ratio")).isEqualTo("16:9");
    assertThat(sky.getString("resolution")).isEqualTo("4K");
    assertThat(sky.getString("prompt")).contains("equirectangular");
    JsonObject oak = sent(Texture.of("Oak", 1025, true), Map.of()).getJsonObject("input");
    assertThat(oak.getString("aspect_ratio")).isEqualTo("1:1");
    assertThat(oak.getString("resolution")).isEqualTo("2K");
    assertThat(oak.getString("prompt")).contains("seamless");
  }

  @Test
  void the_key_is_in_no_message_and_no_log() {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            to.println(line.getMessage());
            if (line.getThrown() != null) {
              line.getThrown().printStackTrace(to);
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(listener);
    try (var fixture = NanoBananaFixture.with(directory, Map.of())) {
      for (String tag :
          new String[] {"code:401", "code:500", "lost_response", "lost_in_proxy", "auth"}) {
        to.println(fixture.submit(Texture.of("[[sim:" + tag + "]]", 512, false)));
      }
      Texture request = Texture.of("[[sim:fail_echo]]", 512, false);
      to.println(fixture.made(request));
      to.println(fixture.adapter);
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("Failed", "Unknown")
        .doesNotContain(NanoBananaSimulator.KEY);
  }
}
