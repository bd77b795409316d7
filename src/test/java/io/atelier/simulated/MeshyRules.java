package io.atelier.simulated;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the 3D API takes: why it refuses a request, what it costs, and what comes of it. */
final class MeshyRules {
  private static final Set<String> MODELS =
      Set.of("meshy-5", "meshy-6", "meshy-7", "meshy-7.1", "latest");
  private static final Set<String> FORMATS = Set.of("glb", "obj", "fbx", "stl", "usdz", "3mf");
  private static final int LONGEST = 600;
  private static final int USUAL_POLYGONS = 30_000;
  private static final int NOT_REMESHED = 1_926_510;

  private MeshyRules() {}

  /** Why a request for a shape from text is wrong. */
  static Optional<String> ofPreview(JsonObject body) {
    if (text(body, "prompt").isBlank()) {
      return Optional.of("prompt is required");
    }
    return text(body, "prompt").length() > LONGEST
        ? Optional.of("prompt must be at most 600 characters")
        : ofShape(body);
  }

  /** Why a request for materials is wrong, apart from the shape it names. */
  static Optional<String> ofRefinement(JsonObject body) {
    if (text(body, "preview_task_id").isBlank()) {
      return Optional.of("preview_task_id is required");
    }
    return text(body, "texture_prompt").length() > LONGEST
        ? Optional.of("texture_prompt must be at most 600 characters")
        : ofFormats(body);
  }

  /** Why a request for a model from an image is wrong. */
  static Optional<String> ofImage(JsonObject body) {
    String url = text(body, "image_url");
    if (!url.matches("(?s)https?://.*|data:image/(png|jpe?g);base64,.+")) {
      return Optional.of("image_url must be a public URL or a data URI of jpg, jpeg or png");
    }
    if (body.getBoolean("enable_pbr", false) && !body.getBoolean("should_texture", true)) {
      return Optional.of("enable_pbr needs should_texture");
    }
    return text(body, "texture_prompt").length() > LONGEST
        ? Optional.of("texture_prompt must be at most 600 characters")
        : ofShape(body);
  }

  /** Why what is said of triangles and formats is wrong. */
  static Optional<String> ofShape(JsonObject body) {
    if (!List.of("triangle", "quad").contains(body.getString("topology", "triangle"))) {
      return Optional.of("Invalid value for topology");
    }
    if (!List.of("standard", "lowpoly").contains(body.getString("model_type", "standard"))) {
      return Optional.of("Invalid value for model_type");
    }
    int polygons = body.getInt("target_polycount", USUAL_POLYGONS);
    boolean counted =
        body.get("target_polycount") == null
            || (body.get("target_polycount") instanceof JsonNumber number && number.isIntegral());
    return !counted || polygons < 100 || polygons > 300_000
        ? Optional.of("target_polycount must be between 100 and 300000")
        : ofFormats(body);
  }

  private static Optional<String> ofFormats(JsonObject body) {
    if (!MODELS.contains(body.getString("ai_model", "latest"))) {
      return Optional.of("Invalid value for ai_model");
    }
    if (body.getJsonArray("target_formats") == null) {
      return Optional.empty();
    }
    return body.getJsonArray("target_formats").stream()
            .allMatch(f -> f instanceof JsonString text && FORMATS.contains(text.getString()))
        ? Optional.empty()
        : Optional.of("Invalid value for target_formats");
  }

  /** The credits it takes. */
  static int credits(String type, JsonObject body) {
    boolean old = body.getString("ai_model", "latest").equals("meshy-5");
    return switch (type) {
      case "text-to-3d-preview" -> old ? 5 : 20;
      case "text-to-3d-refine" -> 10;
      case "remesh" -> 5;
      default -> (old ? 5 : 20) + (body.getBoolean("should_texture", true) ? 10 : 0);
    };
  }

  /** What is made, of the request for the shape and the one for its surface. */
  static SimulatedMedia.File result(
      SimulatedMedia media, JsonObject shape, SimulatedMedia.Surface surface, SimulatedTags tags) {
    String prompt = text(shape, "prompt");
    return media.model(
        prompt.isBlank() ? "a model of a picture" : prompt, triangles(shape, tags), surface);
  }

  private static int triangles(JsonObject shape, SimulatedTags tags) {
    boolean remeshed =
        shape.getBoolean("should_remesh", shape.getString("ai_model", "latest").equals("meshy-5"));
    if (!remeshed) {
      return NOT_REMESHED;
    }
    int asked = shape.getInt("target_polycount", USUAL_POLYGONS);
    // It comes near a number only.
    return tags.has("over_budget_triangles") ? asked * 3 / 2 : asked + asked / 50;
  }

  /** What a request wants the surface to be. */
  static SimulatedMedia.Surface surface(String type, JsonObject body) {
    if (type.equals("text-to-3d-preview") || !body.getBoolean("should_texture", true)) {
      return SimulatedMedia.Surface.BARE;
    }
    return body.getBoolean("enable_pbr", false)
        ? SimulatedMedia.Surface.PBR
        : SimulatedMedia.Surface.COLOURED;
  }

  static String text(JsonObject body, String name) {
    JsonValue value = body.get(name);
    return value instanceof JsonString text ? text.getString() : "";
  }
}
