package io.atelier.artifact;

import io.atelier.problem.Cursor;
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

  /** Where a list of artifacts goes on after that one. */
  static Cursor cursor(Artifact last) {
    return Cursor.after(last.id().toString());
  }

  /** The key that a cursor of such a list holds. */
  static Optional<UUID> key(Cursor cursor) {
    return cursor.parts().size() == 1 ? id(cursor.parts().get(0)) : Optional.empty();
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
