package io.atelier.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.LiveServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of Three.js on another origin shows every kind of asset, as a campaign's would. */
class ThreeSceneIT {
  private static final long PATIENCE_SECONDS = 120;

  private static CampaignScene scene;

  @BeforeAll
  static void makeTheAssets() {
    scene = CampaignScene.made();
  }

  @Test
  @DisplayName(
      "US1.3, US4.1, US4.5, FR-002, FR-003, FR-005, SC-002: Chromium shows a scene of every kind")
  void chromium_shows_a_scene_of_every_kind_of_asset() throws IOException {
    try (PageServer pages = new PageServer(scene.config());
        Chromium chromium = Chromium.start()) {
      chromium.open(pages.page("scene.html"));
      JsonObject report = pages.report(PATIENCE_SECONDS);
      chromium.screenshot(LiveServer.data().resolveSibling("screenshots").resolve("chromium.png"));
      assertShown(report);
      // What is not ours was asked for on purpose, and Chromium notes each refusal.
      assertThat(chromium.complaints())
          .allMatch(line -> line.contains("status of 401") || line.contains("status of 40"))
          .hasSize(report.getJsonArray("foreign").size());
    }
  }

  @Test
  @DisplayName(
      "FR-002, FR-003, FR-005, SC-002: Firefox loads every kind, and shows the scene if it has"
          + " WebGL")
  void firefox_loads_every_kind_of_asset(@TempDir Path profile, @TempDir Path another)
      throws IOException {
    JsonObject report = inFirefox("loaders.html", profile);
    assertThat(report.getJsonArray("errors")).as("%s", report).isEmpty();
    assertLoaded(report);
    // Without a graphics processor it has none.
    if (report.getBoolean("webgl")) {
      assertShown(inFirefox("scene.html", another));
    }
  }

  private static JsonObject inFirefox(String page, Path profile) throws IOException {
    try (PageServer pages = new PageServer(scene.config());
        Firefox firefox = Firefox.open(pages.page(page), profile)) {
      return pages.report(PATIENCE_SECONDS);
    }
  }

  private static void assertLoaded(JsonObject report) {
    assertMaterials(report.getJsonObject("model"));
    JsonObject environment = report.getJsonObject("environment");
    assertThat(environment.getInt("width")).isEqualTo(2 * environment.getInt("height"));
    JsonObject texture = report.getJsonObject("texture");
    assertThat(texture.getInt("width")).isEqualTo(512);
    assertThat(texture.getInt("colours")).isGreaterThan(100);
    JsonObject video = report.getJsonObject("video");
    assertPlayed(video);
    assertThat(video.getInt("colours")).isGreaterThan(100);
    assertHeard(report.getJsonObject("sound"), 1);
    assertHeard(report.getJsonObject("music"), 30);
    assertComesRound(report.getJsonObject("music").getJsonObject("round"));
    assertThat(report.getJsonObject("music").getBoolean("plays")).isTrue();
    assertOwned(report);
  }

  private static void assertShown(JsonObject report) {
    assertThat(report.getJsonArray("errors")).as("%s", report).isEmpty();
    assertModel(report.getJsonObject("model"));
    JsonObject environment = report.getJsonObject("environment");
    assertThat(environment.getInt("width")).isEqualTo(2 * environment.getInt("height"));
    assertThat(number(report.getJsonObject("texture"), "covers")).isGreaterThan(0.02);
    assertVideo(report.getJsonObject("video"));
    assertHeard(report.getJsonObject("sound"), 1);
    assertThat(report.getJsonObject("sound").getBoolean("heard")).isTrue();
    assertHeard(report.getJsonObject("music"), 30);
    assertComesRound(report.getJsonObject("music").getJsonObject("round"));
    assertOwned(report);
  }

  private static void assertOwned(JsonObject report) {
    JsonObject byToken = report.getJsonObject("byToken");
    assertThat(byToken.getInt("status")).isEqualTo(200);
    assertThat(byToken.getString("type")).isEqualTo("model/gltf-binary");
    assertThat(byToken.getInt("nodes")).isPositive();
    assertThat(byToken.getInt("loaded")).isPositive();
    // A foreign path by our token, a foreign path by our signature, and our own by neither.
    assertThat(report.getJsonArray("foreign")).hasToString("[404,403,401]");
  }

  private static void assertMaterials(JsonObject model) {
    assertThat(number(model, "triangles")).isBetween(100.0, 50_000.0);
    assertThat(model.getJsonArray("materials"))
        .isNotEmpty()
        .allSatisfy(
            material ->
                assertThat(material)
                    .hasToString(
                        "{\"map\":true,\"normalMap\":true,\"roughnessMap\":true,"
                            + "\"metalnessMap\":true}"));
  }

  private static void assertModel(JsonObject model) {
    assertMaterials(model);
    assertThat(number(model, "covers")).isGreaterThan(0.05);
    assertThat(number(model, "darkerWithoutEnvironment")).isGreaterThan(0.05);
    assertThat(number(model, "changesWithoutMaps")).isGreaterThan(0.02);
    assertThat(number(model, "sameWithMapsAgain")).isLessThan(0.001);
  }

  private static void assertVideo(JsonObject video) {
    assertPlayed(video);
    assertThat(number(video, "covers")).isGreaterThan(0.02);
  }

  private static void assertPlayed(JsonObject video) {
    assertThat(video.getInt("width")).isEqualTo(854);
    assertThat(video.getInt("height")).isEqualTo(480);
    assertThat(number(video, "seconds")).isCloseTo(4, Offset.offset(0.05));
    assertThat(number(video, "moves")).isGreaterThan(0.005);
    assertThat(video.getBoolean("seeked")).isTrue();
    assertThat(video.getInt("partial")).isEqualTo(206);
  }

  private static void assertHeard(JsonObject sound, double seconds) {
    assertThat(number(sound, "seconds")).isCloseTo(seconds, Offset.offset(0.05));
    assertThat(number(sound, "peak")).isBetween(0.3, 1.0);
  }

  /** FR-010: "loops without a gap", as decoded and played by that browser. */
  private static void assertComesRound(JsonObject round) {
    assertThat(number(round, "jump")).as("%s", round).isLessThanOrEqualTo(1);
    assertThat(number(round, "dip")).as("%s", round).isGreaterThan(-6);
    assertThat(number(round, "frames") / number(round, "rate"))
        .as("%s", round)
        .isCloseTo(30, Offset.offset(0.001));
  }

  private static double number(JsonObject object, String name) {
    return object.getJsonNumber(name).doubleValue();
  }
}
