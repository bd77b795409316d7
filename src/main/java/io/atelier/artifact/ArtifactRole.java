package io.atelier.artifact;

import java.util.Locale;

/** Which part of a job's result an artifact is. */
public enum ArtifactRole {
  /** What was asked for. */
  MAIN,
  /** A map of the PBR material that was asked for: its colour without light and shade. */
  BASE_COLOR,
  /** The same: which way the surface faces. */
  NORMAL,
  /** The same: occlusion, roughness and metalness. */
  ORM,
  /** Another result that the provider made of the same request at no extra charge. */
  ALTERNATE,
  /** The image that a video was made from, where that was made too. */
  KEY_FRAME,
  /** A still of what was asked for, as large as that is. */
  POSTER,
  /** A small picture of what was asked for. */
  THUMBNAIL,
  /** What was asked for, delivered when its job had ended without it. */
  LATE,
  /** What was delivered and ended the nodes that looked into it: its bytes as they came. */
  QUARANTINED;

  /** Whether it is what was asked for, or a part of it, and nothing that came with it. */
  public boolean isAskedFor() {
    return switch (this) {
      case MAIN, BASE_COLOR, NORMAL, ORM -> true;
      case ALTERNATE, KEY_FRAME, POSTER, THUMBNAIL, LATE, QUARANTINED -> false;
    };
  }

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
