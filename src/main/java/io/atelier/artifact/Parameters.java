package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.run.RunId;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of the artifact resources, each with a problem that names it. */
final class Parameters {
  private static final int MOST_ITEMS = 200;
  private static final int USUAL_ITEMS = 50;
  private static final int MOST_FILENAME = 255;

  private Parameters() {}

  static RunId run(String text) {
    return RunId.parse(text)
        .orElseThrow(() -> new InvalidFieldException("run", "must match " + RunId.PATTERN));
  }

  static ArtifactType type(@Nullable String text) {
    if (text == null) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, "type", "type is required.");
    }
    return ArtifactType.ofJsonName(text)
        .orElseThrow(
            () ->
                new InvalidFieldException(
                    "type",
                    "must be one of "
                        + String.join(
                            ", ",
                            Arrays.stream(ArtifactType.values())
                                .map(ArtifactType::jsonName)
                                .toList())));
  }

  /** An id as it is written in its one spelling, or empty where it is none. */
  static Optional<UUID> id(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static @Nullable UUID cursor(@Nullable String text) {
    return text == null
        ? null
        : id(text)
            .orElseThrow(
                () -> new InvalidFieldException("cursor", "must be a list's own \"next\""));
  }

  static int limit(@Nullable String text) {
    if (text == null) {
      return USUAL_ITEMS;
    }
    if (!text.matches("[0-9]{1,3}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > MOST_ITEMS) {
      throw new InvalidFieldException("limit", "must be a number from 1 to " + MOST_ITEMS);
    }
    return Integer.parseInt(text);
  }

  /** What a client calls its file: anything that can be shown. */
  static @Nullable String filename(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > MOST_FILENAME || text.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidFieldException(
          "filename", "must have at most " + MOST_FILENAME + " characters, none of control");
    }
    return text;
  }
}
