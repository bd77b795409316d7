package io.atelier.provider;

import java.util.Locale;

/** A map of a PBR material, as glTF 2.0 defines it. */
public enum TextureMap {
  /** The surface's own colour, without light and shade. */
  BASE_COLOR,
  /** Which way the surface faces, in tangent space, green up. */
  NORMAL,
  /** Occlusion in red, roughness in green, metalness in blue. */
  ORM;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
