package io.atelier.skill;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Music;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.Interaction;
import io.atelier.provider.MusicStyle;
import java.math.BigDecimal;
import java.util.List;

/** {@code generate_audio}: a sound effect (FR-009) or background music (FR-010), by its type. */
final class AudioSkill {
  private static final int DURATION_DECIMALS = 3;
  private static final String SFX = "sfx";
  private static final String BGM = "bgm";

  private static final Field<String> TYPE =
      Field.required(
          "type",
          "A sound effect (sfx) or background music (bgm)",
          Rule.Choice.of(List.of(SFX, BGM)));

  private static final Field<String> EFFECT_PROMPT =
      Field.optional(
          "prompt", "What it sounds like", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<Interaction> INTERACTION =
      Field.optional(
          "interaction",
          "The game interaction it accompanies",
          Rule.Choice.of(Interaction.values(), Interaction::jsonName));
  private static final Field<BigDecimal> EFFECT_DURATION =
      duration(SoundEffect.MIN_SECONDS, SoundEffect.MAX_SECONDS, BigDecimal.ONE);

  private static final Field<String> MUSIC_PROMPT =
      Field.required(
          "prompt", "What it sounds like", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<MusicStyle> STYLE =
      Field.optional(
          "style",
          "The genre",
          Rule.Choice.of(MusicStyle.values(), MusicStyle::jsonName),
          MusicStyle.ELECTRONIC);
  private static final Field<Boolean> INSTRUMENTAL =
      Field.optional("instrumental", "Whether nobody sings", new Rule.Flag(), true);
  private static final Field<BigDecimal> MUSIC_DURATION =
      duration(Music.MIN_SECONDS, Music.MAX_SECONDS, new BigDecimal("30"));

  static final Skill SKILL =
      new Skill(
          "generate_audio",
          "A sound effect or background music",
          TYPE,
          List.of(
              new Variant(
                  SFX,
                  "A sound effect",
                  List.of(TYPE, EFFECT_PROMPT, INTERACTION, EFFECT_DURATION),
                  List.of(EFFECT_PROMPT, INTERACTION),
                  List.of(
                      Variant.example("{'type':'sfx','interaction':'win'}"),
                      Variant.example(
                          "{'type':'sfx','prompt':'coins falling into a metal bowl',"
                              + "'duration_seconds':2.5}")),
                  input ->
                      new SoundEffect(
                          input.find(EFFECT_PROMPT),
                          input.find(INTERACTION),
                          input.get(EFFECT_DURATION))),
              new Variant(
                  BGM,
                  "Background music",
                  List.of(TYPE, MUSIC_PROMPT, STYLE, INSTRUMENTAL, MUSIC_DURATION),
                  List.of(),
                  List.of(
                      Variant.example("{'type':'bgm','prompt':'a calm evening at the harbour'}"),
                      Variant.example(
                          "{'type':'bgm','prompt':'a fair at full swing','style':'orchestral',"
                              + "'instrumental':true,'duration_seconds':60}")),
                  input ->
                      new Music(
                          input.get(MUSIC_PROMPT),
                          input.get(STYLE),
                          input.get(MUSIC_DURATION),
                          input.get(INSTRUMENTAL)))));

  private AudioSkill() {}

  private static Field<BigDecimal> duration(
      BigDecimal least, BigDecimal most, BigDecimal otherwise) {
    return Field.optional(
        "duration_seconds",
        "How long it lasts",
        new Rule.Decimal(least, most, DURATION_DECIMALS),
        otherwise);
  }
}
