package io.atelier.artifact;

import java.util.Locale;

/** Which part of a job's result an artifact is. */
public enum ArtifactRole {
  /** What was asked for. */
  MAIN,
  /** What was asked for, delivered when its job had ended without it. */
  LATE;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
