package io.atelier.skill;

import io.atelier.provider.GenerationRequest;
import java.util.UUID;

/** What the skills that make something to be seen have in common. */
final class VisualFields {
  static final Field<String> PROMPT =
      Field.required("prompt", "What it shows", new Rule.Text(1, GenerationRequest.MAX_PROMPT));

  /** US2.2: all that is made for a campaign looks as if it belonged together. */
  static final Field<String> STYLE =
      Field.optional(
          "style", "The campaign's visual style", new Rule.Text(1, GenerationRequest.MAX_STYLE));

  static final Field<UUID> REFERENCE =
      Field.optional(
          "reference_artifact",
          "The id of an image of yours (PNG, JPEG or WebP) that it is made from",
          new Rule.ArtifactId());

  private VisualFields() {}
}
