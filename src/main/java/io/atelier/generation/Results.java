package io.atelier.generation;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What a request's result must be, and how it is recorded. */
final class Results {
  /** Some encoders pad; more than this is not what was asked for. */
  private static final double TOLERATED_SECONDS = 0.15;

  private Results() {}

  static ArtifactType type(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Video v -> ArtifactType.VIDEO;
      case GenerationRequest.SoundEffect s -> ArtifactType.AUDIO;
      case GenerationRequest.Music m -> ArtifactType.AUDIO;
      case GenerationRequest.Model m -> ArtifactType.MODEL_3D;
      case GenerationRequest.Texture t -> ArtifactType.TEXTURE;
      case GenerationRequest.Image i -> ArtifactType.IMAGE;
      case GenerationRequest.EnvironmentMap e -> ArtifactType.ENVIRONMENT_MAP;
    };
  }

  /** What one part of the result is kept as. */
  static ArtifactType type(GenerationRequest request, MadeFile.Part part) {
    return part == MadeFile.Part.KEY_FRAME ? ArtifactType.IMAGE : type(request);
  }

  /** Facts of the request that are shown with the artifact. */
  static Map<String, Object> metadata(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Video v -> Map.of("loop", v.loop());
      case GenerationRequest.Music m -> Map.of("instrumental", m.instrumental());
      case GenerationRequest.Texture t -> Map.of("seamless", t.seamless());
      case GenerationRequest.SoundEffect s -> Map.of();
      case GenerationRequest.Model m -> Map.of();
      case GenerationRequest.Image i -> Map.of();
      case GenerationRequest.EnvironmentMap e -> Map.of();
    };
  }

  /** Why a file is not what was asked for, or empty if it is. */
  static Optional<String> objection(
      GenerationRequest request, MadeFile.Part part, InspectedFile file) {
    ArtifactType type = type(request, part);
    if (!type.formats().contains(file.format())) {
      return Optional.of("a " + file.format().mimeType() + " is no " + type.jsonName());
    }
    if (part == MadeFile.Part.KEY_FRAME) {
      return Optional.empty();
    }
    return switch (request) {
      case GenerationRequest.Video v -> unlessLasting(file, v.durationSeconds());
      case GenerationRequest.SoundEffect s -> unlessLasting(file, s.durationSeconds());
      case GenerationRequest.Music m -> unlessLasting(file, m.durationSeconds());
      case GenerationRequest.Model m -> Optional.empty();
      case GenerationRequest.Texture t -> unlessOfSize(file, t.size(), t.size());
      case GenerationRequest.Image i -> unlessOfSize(file, i.width(), i.height());
      case GenerationRequest.EnvironmentMap e -> unlessOfSize(file, e.width(), e.height());
    };
  }

  private static Optional<String> unlessOfSize(InspectedFile file, int width, int height) {
    return Integer.valueOf(width).equals(file.facts().get("width"))
            && Integer.valueOf(height).equals(file.facts().get("height"))
        ? Optional.empty()
        : Optional.of("it is not " + width + " by " + height + " pixels: " + file.facts());
  }

  private static Optional<String> unlessLasting(InspectedFile file, BigDecimal seconds) {
    return file.facts().get("duration_seconds") instanceof Double actual
            && Math.abs(actual - seconds.doubleValue()) <= TOLERATED_SECONDS
        ? Optional.empty()
        : Optional.of("it does not last " + seconds + " s: " + file.facts());
  }
}
