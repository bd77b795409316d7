package io.atelier.provider;

import java.util.Locale;

/** The kinds of generation that are limited, routed and timed apart (FR-017, FR-019). */
public enum MediaKind {
  VIDEO,
  SFX,
  BGM,
  MODEL_3D,
  IMAGE;

  /** The name in JSON: {@code video sfx bgm model_3d image}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in configuration keys: {@code video sfx bgm model-3d image}. */
  public String configName() {
    return jsonName().replace('_', '-');
  }
}
