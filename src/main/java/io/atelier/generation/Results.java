package io.atelier.generation;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.provider.GenerationRequest;
import java.util.Map;
import java.util.Optional;

/** What a request's result must be, and how it is recorded. */
final class Results {
  /** Some encoders pad; more than this is not what was asked for. */
  private static final double TOLERATED_SECONDS = 0.15;

  private Results() {}

  static ArtifactType type(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Texture t -> ArtifactType.TEXTURE;
      case GenerationRequest.SoundEffect s -> ArtifactType.AUDIO;
    };
  }

  /** Facts of the request that are shown with the artifact. */
  static Map<String, Object> metadata(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Texture t -> Map.of("seamless", t.seamless());
      case GenerationRequest.SoundEffect s -> Map.of();
    };
  }

  /** Why a file is not what was asked for, or empty if it is. */
  static Optional<String> objection(GenerationRequest request, InspectedFile file) {
    ArtifactType type = type(request);
    if (!type.formats().contains(file.format())) {
      return Optional.of("a " + file.format().mimeType() + " is no " + type.jsonName());
    }
    return switch (request) {
      case GenerationRequest.Texture t ->
          isSize(file, t.size())
              ? Optional.empty()
              : Optional.of("the texture is not " + t.size() + " pixels square: " + file.facts());
      case GenerationRequest.SoundEffect s ->
          lasts(file, s.durationSeconds().doubleValue())
              ? Optional.empty()
              : Optional.of(
                  "the sound does not last " + s.durationSeconds() + " s: " + file.facts());
    };
  }

  private static boolean isSize(InspectedFile file, int size) {
    return Integer.valueOf(size).equals(file.facts().get("width"))
        && Integer.valueOf(size).equals(file.facts().get("height"));
  }

  private static boolean lasts(InspectedFile file, double seconds) {
    return file.facts().get("duration_seconds") instanceof Double actual
        && Math.abs(actual - seconds) <= TOLERATED_SECONDS;
  }
}
