package io.atelier.problem;

import jakarta.json.spi.JsonProvider;

/**
 * The provider of JSON-P, found once: {@link jakarta.json.Json} looks for it at each call, which
 * takes longer than most calls.
 */
public final class SharedJson {
  public static final JsonProvider JSON = JsonProvider.provider();

  private SharedJson() {}
}
