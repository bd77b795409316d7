package io.atelier.generation;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.BrokenMediaException;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StorageException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;

/** What a request's result must be, and how it is recorded. */
final class Results {
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

  /**
   * Whether a look into a result broke off for what it is, as the next one would: neither for the
   * store, nor because the node stops.
   */
  static boolean isToBlame(Throwable brokenOff) {
    return !(brokenOff instanceof BrokenMediaException // which it did not: that is an answer
        || brokenOff instanceof StorageException
        || brokenOff.getCause() instanceof InterruptedIOException);
  }

  /** Why a file is nothing of what was asked for, or empty if it can be made to fit. */
  static Optional<String> objection(ArtifactType type, InspectedFile file) {
    return type.formats().contains(file.format())
        ? Optional.empty()
        : Optional.of("a " + file.format().mimeType() + " is no " + type.jsonName());
  }
}
