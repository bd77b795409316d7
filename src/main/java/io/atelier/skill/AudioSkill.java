package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.Interaction;
import io.atelier.provider.MusicStyle;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code generate_audio}: a sound effect (FR-009) or background music (FR-010), by its type. */
final class AudioSkill {
  private static final int DURATION_DECIMALS = 3;
  private static final BigDecimal EFFECT_SECONDS = BigDecimal.ONE;
  private static final BigDecimal MUSIC_SECONDS = new BigDecimal("30");
  private static final String SFX = "sfx";
  private static final String BGM = "bgm";

  private static final Field<String> TYPE =
      Field.required(
          "type",
          "A sound effect (sfx) or background music (bgm)",
          Rule.Choice.of(List.of(SFX, BGM)));
  private static final Field<String> PROMPT =
      Field.optional(
          "prompt", "What it sounds like", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<Interaction> INTERACTION =
      Field.optional(
          "interaction",
          "Of a sound effect: the game interaction it accompanies",
          Rule.Choice.of(Interaction.values(), Interaction::jsonName));
  private static final Field<MusicStyle> STYLE =
      Field.optional(
          "style",
          "Of music: the genre; electronic if absent",
          Rule.Choice.of(MusicStyle.values(), MusicStyle::jsonName));
  private static final Field<Boolean> INSTRUMENTAL =
      Field.optional(
          "instrumental", "Of music: whether nobody sings; true if absent", new Rule.Flag());
  private static final Field<BigDecimal> DURATION =
      Field.optional(
          "duration_seconds",
          "How long it lasts: an effect 0.5 to 5 (1 if absent), music 30 to 120 (30 if absent)",
          new Rule.Decimal(SoundEffect.MIN_SECONDS, Music.MAX_SECONDS, DURATION_DECIMALS));

  static final Skill SKILL =
      new Skill(
          "generate_audio",
          "A sound effect or background music",
          List.of(TYPE, PROMPT, INTERACTION, STYLE, INSTRUMENTAL, DURATION),
          AudioSkill::request);

  private AudioSkill() {}

  private static GenerationRequest request(Input input) {
    return input.get(TYPE).equals(SFX) ? effect(input) : music(input);
  }

  private static GenerationRequest effect(Input input) {
    for (Field<?> field : List.of(STYLE, INSTRUMENTAL)) {
      refuse(input, field, "only music has one");
    }
    String prompt = input.find(PROMPT);
    Interaction interaction = input.find(INTERACTION);
    if (prompt == null && interaction == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD,
          input.path(PROMPT),
          "A sound effect needs a prompt or interaction.");
    }
    return new SoundEffect(
        prompt,
        interaction,
        duration(input, SoundEffect.MIN_SECONDS, SoundEffect.MAX_SECONDS, EFFECT_SECONDS));
  }

  private static GenerationRequest music(Input input) {
    refuse(input, INTERACTION, "only a sound effect has one");
    String prompt = input.find(PROMPT);
    if (prompt == null) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, input.path(PROMPT), "Music needs a prompt.");
    }
    return new Music(
        prompt,
        orElse(input.find(STYLE), MusicStyle.ELECTRONIC),
        duration(input, Music.MIN_SECONDS, Music.MAX_SECONDS, MUSIC_SECONDS),
        orElse(input.find(INSTRUMENTAL), true));
  }

  private static BigDecimal duration(
      Input input, BigDecimal least, BigDecimal most, BigDecimal otherwise) {
    BigDecimal seconds = orElse(input.find(DURATION), otherwise);
    if (seconds.compareTo(least) < 0 || seconds.compareTo(most) > 0) {
      throw new InvalidFieldException(
          input.path(DURATION), "must be from " + least + " to " + most);
    }
    return seconds;
  }

  private static void refuse(Input input, Field<?> field, String why) {
    if (input.find(field) != null) {
      throw new InvalidFieldException(input.path(field), "must be absent: " + why);
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
