package io.atelier.chaos;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * A step that a client asks for.
 *
 * @param kind {@code image} or {@code sfx}
 * @param prompt with what is to go wrong with it at the provider
 * @param urgent whether it is to be made before others
 * @param cancelAfter when the client changes its mind, if it does
 */
record Order(
    String tenant,
    String key,
    String kind,
    String prompt,
    boolean urgent,
    Optional<Duration> cancelAfter) {

  /** The request's body. */
  JsonObject body() {
    return kind.equals("image")
        ? Json.createObjectBuilder()
            .add("skill", "generate_texture")
            .add("step", key)
            .add("priority", priority())
            .add("input", Json.createObjectBuilder().add("prompt", prompt).add("size", 512))
            .build()
        : Json.createObjectBuilder()
            .add("skill", "generate_audio")
            .add("step", key)
            .add("priority", priority())
            .add(
                "input",
                Json.createObjectBuilder()
                    .add("type", "sfx")
                    .add("prompt", prompt)
                    .add("duration_seconds", 0.5))
            .build();
  }

  private String priority() {
    return urgent ? "high" : "normal";
  }
}
