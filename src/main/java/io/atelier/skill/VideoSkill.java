package io.atelier.skill;

import io.atelier.provider.AspectRatio;
import io.atelier.provider.GenerationRequest.Video;
import io.atelier.provider.Resolution;
import java.math.BigDecimal;
import java.util.List;

/** {@code generate_intro_video_loop} and {@code generate_outcome_animation} (FR-007, FR-008). */
final class VideoSkill {
  private static final Field<BigDecimal> DURATION =
      Field.optional(
          "duration_seconds",
          "How long it lasts",
          new Rule.Decimal(Video.MIN_SECONDS, Video.MAX_SECONDS, 3),
          new BigDecimal("5"));
  private static final Field<Resolution> RESOLUTION =
      Field.optional(
          "resolution",
          "The pixels of its shorter side",
          Rule.Choice.of(Resolution.values(), Resolution::jsonName),
          Resolution.P720);
  private static final Field<AspectRatio> ASPECT_RATIO =
      Field.optional(
          "aspect_ratio",
          "Width to height",
          Rule.Choice.of(AspectRatio.values(), AspectRatio::jsonName),
          AspectRatio.WIDE);

  static final Skill INTRO =
      skill("generate_intro_video_loop", "A short video that loops without a visible seam", true);
  static final Skill OUTCOME =
      skill("generate_outcome_animation", "A short video of how a game ends", false);

  private VideoSkill() {}

  private static Skill skill(String name, String description, boolean loop) {
    return Skill.of(
        name,
        description,
        List.of(
            VisualFields.PROMPT,
            VisualFields.STYLE,
            DURATION,
            RESOLUTION,
            ASPECT_RATIO,
            VisualFields.REFERENCE),
        List.of(),
        List.of(
            Variant.example("{'prompt':'a prize wheel spins in the sun'}"),
            Variant.example(
                "{'prompt':'coins rain down','style':'neon','duration_seconds':8,"
                    + "'resolution':'1080p','aspect_ratio':'9:16'}")),
        input ->
            new Video(
                input.get(VisualFields.PROMPT),
                input.find(VisualFields.STYLE),
                input.get(DURATION),
                input.get(RESOLUTION),
                input.get(ASPECT_RATIO),
                loop,
                input.find(VisualFields.REFERENCE)));
  }
}
