package io.atelier.simulated;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The models of the unified jobs API that are simulated: their inputs, prices and results. */
final class NanoBananaModels {
  private static final Set<String> IMAGE_RATIOS =
      Set.of("auto", "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9");

  /** Of one model only. */
  private static final Set<String> LONG_RATIOS = Set.of("1:4", "1:8", "4:1", "8:1");

  private static final Set<String> SOUND_FORMATS =
      Set.of(
          "mp3_22050_32",
          "mp3_44100_32",
          "mp3_44100_64",
          "mp3_44100_96",
          "mp3_44100_128",
          "mp3_44100_192",
          "pcm_8000",
          "pcm_16000",
          "pcm_22050",
          "pcm_24000",
          "pcm_44100",
          "pcm_48000",
          "ulaw_8000",
          "alaw_8000",
          "opus_48000_32",
          "opus_48000_64",
          "opus_48000_96",
          "opus_48000_128",
          "opus_48000_192");
  private static final Map<String, Integer> LONG_EDGE = Map.of("1K", 1024, "2K", 2048, "4K", 4096);
  private static final int LONGEST_SOUND_TEXT = 450;

  private NanoBananaModels() {}

  /** Why a create is refused. */
  record Objection(int code, String message) {}

  static Optional<Objection> objection(String model, JsonObject input) {
    return switch (model) {
      case KieFilms.KLING, KieFilms.SEEDANCE, KieFilms.SEEDANCE_FAST ->
          unless(KieFilms.takes(model, input), "video");
      case "nano-banana-2" -> image(input, "image_input", 14, LONG_RATIOS);
      case "nano-banana-pro" -> image(input, "image_input", 8, Set.of());
      case "nano-banana-2-lite" -> image(input, "image_urls", 10, Set.of());
      case "google/nano-banana" -> older(input, false);
      case "google/nano-banana-edit" -> older(input, true);
      case "elevenlabs/sound-effect-v2" -> sound(input);
      default -> Optional.of(new Objection(422, "The model name you specified is not supported."));
    };
  }

  /** The prompt, under whatever name. */
  static String prompt(JsonObject input) {
    return input.getString("prompt", input.getString("text", ""));
  }

  /** The images it is made from. */
  static List<String> images(JsonObject input) {
    for (String name : List.of("image_urls", "image_input")) {
      if (input.get(name) instanceof JsonArray urls) {
        return urls.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
      }
    }
    return List.of("first_frame_url", "last_frame_url").stream()
        .filter(input::containsKey)
        .map(input::getString)
        .toList();
  }

  /** What of a create that is taken is of no effect, as the pages say or others saw. */
  static Optional<String> ignored(String model, JsonObject input) {
    boolean older = model.startsWith("google/");
    return !KieFilms.has(model) && !older && input.containsKey("image_size")
        ? Optional.of("image_size")
        : KieFilms.ignored(model, input);
  }

  private static Optional<Objection> image(
      JsonObject input, String references, int most, Set<String> moreRatios) {
    String ratio = input.getString("aspect_ratio", "auto");
    boolean right =
        hasText(input, "prompt")
            && input.getString("prompt").length() <= 20_000
            && (IMAGE_RATIOS.contains(ratio) || moreRatios.contains(ratio))
            && LONG_EDGE.containsKey(input.getString("resolution", "1K"))
            && Set.of("jpg", "png").contains(input.getString("output_format", "jpg"))
            && (!input.containsKey(references) || input.getJsonArray(references).size() <= most);
    return unless(right, "image");
  }

  private static Optional<Objection> older(JsonObject input, boolean edit) {
    boolean right =
        hasText(input, "prompt")
            && IMAGE_RATIOS.contains(input.getString("image_size", "auto"))
            && Set.of("png", "jpeg").contains(input.getString("output_format", "png"))
            && (!edit || !images(input).isEmpty());
    return unless(right, "image");
  }

