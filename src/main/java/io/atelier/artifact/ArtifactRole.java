package io.atelier.artifact;

import java.util.Locale;

/** Which part of a job's result an artifact is. */
public enum ArtifactRole {
  MAIN;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
