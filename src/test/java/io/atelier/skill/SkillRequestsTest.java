package io.atelier.skill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.AspectRatio;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import io.atelier.provider.GenerationRequest.Image;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.MusicStyle;
import io.atelier.provider.Resolution;
import io.atelier.provider.TextureMap;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.json.Json;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every skill's input becomes just the request that it says, or is refused by field. */
class SkillRequestsTest {
  private static final String REFERENCE = "0197a4a0-0000-7000-8000-000000000001";

  // FR-007, FR-008
  @Test
  void an_intro_video_loops_and_has_a_default_for_all_but_its_prompt() {
    assertThat(request("generate_intro_video_loop", "'prompt':'a wheel'"))
        .isEqualTo(
            new Video(
                "a wheel",
                null,
                new BigDecimal("5"),
                Resolution.P720,
                AspectRatio.WIDE,
                true,
                null));
  }

  // FR-007, US2.2
  @Test
  void an_outcome_animation_is_ordered_with_what_was_said() {
    assertThat(
            request(
                "generate_outcome_animation",
                "'prompt':'you win','style':'neon','duration_seconds':15,'resolution':'1080p',"
                    + "'aspect_ratio':'9:16','reference_artifact':'"
                    + REFERENCE
                    + "'"))
        .isEqualTo(
            new Video(
                "you win",
                "neon",
                new BigDecimal("15"),
                Resolution.P1080,
                AspectRatio.TALL,
                false,
                UUID.fromString(REFERENCE)));
  }

  // FR-007
  @ParameterizedTest
  @CsvSource({
    "P480, WIDE, 854, 480",
    "P480, TALL, 480, 854",
    "P480, SQUARE, 480, 480",
    "P720, WIDE, 1280, 720",
    "P720, TALL, 720, 1280",
    "P1080, WIDE, 1920, 1080",
    "P1080, TALL, 1080, 1920",
    "P1080, SQUARE, 1080, 1080",
  })
  void a_video_has_the_pixels_of_its_resolution_and_aspect_ratio(
      Resolution resolution, AspectRatio ratio, int width, int height) {
    Video video = new Video("x", null, Video.MIN_SECONDS, resolution, ratio, false, null);
    assertThat(video.width()).isEqualTo(width);
    assertThat(video.height()).isEqualTo(height);
  }

  // FR-010, US3.2
  @ParameterizedTest
  @EnumSource
  void music_is_ordered_in_every_style(MusicStyle style) {
    assertThat(
            request(
                "generate_audio",
                "'type':'bgm','prompt':'calm','style':'"
                    + style.jsonName()
                    + "','duration_seconds':120,'instrumental':false"))
        .isEqualTo(new Music("calm", style, new BigDecimal("120"), false));
  }

  // FR-010
  @Test
  void the_styles_of_music_are_those_of_the_requirement() {
    assertThat(MusicStyle.values())
        .extracting(MusicStyle::jsonName)
        .containsExactly("electronic", "orchestral", "rock", "jazz", "ambient", "pop", "hip-hop");
  }

  // US3.3
  @Test
  void music_is_instrumental_and_half_a_minute_long_unless_asked_otherwise() {
    assertThat(request("generate_audio", "'type':'bgm','prompt':'calm'"))
        .isEqualTo(new Music("calm", MusicStyle.ELECTRONIC, new BigDecimal("30"), true));
  }

  // FR-012, FR-013
  @Test
  void a_model_is_made_from_a_prompt_or_an_image_or_both() {
    UUID image = UUID.fromString(REFERENCE);
    assertThat(request("generate_3d_asset", "'prompt':'a wheel'"))
        .isEqualTo(new Model("a wheel", null, null, 50_000));
    assertThat(request("generate_3d_asset", "'reference_artifact':'" + REFERENCE + "'"))
        .isEqualTo(new Model(null, null, image, 50_000));
    assertThat(
            request(
                "generate_3d_asset",
                "'prompt':'in gold','max_triangles':900,'reference_artifact':'" + REFERENCE + "'"))
        .isEqualTo(new Model("in gold", null, image, 900));
  }

  // FR-014
  @Test
  void the_maps_of_a_material_come_in_one_order_however_they_are_asked_for() {
    assertThat(request("generate_texture", "'prompt':'oak','maps':['orm','base_color']"))
        .isEqualTo(
            new Texture("oak", null, 1024, true, List.of(TextureMap.BASE_COLOR, TextureMap.ORM)));
  }

  // FR-014
  @Test
  void an_image_has_a_width_and_a_height() {
    assertThat(request("generate_image", "'prompt':'x','width':512,'height':4096"))
        .isEqualTo(new Image("x", null, 512, 4096, null));
    assertThat(request("generate_image", "'prompt':'x'"))
        .isEqualTo(new Image("x", null, 1024, 1024, null));
  }

