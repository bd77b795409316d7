package io.atelier.media;

import java.util.Locale;
import java.util.Set;

/** The texture maps of a material in glTF 2.0 (section 3.9). */
public enum PbrMap {
  BASE_COLOR,
  METALLIC_ROUGHNESS,
  NORMAL,
  OCCLUSION,
  EMISSIVE;

  /** Those that a material has at least to look real in any light. */
  static final Set<PbrMap> OF_PBR = Set.of(BASE_COLOR, METALLIC_ROUGHNESS, NORMAL);

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
