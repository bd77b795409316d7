package io.atelier.media;

import java.util.Locale;

/** The texture maps of a material in glTF 2.0 (section 3.9). */
public enum PbrMap {
  BASE_COLOR,
  METALLIC_ROUGHNESS,
  NORMAL,
  OCCLUSION,
  EMISSIVE;

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
