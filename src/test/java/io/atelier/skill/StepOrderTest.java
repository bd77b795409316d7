package io.atelier.skill;

import static io.atelier.problem.Problems.assertRefused;
import static io.atelier.problem.Problems.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.generation.JobOrder;
import io.atelier.generation.Priority;
import io.atelier.problem.ErrorCode;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.Interaction;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepOrderTest {

  // FR-014
  @Test
  void a_texture_is_ordered_with_what_was_said() {
    JobOrder order =
        read(
            "{'skill':'generate_texture','step':'s-3','priority':'high','metadata':{'k':[1]},"
                + "'input':{'prompt':'brushed gold','size':2048,'seamless':false}}");
    assertThat(order.tenant()).hasToString("acme");
    assertThat(order.run()).hasToString("spring-26");
    assertThat(order.step()).hasToString("s-3");
    assertThat(order.skill()).isEqualTo("generate_texture");
    assertThat(order.request()).isEqualTo(Texture.of("brushed gold", 2048, false));
    assertThat(order.priority()).isEqualTo(Priority.HIGH);
    assertThat(order.metadata()).isEqualTo("{\"k\":[1]}");
  }

  @Test
  void all_but_the_prompt_of_a_texture_has_a_default() {
    JobOrder order = texture("'prompt':'gold'");
    assertThat(order.request()).isEqualTo(Texture.of("gold", 1024, true));
    assertThat(order.priority()).isEqualTo(Priority.NORMAL);
    assertThat(order.metadata()).isNull();
  }

  @Test
  void a_step_without_a_name_gets_one_of_its_own() {
    assertThat(texture("'prompt':'gold'").step()).isNotEqualTo(texture("'prompt':'gold'").step());
  }

  // FR-009
  @ParameterizedTest
  @EnumSource
  void a_sound_effect_is_ordered_for_every_interaction(Interaction interaction) {
    assertThat(sound("'interaction':'" + interaction.jsonName() + "','duration_seconds':1.50"))
        .extracting(JobOrder::request)
        .isEqualTo(new SoundEffect(null, interaction, new BigDecimal("1.5")));
  }

  @Test
  void a_sound_effect_with_only_a_prompt_lasts_a_second() {
    assertThat(sound("'prompt':'coins'").request())
        .isEqualTo(new SoundEffect("coins", null, BigDecimal.ONE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MISSING_FIELD | skill | {}",
        "MISSING_FIELD | skill | {'input':{}}",
        "MISSING_FIELD | skill | {'skill':null,'input':{}}",
        "INVALID_FIELD | skill | {'skill':7,'input':{}}",
        "INVALID_FIELD | skill | {'skill':'','input':{}}",
        "UNKNOWN_SKILL | skill | {'skill':'generate_world','input':{}}",
        "UNKNOWN_SKILL | skill | {'skill':'Generate_Texture','input':{'prompt':'x'}}",
        "UNKNOWN_SKILL | skill | {'skill':'../generate_texture','input':{'prompt':'x'}}",
        "MISSING_FIELD | input | {'skill':'generate_texture'}",
        "INVALID_FIELD | input | {'skill':'generate_texture','input':[]}",
        "INVALID_FIELD | input | {'skill':'generate_texture','input':'x'}",
        "UNKNOWN_FIELD | tenant | {'skill':'generate_texture','tenant':'b','input':{'prompt':'x'}}",
        "UNKNOWN_FIELD | Skill | {'Skill':'generate_texture','input':{'prompt':'x'}}",
        "INVALID_FIELD | step | {'skill':'generate_texture','step':'../x','input':{'prompt':'x'}}",
        "INVALID_FIELD | step | {'skill':'generate_texture','step':'','input':{'prompt':'x'}}",
        "INVALID_FIELD | step | {'skill':'generate_texture','step':7,'input':{'prompt':'x'}}",
        "INVALID_FIELD | priority |"
            + " {'skill':'generate_texture','priority':'urgent','input':{'prompt':'x'}}",
        "INVALID_FIELD | priority |"
            + " {'skill':'generate_texture','priority':1,'input':{'prompt':'x'}}",
        "INVALID_FIELD | metadata |"
            + " {'skill':'generate_texture','metadata':'x','input':{'prompt':'x'}}",
        "INVALID_FIELD | metadata |"
            + " {'skill':'generate_texture','metadata':{'k':'\\u0000'},'input':{'prompt':'x'}}",
      })
  void a_bad_order_is_refused_by_code_and_field(ErrorCode code, String field, String body) {
    assertRefused(code, field, () -> read(body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MISSING_FIELD | input.prompt | 'size':1024",
        "MISSING_FIELD | input.prompt | 'prompt':null",
        "INVALID_FIELD | input.prompt | 'prompt':7",
        "INVALID_FIELD | input.prompt | 'prompt':''",
        "INVALID_FIELD | input.prompt | 'prompt':'  '",
        "INVALID_FIELD | input.prompt | 'prompt':'a\\u0000b'",
        "INVALID_FIELD | input.prompt | 'prompt':'\\ud800'",
        "INVALID_FIELD | input.size | 'prompt':'x','size':511",
        "INVALID_FIELD | input.size | 'prompt':'x','size':4097",
        "INVALID_FIELD | input.size | 'prompt':'x','size':1024.5",
        "INVALID_FIELD | input.size | 'prompt':'x','size':'1024'",
        "INVALID_FIELD | input.size | 'prompt':'x','size':1e999999999",
        "INVALID_FIELD | input.size | 'prompt':'x','size':-1024",
        "INVALID_FIELD | input.seamless | 'prompt':'x','seamless':'yes'",
        "INVALID_FIELD | input.seamless | 'prompt':'x','seamless':1",
        "UNKNOWN_FIELD | input.width | 'prompt':'x','width':1024",
        "UNKNOWN_FIELD | input.tenant_id | 'prompt':'x','tenant_id':'b'",
      })
  void a_bad_texture_is_refused_by_code_and_field(ErrorCode code, String field, String input) {
    assertRefused(code, field, () -> texture(input));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MISSING_FIELD | input.prompt | 'duration_seconds':1",
        "INVALID_FIELD | input.duration_seconds | 'prompt':'x','duration_seconds':0.4",
        "INVALID_FIELD | input.duration_seconds | 'prompt':'x','duration_seconds':5.1",
        "INVALID_FIELD | input.duration_seconds | 'prompt':'x','duration_seconds':'1'",
        "INVALID_FIELD | input.duration_seconds | 'prompt':'x','duration_seconds':1.00001",
        "INVALID_FIELD | input.interaction | 'interaction':'jackpot'",
        "INVALID_FIELD | input.interaction | 'interaction':['win']",
        "INVALID_FIELD | input.prompt | 'prompt':'','interaction':'win'",
        "UNKNOWN_FIELD | input.size | 'prompt':'x','size':1024",
      })
  void a_bad_sound_is_refused_by_code_and_field(ErrorCode code, String field, String input) {
    assertRefused(code, field, () -> sound(input));
  }

  @Test
  void audio_has_a_type() {
    assertRefused(
        ErrorCode.MISSING_FIELD,
        "input.type",
        () -> read("{'skill':'generate_audio','input':{'prompt':'x'}}"));
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "input.type",
        () -> read("{'skill':'generate_audio','input':{'type':'noise','prompt':'x'}}"));
  }

  @Test
  void a_prompt_has_at_most_2000_characters() {
    assertThat(texture("'prompt':'" + "😀".repeat(2000) + "'")).isNotNull();
    assertRefused(
        ErrorCode.INVALID_FIELD,
        "input.prompt",
        () -> texture("'prompt':'" + "x".repeat(100_000) + "'"));
  }

  @Test
  void metadata_have_at_most_4_kilobytes() {
    assertThat(withMetadata(4096).metadata()).hasSize(4096);
    assertRefused(ErrorCode.INVALID_FIELD, "metadata", () -> withMetadata(4097));
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-3", "A_9", "-", "0"})
  void a_step_is_named_like_a_run(String name) {
    assertThat(
            read("{'skill':'generate_texture','step':'" + name + "','input':{'prompt':'x'}}")
                .step())
        .hasToString(name);
  }

  private static JobOrder withMetadata(int bytes) {
    String text = "x".repeat(bytes - 8);
    return read(
        "{'skill':'generate_texture','metadata':{'k':'" + text + "'},'input':{'prompt':'x'}}");
  }

  private static JobOrder texture(String input) {
    return read("{'skill':'generate_texture','input':{" + input + "}}");
  }

  private static JobOrder sound(String input) {
    return read("{'skill':'generate_audio','input':{'type':'sfx'," + input + "}}");
  }

  private static JobOrder read(String body) {
    return StepOrder.read(new TenantId("acme"), new RunId("spring-26"), object(body));
  }
}
