package io.atelier.provider.nanobanana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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
    assertThat(withPlaceOf(sent(video(true, true, Resolution.P1080), Map.of())))
        .isEqualTo(
            json(
                """
                {'model':'kling-3.0/video','input':{'prompt':'A wheel spins. Style: neon. \
                It loops: the end leads back to the very first frame.',
                'image_urls':['UPLOAD','UPLOAD'],'sound':false,'duration':'7',
                'mode':'pro','multi_shots':false,'multi_prompt':[]}}
                """));
  }

  /** providers.md 2.9: a first frame makes it void, and the film has the image's shape. */
  @Test
  void nothing_is_sent_that_is_of_no_effect() {
    try (var fixture = NanoBananaFixture.with(directory, Map.of())) {
      for (boolean loop : new boolean[] {true, false}) {
        fixture.accepted(video(loop, true, Resolution.P720));
        fixture.accepted(video(loop, false, Resolution.P720));
      }
      assertThat(fixture.provider.ledger().counted("ignored")).isZero();
    }
  }

  @Test
  void a_kling_video_of_a_reference_begins_with_it() {
    assertThat(withPlaceOf(sent(video(false, true, Resolution.P720), Map.of())))
        .isEqualTo(
            json(
                """
                {'model':'kling-3.0/video','input':{'prompt':'A wheel spins. Style: neon.',
                'image_urls':['UPLOAD'],'sound':false,'duration':'7','mode':'std',
                'multi_shots':false,'multi_prompt':[]}}
                """));
  }

  /** Where the reference was put has another address each time; equal ones stay so. */
  private static JsonObject withPlaceOf(JsonObject sent) {
    return json(sent.toString().replaceAll("http://127[^\"]*", "UPLOAD"));
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
    Map<String, String> fast = Map.of("nano-banana.video-model", "bytedance/seedance-2-fast");
    assertThat(withPlaceOf(sent(video(true, true, Resolution.P480), fast)))
        .isEqualTo(
            json(
                """
                {'model':'bytedance/seedance-2-fast','input':{
                'prompt':'A wheel spins. Style: neon. \
                It loops: the end leads back to the very first frame.',
                'generate_audio':false,'resolution':'480p','aspect_ratio':'9:16','duration':7,
                'first_frame_url':'UPLOAD','last_frame_url':'UPLOAD'}}
                """));
  }

  /** providers.md 2.6: a name that says nothing, and that nothing was kept by before. */
  @Test
  void an_upload() throws IOException {
    try (var fixture = NanoBananaFixture.with(directory, Map.of())) {
      Image night = new Image("Night", null, 700, 512, ProviderAdapterContract.REFERENCE);
      fixture.accepted(night);
      fixture.accepted(night);
      byte[] image = Files.readAllBytes(fixture.workspace().reference().orElseThrow());
      List<JsonObject> uploads = fixture.provider.uploads();
      assertThat(uploads).hasSize(2).doesNotHaveDuplicates();
      assertThat(uploads.get(0))
          .isEqualTo(
              json(
                  """
                  {'base64Data':'data:image/png;base64,%s','uploadPath':'references',
                  'fileName':'%s'}
                  """
                      .formatted(
                          Base64.getEncoder().encodeToString(image),
                          uploads.get(0).getString("fileName"))));
      assertThat(uploads.get(0).getString("fileName")).matches("[0-9a-f-]{36}\\.png");
    }
  }

  /** providers.md 2.2, 2.8: beside the model and its input there is only where to call back. */
  @Test
  void the_address_to_call_back_at() {
    JsonObject sent =
        sent(
            new SoundEffect("Coins", null, BigDecimal.ONE),
            Map.of("public.base-url", "https://media.example"));
    assertThat(sent.keySet()).containsExactlyInAnyOrder("model", "callBackUrl", "input");
    assertThat(sent.getString("callBackUrl"))
        .matches("https://media\\.example/api/v1/hooks/nano-banana/[A-Za-z0-9_-]{25,}");
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
    assertThat(withPlaceOf(sent(night, Map.of())))
        .isEqualTo(
            json(
                """
                {'model':'nano-banana-2','input':{'prompt':'Night.','image_input':['UPLOAD'],
                'aspect_ratio':'4:3','resolution':'1K','output_format':'png'}}
                """));
    assertThat(withPlaceOf(sent(night, model("nano-banana-pro"))))
        .isEqualTo(
            json(
                """
                {'model':'nano-banana-pro','input':{'prompt':'Night.','image_input':['UPLOAD'],
                'aspect_ratio':'4:3','resolution':'1K','output_format':'png'}}
                """));
    assertThat(withPlaceOf(sent(night, model("nano-banana-2-lite"))))
        .isEqualTo(
            json(
                """
                {'model':'nano-banana-2-lite','input':{'prompt':'Night.','image_urls':['UPLOAD'],
                'aspect_ratio':'4:3'}}
                """));
    assertThat(withPlaceOf(sent(night, model("google/nano-banana"))))
        .isEqualTo(
            json(
                """
                {'model':'google/nano-banana-edit','input':{'prompt':'Night.',
                'image_urls':['UPLOAD'],'image_size':'4:3','output_format':'png'}}
                """));
    assertThat(sent(new Image("Night", null, 700, 512, null), model("google/nano-banana")))
        .isEqualTo(
            json(
                """
                {'model':'google/nano-banana','input':{'prompt':'Night.','image_size':'4:3',
                'output_format':'png'}}
                """));
  }

  private static Map<String, String> model(String images) {
    return Map.of("nano-banana.image-model", images);
  }

  @Test
  void a_panorama_and_a_texture_are_of_the_nearest_shape_and_the_next_size() {
    JsonObject sky = sent(new EnvironmentMap("Dusk", null, 4096), Map.of());
    String panorama = sky.getJsonObject("input").getString("prompt");
    assertThat(panorama).startsWith("Dusk. ").contains("equirectangular");
    assertThat(sky).isEqualTo(image(panorama, "16:9", "4K"));
    JsonObject oak = sent(Texture.of("Oak", 1025, true), Map.of());
    String surface = oak.getJsonObject("input").getString("prompt");
    assertThat(surface).startsWith("Oak. ").contains("seamless");
    assertThat(oak).isEqualTo(image(surface, "1:1", "2K"));
  }

  // providers.md 2.9 and 5.1: only one of the models is said to make pictures of 4:1; what comes
  // back is cropped
  @Test
  void a_long_picture_is_asked_for_in_a_shape_that_the_model_makes() {
    Image banner = new Image("Sea", null, 2048, 512, null);
    assertThat(ratio(banner, Map.of())).isEqualTo("4:1");
    for (String model : List.of("nano-banana-pro", "nano-banana-2-lite", "google/nano-banana")) {
      assertThat(ratio(banner, model(model))).as(model).isEqualTo("21:9");
    }
    assertThat(ratio(banner, Map.of("nano-banana.image-aspect-ratios", "1:1,16:9")))
        .isEqualTo("16:9");
    assertThatThrownBy(() -> ratio(banner, Map.of("nano-banana.image-aspect-ratios", "wide")))
        .hasMessageContaining("image-aspect-ratios");
  }

  private String ratio(Image image, Map<String, String> settings) {
    JsonObject input = sent(image, settings).getJsonObject("input");
    return input.getString("aspect_ratio", input.getString("image_size", ""));
  }

  private static JsonObject image(String prompt, String ratio, String resolution) {
    return json(
        """
        {'model':'nano-banana-2','input':{'prompt':'%s','aspect_ratio':'%s','resolution':'%s',
        'output_format':'png'}}
        """
            .formatted(prompt, ratio, resolution));
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
