package io.atelier.fitting;

import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.media.poster.ModelPoster;
import io.atelier.provider.GenerationRequest;
import java.math.BigDecimal;

/**
 * How many bytes of the heap it takes at most to work on a file, by what the file says of itself.
 */
final class Footprint {
  /** Decoded, as 8-bit sRGB, and what is made of it. */
  private static final double BYTES_PER_PIXEL = 12;

  /** The document of a model as objects, as it was and as it is written. */
  private static final long DOCUMENT = 160L << 20;

  /** Its three vertices with all they may have, as they are written, and its corners. */
  private static final long TRIANGLE_KEPT = 3 * 80 + 3 * 4;

  /** Which of its vertices stay, and as which. */
  private static final long TRIANGLE_THERE = 3 * 8;

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
      case GenerationRequest.Model m -> simplified(m.maxTriangles(), new Facts(file));
    };
  }

  /** What it has outside of the heap is not counted here. */
  private static long simplified(long most, Facts facts) {
    long triangles = facts.number("triangles").orElse(0);
    return triangles <= most ? 0 : DOCUMENT + TRIANGLE_KEPT * most + TRIANGLE_THERE * triangles;
  }

  private static long poster(InspectedFile model) {
    Facts facts = new Facts(model);
    return ModelPoster.mostBytes(
        Likenesses.POSTER_OF_A_MODEL,
        facts.number("triangles").orElse(0),
        facts.number("materials").orElse(0),
        model.sizeBytes());
  }

  static long ofLikenesses(ArtifactType type, InspectedFile file) {
    return switch (type) {
      case MODEL_3D -> poster(file);
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