  // FR-015
  @Test
  void an_environment_map_is_twice_as_wide_as_high() {
    GenerationRequest request = request("generate_environment_map", "'prompt':'dusk','size':4096");
    assertThat(request).isEqualTo(new EnvironmentMap("dusk", null, 4096));
    assertThat(((EnvironmentMap) request).height()).isEqualTo(2048);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generate_intro_video_loop | input.prompt | 'duration_seconds':5",
        "generate_intro_video_loop | input.duration_seconds | 'prompt':'x','duration_seconds':3.9",
        "generate_intro_video_loop | input.duration_seconds | 'prompt':'x','duration_seconds':15.1",
        "generate_intro_video_loop | input.resolution | 'prompt':'x','resolution':'4k'",
        "generate_intro_video_loop | input.aspect_ratio | 'prompt':'x','aspect_ratio':'4:3'",
        "generate_intro_video_loop | input.loop | 'prompt':'x','loop':true",
        "generate_outcome_animation | input.style | 'prompt':'x','style':' '",
        "generate_outcome_animation | input.reference_artifact |"
            + " 'prompt':'x','reference_artifact':'../x'",
        "generate_outcome_animation | input.reference_artifact |"
            + " 'prompt':'x','reference_artifact':'1-1-1-1-1'",
        "generate_outcome_animation | input.reference_artifact |"
            + " 'prompt':'x','reference_artifact':7",
        "generate_audio | input.prompt | 'type':'bgm'",
        "generate_audio | input.duration_seconds | 'type':'bgm','prompt':'x','duration_seconds':29",
        "generate_audio | input.duration_seconds |"
            + " 'type':'bgm','prompt':'x','duration_seconds':121",
        "generate_audio | input.duration_seconds | 'type':'sfx','prompt':'x','duration_seconds':30",
        "generate_audio | input.style | 'type':'bgm','prompt':'x','style':'polka'",
        "generate_audio | input.style | 'type':'sfx','prompt':'x','style':'jazz'",
        "generate_audio | input.instrumental | 'type':'sfx','prompt':'x','instrumental':true",
        "generate_audio | input.interaction | 'type':'bgm','prompt':'x','interaction':'win'",
        "generate_3d_asset | input.prompt | 'max_triangles':900",
        "generate_3d_asset | input.max_triangles | 'prompt':'x','max_triangles':50001",
        "generate_3d_asset | input.max_triangles | 'prompt':'x','max_triangles':99",
        "generate_texture | input.maps | 'prompt':'x','maps':[]",
        "generate_texture | input.maps | 'prompt':'x','maps':['height']",
        "generate_texture | input.maps | 'prompt':'x','maps':['orm','orm']",
        "generate_texture | input.maps | 'prompt':'x','maps':'orm'",
        "generate_image | input.width | 'prompt':'x','width':511",
        "generate_image | input.height | 'prompt':'x','height':4097",
        "generate_environment_map | input.size | 'prompt':'x','size':1025",
        "generate_environment_map | input.size | 'prompt':'x','size':1023",
      })
  void a_bad_input_is_refused_by_field(String skill, String field, String input) {
    assertThatThrownBy(() -> request(skill, input))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().field()).isEqualTo(field));
  }

  @Test
  void a_step_of_several_is_refused_by_its_own_path() {
    assertThatThrownBy(
            () ->
                StepOrder.readAll(
                    new TenantId("acme"),
                    new RunId("spring-26"),
                    object("{'steps':[{'skill':'generate_audio','input':{'type':'bgm'}}]}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().field()).isEqualTo("steps[0].input.prompt"));
  }

  @Test
  void a_step_of_several_whose_skill_is_not_known_is_named() {
    assertThatThrownBy(
            () ->
                StepOrder.readAll(
                    new TenantId("acme"),
                    new RunId("spring-26"),
                    object(
                        "{'steps':[{'skill':'generate_audio','input':{'type':'sfx','interaction':'win'}},"
                            + "{'skill':'generate_poem','input':{}}]}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_SKILL);
              assertThat(problem.problem().field()).isEqualTo("steps[1].skill");
            });
  }

  private static GenerationRequest request(String skill, String input) {
    return StepOrder.read(
            new TenantId("acme"),
            new RunId("spring-26"),
            object("{'skill':'" + skill + "','input':{" + input + "}}"))
        .request();
  }

  private static jakarta.json.JsonObject object(String json) {
    return Json.createReader(new StringReader(json.replace('\'', '"'))).readObject();
  }
}
