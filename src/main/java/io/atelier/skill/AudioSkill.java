package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.Interaction;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** {@code generate_audio}: a sound effect (FR-009). */
final class AudioSkill {
  private static final int DURATION_DECIMALS = 3;

  private static final Field<String> TYPE =
      Field.required("type", "The kind of audio", new Rule.Choice<>(Map.of("sfx", "sfx")));
  private static final Field<String> PROMPT =
      Field.optional(
          "prompt", "What it sounds like", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<Interaction> INTERACTION =
      Field.optional(
          "interaction",
          "The game interaction it accompanies",
          Rule.Choice.of(Interaction.values(), Interaction::jsonName));
  private static final Field<BigDecimal> DURATION =
      Field.optional(
          "duration_seconds",
          "How long it lasts",
          new Rule.Decimal(SoundEffect.MIN_SECONDS, SoundEffect.MAX_SECONDS, DURATION_DECIMALS),
          BigDecimal.ONE);

  static final Skill SKILL =
      new Skill(
          "generate_audio",
          "A sound effect",
          List.of(TYPE, PROMPT, INTERACTION, DURATION),
          AudioSkill::request);

  private AudioSkill() {}

  private static GenerationRequest request(Input input) {
    String prompt = input.find(PROMPT);
    Interaction interaction = input.find(INTERACTION);
    if (prompt == null && interaction == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, "input.prompt", "A sound effect needs a prompt or interaction.");
    }
    return new SoundEffect(prompt, interaction, input.get(DURATION));
  }
}
