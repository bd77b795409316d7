package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds a 3D model from a prompt or a reference image: its words choose the thing, its metals and
 * its colours; an image becomes a logo cut out of a plate, or a relief if it has no ground.
 *
 * <p>The model is about 1 wide, around the origin, +Y up, facing +Z, watertight, with base colour,
 * metalness, roughness, occlusion, normal maps and tangents, all in the file (FR-012, FR-013).
 * Parts that can move are nodes with their pivots: a wheel, a lid, a lever, each card. The same
 * request gives the same bytes wherever the JDK's zlib and JPEG encoder are the same. Stateless and
 * thread-safe; a call holds some 50 MB and uses two threads.
 */
public final class ModelSynthesizer {
  public static final int MIN_TRIANGLES = 100;
  public static final int MAX_TRIANGLES = 50_000;

  private ModelSynthesizer() {}

  /**
   * Writes a binary glTF 2.0 file, replacing what is at the path.
   *
   * @param prompt any text; what it leaves open its hash decides
   * @param referenceImage what to make the model of; the prompt then says of what material
   * @param maxTriangles never exceeded, 100 to 50,000
   * @throws IllegalArgumentException if there is neither prompt nor image, or the budget is out of
   *     range
   * @throws javax.imageio.IIOException if the reference is no image, or a damaged or too large one
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(
      @Nullable String prompt, @Nullable Path referenceImage, int maxTriangles, Path glb)
      throws IOException {
    if (prompt == null && referenceImage == null) {
      throw new IllegalArgumentException("a model needs a prompt or a reference image");
    }
    Workshop shop = new Workshop(Prompt.of(prompt == null ? "" : prompt));
    Glb.write(model(referenceImage, shop, maxTriangles), glb);
  }

  /** What is written, in the finishes of a prompt's workshop. */
  static Model model(@Nullable Path referenceImage, Workshop shop, int maxTriangles)
      throws IOException {
    if (maxTriangles < MIN_TRIANGLES || maxTriangles > MAX_TRIANGLES) {
      throw new IllegalArgumentException(
          "a budget of " + maxTriangles + " triangles is not in 100 to 50,000");
    }
    Model model =
        referenceImage == null
            ? Subject.of(shop.prompt()).build(shop, maxTriangles)
            : of(ReferenceImage.read(referenceImage), shop, maxTriangles);
    return model.normalised();
  }

  private static Model of(BufferedImage picture, Workshop shop, int maxTriangles) {
    Optional<LogoMask> mask =
        shop.says("relief photo plaque foto") ? Optional.empty() : LogoMask.of(picture);
    return mask.filter(Logo::isIn)
        .map(logo -> Logo.of(logo, picture, shop, maxTriangles))
        .orElseGet(() -> Relief.of(picture, shop, maxTriangles));
  }
}
