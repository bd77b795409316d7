package io.atelier.generation;

import static io.atelier.problem.SharedJson.JSON;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.TextureMap;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A request as people read it: every field as its skill names it, its default where none was given.
 */
final class RequestJson {
  private RequestJson() {}

  /** What was asked for in words; null where it was not. */
  static @Nullable String prompt(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Video v -> v.prompt();
      case GenerationRequest.SoundEffect s -> s.prompt();
      case GenerationRequest.Music m -> m.prompt();
      case GenerationRequest.Model m -> m.prompt();
      case GenerationRequest.Texture t -> t.prompt();
      case GenerationRequest.Image i -> i.prompt();
      case GenerationRequest.EnvironmentMap e -> e.prompt();
    };
  }

  /** All of it. */
  static JsonObject of(GenerationRequest request) {
    JsonObjectBuilder all = JSON.createObjectBuilder();
    add(all, "prompt", prompt(request));
    return all.addAll(JSON.createObjectBuilder(parameters(request))).build();
  }

  /** All but the prompt. */
  static JsonObject parameters(GenerationRequest request) {
    JsonObjectBuilder json = JSON.createObjectBuilder();
    switch (request) {
      case GenerationRequest.Video v -> {
        add(json, "style", v.style());
        json.add("duration_seconds", v.durationSeconds())
            .add("resolution", v.resolution().jsonName())
            .add("aspect_ratio", v.aspectRatio().jsonName())
            .add("loop", v.loop());
      }
      case GenerationRequest.SoundEffect s -> {
        json.add("type", "sfx");
        add(json, "interaction", s.interaction() == null ? null : s.interaction().jsonName());
        json.add("duration_seconds", s.durationSeconds());
      }
      case GenerationRequest.Music m ->
          json.add("type", "bgm")
              .add("style", m.style().jsonName())
              .add("duration_seconds", m.durationSeconds())
              .add("instrumental", m.instrumental());
      case GenerationRequest.Model m -> {
        add(json, "style", m.style());
        json.add("max_triangles", m.maxTriangles());
      }
      case GenerationRequest.Texture t -> {
        add(json, "style", t.style());
        json.add("size", t.size()).add("seamless", t.seamless());
        if (!t.maps().isEmpty()) {
          JsonArrayBuilder maps = JSON.createArrayBuilder();
          t.maps().stream().map(TextureMap::jsonName).forEach(maps::add);
          json.add("maps", maps);
        }
      }
      case GenerationRequest.Image i -> {
        add(json, "style", i.style());
        json.add("width", i.width()).add("height", i.height());
      }
      case GenerationRequest.EnvironmentMap e -> {
        add(json, "style", e.style());
        json.add("size", e.width());
      }
    }
    add(
        json,
        "reference_artifact",
        request.reference() == null ? null : String.valueOf(request.reference()));
    return json.build();
  }

  private static void add(JsonObjectBuilder json, String name, @Nullable String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
