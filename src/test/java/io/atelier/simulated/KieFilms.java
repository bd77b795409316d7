package io.atelier.simulated;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** The models of the unified jobs API that make films: their inputs, prices and results. */
final class KieFilms {
  static final String KLING = "kling-3.0/video";
  static final String SEEDANCE = "bytedance/seedance-2";
  static final String SEEDANCE_FAST = "bytedance/seedance-2-fast";
  private static final String SHAPE = "aspect_ratio";

  private static final Set<String> KLING_RATIOS = Set.of("16:9", "9:16", "1:1");
  private static final Set<String> SEEDANCE_RATIOS =
      Set.of("1:1", "4:3", "3:4", "16:9", "9:16", "21:9", "adaptive");

  /** Credits for a second: Kling's by mode, with sound where that is asked for. */
  private static final Map<String, String> PRICES =
      Map.ofEntries(
          Map.entry("std", "14"),
          Map.entry("std sound", "20"),
          Map.entry("pro", "18"),
          Map.entry("pro sound", "27"),
          Map.entry("4K", "67"),
          Map.entry("4K sound", "67"),
          Map.entry(SEEDANCE + " 480p", "19"),
          Map.entry(SEEDANCE + " 720p", "41"),
          Map.entry(SEEDANCE + " 1080p", "102"),
          Map.entry(SEEDANCE + " 4k", "102"),
          Map.entry(SEEDANCE_FAST + " 480p", "11.7"),
          Map.entry(SEEDANCE_FAST + " 720p", "24.8"));

  private KieFilms() {}

  static boolean has(String model) {
    return Set.of(KLING, SEEDANCE, SEEDANCE_FAST).contains(model);
  }

  /** Whether a create is taken. */
  static boolean takes(String model, JsonObject input) {
    return switch (model) {
      case KLING -> isKling(input);
      case SEEDANCE -> isSeedance(input, Set.of("480p", "720p", "1080p", "4k"));
      default -> isSeedance(input, Set.of("480p", "720p"));
    };
  }

  private static boolean isKling(JsonObject input) {
    return NanoBananaModels.hasText(input, "prompt")
        && NanoBananaModels.isBoolean(input.get("sound"))
        && NanoBananaModels.isBoolean(input.get("multi_shots"))
        && input.get("multi_prompt") instanceof JsonArray
        && input.get("duration") instanceof JsonString duration
        && duration.getString().matches("[3-9]|1[0-5]")
        && Set.of("std", "pro", "4K").contains(input.getString("mode", ""))
        && KLING_RATIOS.contains(input.getString(SHAPE, "1:1"))
        && NanoBananaModels.images(input).size() <= 2;
  }

  private static boolean isSeedance(JsonObject input, Set<String> resolutions) {
    boolean frames = input.containsKey("first_frame_url") || input.containsKey("last_frame_url");
    boolean references = input.containsKey("reference_image_urls");
    return input.getString("prompt", "").length() >= 3
        && NanoBananaModels.within(input.get("duration"), "4", "15")
        && input.get("duration") instanceof JsonNumber n
        && n.isIntegral()
        && resolutions.contains(input.getString("resolution", "720p"))
        && SEEDANCE_RATIOS.contains(input.getString(SHAPE, "16:9"))
        && !(frames && references);
  }

  /** What of a create is of no effect: a first frame decides the shape. */
  static Optional<String> ignored(String model, JsonObject input) {
    return model.equals(KLING)
            && input.containsKey(SHAPE)
            && !NanoBananaModels.images(input).isEmpty()
        ? Optional.of(SHAPE)
        : Optional.empty();
  }

  static BigDecimal credits(String model, JsonObject input) {
    String priced =
        model.equals(KLING)
            ? input.getString("mode") + (input.getBoolean("sound") ? " sound" : "")
            : model + " " + input.getString("resolution", "720p");
    return NanoBananaModels.seconds(input).multiply(new BigDecimal(PRICES.get(priced)));
  }

  /**
   * What comes of it.
   *
   * @param kept what is at an address that is known
   */
  static SimulatedMedia.File result(
      String model,
      JsonObject input,
      SimulatedMedia media,
      Function<String, Optional<SimulatedMedia.File>> kept) {
    List<String> frames = NanoBananaModels.images(input);
    int[] shape =
        model.equals(KLING) && !frames.isEmpty()
            ? kept.apply(frames.get(0)).map(KieFilms::shape).orElseThrow()
            : NanoBananaModels.ratio(input.getString(SHAPE, model.equals(KLING) ? "1:1" : "16:9"));
    int least = Math.min(shape[0], shape[1]);
    int shortSide = shortSide(model, input);
    return media.video(
        NanoBananaModels.prompt(input),
        shortSide * shape[0] / least / 2 * 2,
        shortSide * shape[1] / least / 2 * 2,
        NanoBananaModels.lasting(input),
        frames.size() == 2 && frames.get(0).equals(frames.get(1)));
  }

  private static int shortSide(String model, JsonObject input) {
    return model.equals(KLING)
        ? input.getString("mode").equals("std") ? 720 : 1080
        : Integer.parseInt(input.getString("resolution", "720p").replaceAll("\\D", ""));
  }

  private static int[] shape(SimulatedMedia.File image) {
    try {
      BufferedImage picture = ImageIO.read(new ByteArrayInputStream(image.bytes()));
      return picture == null
          ? new int[] {1, 1}
          : new int[] {picture.getWidth(), picture.getHeight()};
    } catch (IOException e) {
      return new int[] {1, 1};
    }
  }
}
