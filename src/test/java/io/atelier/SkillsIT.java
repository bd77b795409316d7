package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.skill.SkillInputs;
import io.atelier.skill.SkillInputs.Case;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be asked for, as the API says it; and that it is just what the API takes. */
class SkillsIT {
  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();
  private static final String BEARER = LiveServer.bearer(LiveServer.newTenant());
  private static JsonObject skills;

  @BeforeAll
  static void the_skills() {
    skills = LiveServer.json(LiveServer.get(LiveServer.at("/api/v1/skills"), BEARER));
    items()
        .forEach(
            skill ->
                SCHEMAS.put(
                    skill.getString("name"),
                    JsonSchema.of(skill.getJsonObject("input_schema").toString())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_skills_schema_takes_just_what_the_api_takes(Case one) {
    // Nobody is to make it: an input that is taken is refused for its route, and nothing is made.
    String order =
        "{\"skill\":\"%s\",\"input\":%s,\"providers\":[\"nobody\"]}"
            .formatted(one.skill(), one.text());
    HttpResponse<byte[]> answer = LiveServer.postStep("table", order, BEARER);
    assertThat(answer.statusCode()).isEqualTo(400);
    String field = LiveServer.json(answer).getString("field");
    assertThat(field.equals("providers")).as(LiveServer.text(answer)).isEqualTo(one.good());
    assertThat(SCHEMAS.get(one.skill()).takes(one.json())).isEqualTo(one.good());
  }

  static Stream<Case> cases() {
    return SkillInputs.all();
  }

  @Test
  void there_are_the_skills_of_the_design_each_with_what_it_makes() {
    assertThat(items().map(skill -> skill.getString("name")))
        .containsExactly(
            "generate_intro_video_loop",
            "generate_outcome_animation",
            "generate_audio",
            "generate_3d_asset",
            "generate_texture",
            "generate_image",
            "generate_environment_map");
    assertThat(items())
        .allSatisfy(
            skill -> {
              assertThat(skill.getString("description")).isNotBlank();
              assertThat(skill.getJsonObject("input_schema").getJsonArray("examples")).isNotEmpty();
              assertThat(skill.getJsonArray("makes")).isNotEmpty();
              assertThat(
                      LiveServer.json(
                          LiveServer.get(
                              LiveServer.at("/api/v1/skills/" + skill.getString("name")), BEARER)))
                  .isEqualTo(skill);
            });
    assertThat(LiveServer.get(LiveServer.at("/api/v1/skills/generate_world"), BEARER).statusCode())
        .isEqualTo(404);
  }

  // FR-011, FR-017, FR-019, FR-022
  @Test
  void audio_says_of_each_type_its_route_its_limits_and_who_cannot_do_what() {
    JsonArray makes = skill("generate_audio").getJsonArray("makes");
    assertThat(makes.getValuesAs(JsonValue::asJsonObject))
        .extracting(one -> one.getString("kind"))
        .containsExactly("sfx", "bgm");
    JsonObject music = makes.getJsonObject(1);
    assertThat(music.getJsonObject("limits"))
        .hasToString("{\"concurrent_jobs\":2,\"timeout_seconds\":180.000}");
    JsonObject suno = music.getJsonArray("providers").getJsonObject(0);
    assertThat(suno.getString("provider")).isEqualTo("suno");
    assertThat(suno.getString("reason")).contains("API key");
    JsonObject procedural = music.getJsonArray("providers").getJsonObject(1);
    assertThat(procedural.get("reason")).isEqualTo(JsonValue.NULL);
    assertThat(procedural.getJsonArray("cannot"))
        .hasToString(
            "[{\"field\":\"instrumental\",\"value\":\"false\",\"reason\":\"it cannot sing\"}]");
  }

  // US3.3
  @Test
  void what_nobody_on_the_route_can_do_is_refused_with_each_ones_reason() {
    HttpResponse<byte[]> answer =
        LiveServer.postStep(
            "song",
            "{\"skill\":\"generate_audio\",\"input\":"
                + "{\"type\":\"bgm\",\"prompt\":\"a song\",\"instrumental\":false}}",
            BEARER);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(LiveServer.json(answer).getString("code")).isEqualTo("NO_PROVIDER");
    assertThat(LiveServer.json(answer).getString("detail"))
        .contains("suno: it is not set up", "procedural: it cannot sing");
  }

  private static Stream<JsonObject> items() {
    return skills.getJsonArray("items").getValuesAs(JsonValue::asJsonObject).stream();
  }

  private static JsonObject skill(String name) {
    return items().filter(one -> one.getString("name").equals(name)).findFirst().orElseThrow();
  }
}
