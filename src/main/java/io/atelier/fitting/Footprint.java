package io.atelier.fitting;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.provider.GenerationRequest;
import java.math.BigDecimal;

/**
 * How many bytes of the heap it takes at most to work on a file, by what the file says of itself.
 */
final class Footprint {
  /** Decoded, as 8-bit sRGB, and what is made of it. */
  private static final double BYTES_PER_PIXEL = 12;

  /** A document of 4 MiB as objects, or the film of a poster. */
  private static final long MODEL = 160L << 20;

  /** Two channels of 353 kB together, three times. */
  private static final long SECOND_OF_SOUND = 1 << 20;

  /** Of films there is one small picture at a time. */
  private static final long FILM = 16 << 20;

  private Footprint() {}

  static long ofFitting(GenerationRequest request, InspectedFile file) {
    return switch (request) {
      case GenerationRequest.Image i -> pixels(file, (long) i.width() * i.height());
      case GenerationRequest.Texture t -> pixels(file, (long) t.size() * t.size());
      case GenerationRequest.EnvironmentMap e -> pixels(file, (long) e.width() * e.height());
      case GenerationRequest.SoundEffect s -> sound(s.durationSeconds());
      case GenerationRequest.Music m -> sound(m.durationSeconds());
      case GenerationRequest.Video v -> FILM;
      case GenerationRequest.Model m -> MODEL;
    };
  }

  static long ofLikenesses(ArtifactType type, InspectedFile file) {
    return switch (type) {
      case MODEL_3D -> MODEL;
      case IMAGE, VIDEO -> pixels(file, 0);
      case AUDIO, TEXTURE, ENVIRONMENT_MAP, SHADER, BUNDLE -> 0;
    };
  }

  private static long sound(BigDecimal seconds) {
    return SECOND_OF_SOUND * (seconds.longValue() + 1);
  }

  private static long pixels(InspectedFile file, long more) {
    Facts facts = new Facts(file);
    double came = (double) facts.number("width").orElse(0) * facts.number("height").orElse(0);
    return (long) (BYTES_PER_PIXEL * (came + more));
  }
}
