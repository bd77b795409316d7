package io.atelier.browser;

import io.atelier.LiveServer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The assets of a campaign's scene, each made by its skill, as the scene's page is told of them.
 */
final class CampaignScene {
  private static final String RUN = "spring-26";
  private static final Map<String, String> ORDERS =
      Map.of(
          "model",
          """
          {"skill":"generate_3d_asset","input":{"prompt":"a gold prize wheel"}}
          """,
          "environment",
          """
          {"skill":"generate_environment_map","input":{"prompt":"a sunny studio","size":1024}}
          """,
          "texture",
          """
          {"skill":"generate_texture","input":{"prompt":"red marble","size":512}}
          """,
          "video",
          """
          {"skill":"generate_intro_video_loop",
           "input":{"prompt":"confetti over a stage","duration_seconds":4,"resolution":"480p"}}
          """,
          "sound",
          """
          {"skill":"generate_audio","input":{"type":"sfx","interaction":"win","duration_seconds":1}}
          """,
          "music",
          """
          {"skill":"generate_audio",
           "input":{"type":"bgm","prompt":"a calm evening","style":"ambient","duration_seconds":30}}
          """);

  private final String tenant = LiveServer.newTenant();
  private final String bearer = LiveServer.bearer(tenant);
  private final Map<String, JsonObject> artifacts = new TreeMap<>();

  /** Has all of it made. */
  static CampaignScene made() {
    CampaignScene scene = new CampaignScene();
    ORDERS.forEach(
        (name, order) -> {
          JsonObject job = LiveServer.settled(RUN, order, scene.bearer);
          if (!job.getString("status").equals("COMPLETED")) {
            throw new AssertionError(name + ": " + job);
          }
          scene.artifacts.put(name, job.getJsonObject("artifact"));
        });
    return scene;
  }

  /** What the page is told: signed URLs, one URL and a token, and what it must not get. */
  JsonObject config() {
    String uri = artifacts.get("model").getString("uri");
    String signed = artifacts.get("model").getString("signed_uri");
    String other = LiveServer.newTenant();
    JsonArrayBuilder foreign = Json.createArrayBuilder();
    List.of(uri.replace(tenant, other), signed.replace(tenant, other)).forEach(foreign::add);
    var config =
        Json.createObjectBuilder()
            .add("authorization", bearer)
            .add("modelUri", uri)
            .add("foreign", foreign);
    artifacts.forEach((name, artifact) -> config.add(name, artifact.getString("signed_uri")));
    return config.build();
  }
}