  private static Optional<Objection> sound(JsonObject input) {
    if (input.getString("text", "").length() > LONGEST_SOUND_TEXT) {
      return Optional.of(new Objection(500, "text exceeds maximum length"));
    }
    boolean right =
        hasText(input, "text")
            && (!input.containsKey("duration_seconds") || isInTenths(input.get("duration_seconds")))
            && SOUND_FORMATS.contains(input.getString("output_format", "mp3_44100_128"))
            && (!input.containsKey("prompt_influence")
                || within(input.get("prompt_influence"), "0", "1"));
    return unless(right, "sound");
  }

  private static boolean isInTenths(JsonValue value) {
    return within(value, "0.5", "22")
        && value instanceof JsonNumber number
        && number.bigDecimalValue().stripTrailingZeros().scale() <= 1;
  }

  private static Optional<Objection> unless(boolean right, String what) {
    return right
        ? Optional.empty()
        : Optional.of(new Objection(422, "The input of this " + what + " model is not valid."));
  }

  static boolean hasText(JsonObject input, String name) {
    return !input.getString(name, "").isBlank();
  }

  static boolean isBoolean(JsonValue value) {
    return value == JsonValue.TRUE || value == JsonValue.FALSE;
  }

  static boolean within(JsonValue value, String least, String most) {
    return value instanceof JsonNumber number
        && number.bigDecimalValue().compareTo(new BigDecimal(least)) >= 0
        && number.bigDecimalValue().compareTo(new BigDecimal(most)) <= 0;
  }

  /** What it costs, in credits. */
  static BigDecimal credits(String model, JsonObject input) {
    return switch (model) {
      case KieFilms.KLING, KieFilms.SEEDANCE, KieFilms.SEEDANCE_FAST ->
          KieFilms.credits(model, input);
      case "nano-banana-2" ->
          new BigDecimal(
              Map.of("1K", 8, "2K", 12, "4K", 18).get(input.getString("resolution", "1K")));
      case "nano-banana-pro" ->
          new BigDecimal(input.getString("resolution", "1K").equals("4K") ? 24 : 18);
      case "elevenlabs/sound-effect-v2" -> seconds(input).multiply(new BigDecimal("0.24"));
      default -> new BigDecimal("4");
    };
  }

  /** How long it takes before it is done: waiting, queuing, generating. */
  static int[] seconds(String model) {
    return switch (model) {
      case KieFilms.KLING, KieFilms.SEEDANCE, KieFilms.SEEDANCE_FAST -> new int[] {3, 10, 90};
      case "elevenlabs/sound-effect-v2" -> new int[] {1, 0, 5};
      default -> new int[] {1, 1, 12};
    };
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
    String prompt = prompt(input);
    return switch (model) {
      case KieFilms.KLING, KieFilms.SEEDANCE, KieFilms.SEEDANCE_FAST ->
          KieFilms.result(model, input, media, kept);
      case "elevenlabs/sound-effect-v2" -> media.sound(prompt, lasting(input));
      default -> picture(prompt, input, media);
    };
  }

  static double lasting(JsonObject input) {
    boolean wrong = SimulatedTags.of(prompt(input)).has("wrong_duration");
    return seconds(input).doubleValue() * (wrong ? 0.6 : 1);
  }

  private static SimulatedMedia.File picture(
      String prompt, JsonObject input, SimulatedMedia media) {
    int edge = LONG_EDGE.get(input.getString("resolution", "1K"));
    int[] ratio = ratio(input.getString("aspect_ratio", input.getString("image_size", "auto")));
    int most = Math.max(ratio[0], ratio[1]);
    String format = input.getString("output_format", "jpg");
    return media.picture(
        prompt,
        edge * ratio[0] / most,
        edge * ratio[1] / most,
        format.equals("png") ? "png" : "jpeg");
  }

  static int[] ratio(String text) {
    if (!text.contains(":")) {
      return new int[] {1, 1};
    }
    String[] parts = text.split(":");
    return new int[] {Integer.parseInt(parts[0]), Integer.parseInt(parts[1])};
  }

  static BigDecimal seconds(JsonObject input) {
    return switch (input.get(input.containsKey("duration") ? "duration" : "duration_seconds")) {
      case JsonString text -> new BigDecimal(text.getString());
      case JsonNumber number -> number.bigDecimalValue();
      default -> BigDecimal.TEN;
    };
  }
}
