package io.atelier.provider.meshy;

import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.remote.ReferenceImage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The bodies of creates. */
record Creates(MeshySettings settings) {
  /** The longest prompt, in characters. */
  static final int MOST_CHARACTERS = 600;

  private static final int LEAST_POLYGONS = 100;
  private static final JsonArray GLB = Json.createArrayBuilder().add("glb").build();

  /** The shape first. */
  String preview(Model request) {
    return shaped(request)
        .add("mode", "preview")
        .add("prompt", prompt(request).orElseThrow())
        .build()
        .toString();
  }

  /** Then the materials of the shape that a preview made. */
  String refine(Model request, String preview) {
    return Json.createObjectBuilder()
        .add("mode", "refine")
        .add("preview_task_id", preview)
        .add("enable_pbr", true)
        .add("ai_model", settings.model())
        .add("target_formats", GLB)
        .build()
        .toString();
  }

  /** All at once, from an image. */
  String image(Model request, ReferenceImage image) {
    JsonObjectBuilder body =
        shaped(request)
            .add("image_url", image.dataUri())
            .add("should_texture", true)
            .add("enable_pbr", true);
    prompt(request).ifPresent(prompt -> body.add("texture_prompt", prompt));
    return body.build().toString();
  }

  // Without a remesh it may have millions of triangles, and no count of them is kept to.
  private JsonObjectBuilder shaped(Model request) {
    return Json.createObjectBuilder()
        .add("ai_model", settings.model())
        .add("should_remesh", true)
        .add("topology", "triangle")
        .add("target_polycount", polygons(request.maxTriangles()))
        .add("target_formats", GLB);
  }

  // What comes of the least it takes may be more than a budget near that: it is simplified then.
  private int polygons(int most) {
    return Math.max(
        LEAST_POLYGONS,
        settings
            .aim()
            .multiply(BigDecimal.valueOf(most))
            .setScale(0, RoundingMode.DOWN)
            .intValueExact());
  }

  /** What it is to look like, in the campaign's style. */
  static Optional<String> prompt(Model request) {
    String prompt = request.prompt();
    String style = request.style();
    if (prompt == null || style == null) {
      return Optional.ofNullable(prompt == null ? style : prompt);
    }
    return Optional.of(prompt + ", " + style);
  }
}
