package io.atelier.artifact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an artifact is for (FR-001); a directory of its run. */
public enum ArtifactType {
  IMAGE,
  VIDEO,
  AUDIO,
  MODEL_3D,
  TEXTURE,
  ENVIRONMENT_MAP,
  SHADER,
  BUNDLE;

  /** The name in JSON and paths, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that JSON name. */
  public static Optional<ArtifactType> ofJsonName(String name) {
    return Arrays.stream(values()).filter(type -> type.jsonName().equals(name)).findFirst();
  }
}
