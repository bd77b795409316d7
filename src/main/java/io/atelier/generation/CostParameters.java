package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import java.math.BigDecimal;
import java.util.Map;

/** What of a request its price may depend on (US6.3), by JSON name. */
final class CostParameters {
  private CostParameters() {}

  static Map<String, String> of(GenerationRequest request) {
    return switch (request) {
      case GenerationRequest.Video v ->
          Map.of(
              "resolution", v.resolution().jsonName(),
              "aspect_ratio", v.aspectRatio().jsonName(),
              "duration_seconds", text(v.durationSeconds()));
      case GenerationRequest.SoundEffect s -> Map.of("duration_seconds", text(s.durationSeconds()));
      case GenerationRequest.Music m -> Map.of("duration_seconds", text(m.durationSeconds()));
      case GenerationRequest.Model m -> Map.of();
      case GenerationRequest.Texture t -> size(t.size(), t.size());
      case GenerationRequest.Image i -> size(i.width(), i.height());
      case GenerationRequest.EnvironmentMap e -> size(e.width(), e.height());
    };
  }

  private static Map<String, String> size(int width, int height) {
    return Map.of("resolution", width + "x" + height);
  }

  private static String text(BigDecimal seconds) {
    return seconds.stripTrailingZeros().toPlainString();
  }
}
