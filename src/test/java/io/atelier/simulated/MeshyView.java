package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How the 3D API shows a task. A tag {@code error_<type or code>} is how one ends that fails;
 * {@code error_none} is one that says nothing but words, as older ones do.
 */
record MeshyView(SimulatedTime time, SimulatedFiles files) {
  private static final Duration RESULTS_LIVE = Duration.ofDays(3);
  private static final double STARTED = 5.0 / 65;

  /** The word for where it really is. */
  String status(MeshyTask task) {
    return status(task, Integer.MAX_VALUE);
  }

  static boolean isTerminal(String status) {
    return switch (status) {
      case "SUCCEEDED", "FAILED", "CANCELED", "EXPIRED" -> true;
      default -> false;
    };
  }

  /** The word for where it is, after so many polls. */
  private String status(MeshyTask task, int before) {
    SimulatedTags tags = task.work().tags();
    double done = task.work().progress(time);
    if (tags.at("unknown_status", before)) {
      return "DREAMING";
    } else if (tags.has("fail_early") || tags.has("moderation")) {
      return "FAILED";
    } else if (done < 1) {
      return done < STARTED ? "PENDING" : "IN_PROGRESS";
    } else if (tags.has("canceled")) {
      return "CANCELED";
    } else if (tags.has("expired")) {
      return "EXPIRED";
    }
    return tags.has("fail_late") || tags.has("fail_echo") || error(tags).isPresent()
        ? "FAILED"
        : "SUCCEEDED";
  }

  private static Optional<String> error(SimulatedTags tags) {
    return tags.tags().keySet().stream()
        .filter(name -> name.startsWith("error_"))
        .map(name -> name.substring("error_".length()))
        .findFirst();
  }

  /** All of it. */
  JsonObject of(MeshyTask task, URI base, int before) {
    SimulatedTask work = task.work();
    String status = status(task, before);
    double done = work.progress(time);
    boolean succeeded = status.equals("SUCCEEDED");
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("id", work.id())
            .add("type", task.type())
            .add("model_urls", urls(task, base, succeeded))
            .add("thumbnail_url", succeeded ? base + "/cdn/preview.png?Expires=1" : "")
            .add("progress", succeeded ? 100 : progress(done))
            .add("created_at", work.created().toEpochMilli())
            .add("started_at", done < STARTED ? 0 : work.created().toEpochMilli() + 5000)
            .add("finished_at", isTerminal(status) ? work.finished().toEpochMilli() : 0)
            .add("status", status)
            .add("texture_urls", textures(task, base, succeeded))
            .add("preceding_tasks", status.equals("PENDING") ? 2 - (int) (done / STARTED * 3) : 0)
            .add("task_error", taskError(work.tags(), status))
            .add("consumed_credits", succeeded || !isTerminal(status) ? task.credits() : 0);
    if (task.type().startsWith("text")) {
      view.add("prompt", task.prompt());
    } else {
      view.add("expires_at", succeeded ? work.finished().plus(RESULTS_LIVE).toEpochMilli() : 0);
    }
    return view.build();
  }

  private static int progress(double done) {
    return done < STARTED ? 0 : (int) Math.min(99, (done - STARTED) / (1 - STARTED) * 100);
  }

  private JsonObject urls(MeshyTask task, URI base, boolean succeeded) {
    SimulatedTask work = task.work();
    if (!succeeded || work.tags().has("success_no_url")) {
      return Json.createObjectBuilder().build();
    }
    if (work.tags().has("foreign_url")) {
      return Json.createObjectBuilder()
          .add("glb", "http://169.254.169.254/latest/model.glb")
          .build();
    }
    boolean first = work.results().getAndIncrement() == 0;
    String known = task.url().get();
    String url =
        known.isEmpty()
            ? files.keep(base, work.media().join().get(0), work.tags(), first, RESULTS_LIVE)
            : known;
    if (!work.tags().has("url_expired")) {
      task.url().set(url);
    }
    return Json.createObjectBuilder().add("glb", url).build();
  }

  private static JsonArrayBuilder textures(MeshyTask task, URI base, boolean succeeded) {
    JsonArrayBuilder textures = Json.createArrayBuilder();
    SimulatedMedia.Surface surface = MeshyRules.surface(task.type(), task.work().request());
    if (!succeeded || surface == SimulatedMedia.Surface.BARE) {
      return textures;
    }
    JsonObjectBuilder maps = Json.createObjectBuilder();
    maps.add("base_color", base + "/cdn/texture_0.png?Expires=1");
    if (surface == SimulatedMedia.Surface.PBR) {
      for (String map : new String[] {"metallic", "roughness", "normal"}) {
        maps.add(map, base + "/cdn/texture_0_" + map + ".png?Expires=1");
      }
    }
    return textures.add(maps);
  }

  private static JsonObjectBuilder taskError(SimulatedTags tags, String status) {
    JsonObjectBuilder error = Json.createObjectBuilder();
    if (!status.equals("FAILED")) {
      return error.add("message", ""); // an error that is there is none
    } else if (tags.has("moderation")) {
      return ofCode(error, "moderation_blocked");
    } else if (tags.has("fail_echo")) {
      return error
          .add("type", "server_error")
          .add("message", EchoedKey.complaint(MeshySimulator.KEY));
    }
    return switch (error(tags).orElse("server_error")) {
      case "none" -> error.add("message", "The server is busy.");
      case "unsafe" ->
          error.add("type", "invalid_input").add("message", "Unsafe content was detected.");
      case "moderation_blocked",
          "image_too_complex",
          "format_conversion_failed",
          "model_missing_uv",
          "model_insufficient_uv" ->
          ofCode(error, error(tags).orElseThrow());
      case "new_code" ->
          error
              .add("type", "invalid_input")
              .add("code", "image_of_a_new_kind")
              .add("message", "It cannot be used.");
      default ->
          error
              .add("type", error(tags).orElse("server_error"))
              .add("message", "The task has failed.");
    };
  }

  private static JsonObjectBuilder ofCode(JsonObjectBuilder error, String code) {
    return error
        .add("type", code.equals("format_conversion_failed") ? "server_error" : "invalid_input")
        .add("code", code)
        .add("message", "The task has failed.")
        .add("doc_url", "https://docs.meshy.ai/en/api/errors");
  }
}
