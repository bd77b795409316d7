package io.atelier.fitting;

import io.atelier.artifact.ArtifactLimits;
import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.StagedFiles;
import io.atelier.media.Thumbnail;
import io.atelier.media.Workroom;
import io.atelier.media.codec.VideoDecoder;
import io.atelier.media.poster.ModelPoster;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Pictures of what was made, for whoever shows a list of it: of a film its first picture, of a
 * model what it looks like from the front, and a small one of these and of images.
 */
@Dependent
public class Likenesses {
  private static final Logger LOG = System.getLogger(Likenesses.class.getName());
  private static final int POSTER_OF_A_FILM = 1920;
  private static final int POSTER_OF_A_MODEL = 1024;

  private final ArtifactStore artifacts;
  private final ArtifactLimits limits;

  @Inject
  Likenesses(ArtifactStore artifacts, ArtifactLimits limits) {
    this.artifacts = artifacts;
    this.limits = limits;
  }

  /** A picture of something else, an image by its type. */
  public record Likeness(InspectedFile file, ArtifactRole role) {}

  /**
   * The pictures of a file that is kept as that type; none where there is nothing to show, or it
   * cannot be shown here: what was made is worth more than a picture of it.
   */
  public List<Likeness> of(ArtifactType type, InspectedFile file, StagedFiles files) {
    return of(type, file, new StagingBench(artifacts, limits, files, ArtifactType.IMAGE));
  }

  static List<Likeness> of(ArtifactType type, InspectedFile file, Bench bench) {
    return Workroom.OF_NODE.with(Footprint.ofLikenesses(type, file), () -> made(type, file, bench));
  }

  private static List<Likeness> made(ArtifactType type, InspectedFile file, Bench bench) {
    try {
      return switch (type) {
        case VIDEO -> withThumbnail(poster(file, bench), bench);
        case MODEL_3D ->
            withThumbnail(
                bench.made(path -> ModelPoster.write(file.path(), POSTER_OF_A_MODEL, path)), bench);
        case IMAGE -> List.of(thumbnail(file, bench));
        case AUDIO, TEXTURE, ENVIRONMENT_MAP, SHADER, BUNDLE -> List.of();
      };
    } catch (IOException | RuntimeException | LinkageError | VirtualMachineError e) {
      // Errors, too: a picture that takes all memory or stack ends here, not what it is a picture
      // of.
      LOG.log(Level.WARNING, "There is no picture of a " + type.jsonName(), e);
      return List.of();
    }
  }

  private static InspectedFile poster(InspectedFile film, Bench bench) throws IOException {
    BufferedImage first = VideoDecoder.poster(film.path(), POSTER_OF_A_FILM);
    return bench.written(
        out -> {
          if (!ImageIO.write(first, "jpeg", out)) {
            throw new IOException("no JPEG can be written");
          }
        });
  }

  private static List<Likeness> withThumbnail(InspectedFile poster, Bench bench)
      throws IOException {
    return List.of(new Likeness(poster, ArtifactRole.POSTER), thumbnail(poster, bench));
  }

  private static Likeness thumbnail(InspectedFile picture, Bench bench) throws IOException {
    return new Likeness(
        bench.written(out -> Thumbnail.write(picture.path(), out)), ArtifactRole.THUMBNAIL);
  }
}
