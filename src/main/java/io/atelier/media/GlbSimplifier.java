package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings a GLB under a budget of triangles, each mesh by the same share (meshoptimizer's edge
 * collapse by quadric error).
 *
 * <p>Vertices are left out but never moved, so their normals, tangents, texture coordinates and
 * colours stay right; materials, maps, nodes and animations of nodes stay as they are. Models that
 * deform, or whose geometry is compressed, quantised or sparse, are refused.
 *
 * <p>Memory: the file is mapped; outside of the heap some 150 bytes for each triangle and vertex of
 * the largest primitive, of which all meshes together, shown or not, may have 2.5 million; and on
 * the heap the document, 4 MiB of text at most, and what is written. Stateless and thread-safe; a
 * model of 320,000 triangles takes about half a second.
 */
public final class GlbSimplifier {
  private static final long MOST_TRIANGLES = 2_500_000;
  private static final long MOST_VERTICES = 2_500_000;

  /** Those that refer to no accessors or views, so that renumbering cannot break them. */
  private static final Set<String> HARMLESS =
      Set.of(
          "KHR_lights_punctual",
          "KHR_texture_transform",
          "KHR_texture_basisu",
          "EXT_texture_webp",
          "EXT_texture_avif",
          "KHR_xmp_json_ld");

  /** How many triangles are drawn before and after. */
  public record Outcome(long before, long after) {}

  private GlbSimplifier() {}

  /** Whether a model is of a kind that can be simplified, as far as the probe tells. */
  public static boolean possible(ProbeResult.Model model) {
    return model.format() == FileFormat.GLB
        && !model.deforms()
        && model.triangles() <= MOST_TRIANGLES
        && model.extensionsRequired().stream().allMatch(GlbSimplifier::harmless);
  }

  private static boolean harmless(String extension) {
    return HARMLESS.contains(extension) || extension.startsWith("KHR_materials_");
  }

  /**
   * Writes a model of at most so many triangles, as drawn; the caller closes the stream.
   *
   * @throws UnusableMediaException if it is no intact GLB, or of a kind that is refused
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   * @throws IOException if the disk fails
   */
  public static Outcome write(Path glb, long mostTriangles, OutputStream out) throws IOException {
    if (mostTriangles < 1) {
      throw new IllegalArgumentException("a model of " + mostTriangles + " triangles");
    }
    if (!(MediaProbe.probe(glb) instanceof ProbeResult.Model model) || !possible(model)) {
      throw new UnusableMediaException("it is no GLB that can be simplified");
    }
    try (ByteReader reader = new ByteReader(glb)) {
      GlbFile file = GlbFile.read(reader);
      for (JsonString extension : file.array("extensionsUsed").getValuesAs(JsonString.class)) {
        require(harmless(extension.getString()), "it uses an extension that is not known here");
      }
      require(file.array("skins").isEmpty(), "it has skins");
      return write(file, mostTriangles, out);
    } catch (MalformedMedia malformed) {
      throw new UnusableMediaException(malformed.reason());
    } catch (LinkageError noNativeCode) {
      throw new UnusableMediaException("models cannot be simplified on this platform");
    } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
      // The probe checks what a document must have to be counted, not the type of every member.
      throw new UnusableMediaException("its glTF document is not as the format says");
    }
  }

  static Outcome write(GlbFile file, long mostTriangles, OutputStream out)
      throws IOException, MalformedMedia {
    JsonArray meshes = file.array("meshes");
    requireFew(file, meshes);
    int[] uses = uses(file, meshes.size());
    long before = 0;
    long least = 0;
    for (int i = 0; i < uses.length; i++) {
      for (JsonObject primitive : primitives(meshes, i)) {
        long triangles = triangles(file, primitive);
        before += triangles * uses[i];
        least += triangles > 0 ? uses[i] : 0;
      }
    }
    require(least <= mostTriangles, "it draws its meshes more often than it may have triangles");
    // So that the one triangle each primitive has at least is paid for.
    double share = Math.min(1, (double) (mostTriangles - least) / Math.max(1, before));
    long after = 0;
    GlbRewrite rewrite = new GlbRewrite(file);
    for (int i = 0; i < uses.length; i++) {
      int index = 0;
      for (JsonObject primitive : primitives(meshes, i)) {
        long triangles = triangles(file, primitive);
        if (triangles > 0) {
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted; its interrupt status stays set");
          }
          int[] corners = corners(file, primitive, (int) (1 + triangles * share));
          after += corners.length / 3L * uses[i];
          rewrite.replace(i, index, primitive, corners);
        }
        index++;
      }
    }
    require(after > 0, "it has no triangles");
    rewrite.write(out);
    return new Outcome(before, after);
  }

  /** The probe counts what is shown, and each accessor once, however many primitives share it. */
  private static void requireFew(GlbFile file, JsonArray meshes) throws MalformedMedia {
    long triangles = 0;
    long vertices = 0;
    for (int i = 0; i < meshes.size(); i++) {
      for (JsonObject primitive : primitives(meshes, i)) {
        long some = triangles(file, primitive);
        GlbAccessor position = accessor(file, attributes(primitive), "POSITION");
        triangles += some;
        vertices += some > 0 && position != null ? position.count() : 0;
        require(triangles <= MOST_TRIANGLES, "its meshes have too many triangles");
        require(vertices <= MOST_VERTICES, "its meshes have too many vertices");
      }
    }
  }

  private static Iterable<JsonObject> primitives(JsonArray meshes, int mesh) {
    return meshes.getJsonObject(mesh).getJsonArray("primitives").getValuesAs(JsonObject.class);
  }

  /** How many nodes show each mesh, in whatever scene. */
  private static int[] uses(GlbFile file, int meshes) {
    int[] uses = new int[meshes];
    for (JsonObject node : file.array("nodes").getValuesAs(JsonObject.class)) {
      int mesh = GlbFile.number(node, "mesh", -1);
      if (mesh >= 0) {
        uses[mesh]++;
      }
    }
    for (int i = 0; i < meshes; i++) {
      uses[i] = Math.max(1, uses[i]);
    }
    return uses;
  }

  private static int mode(JsonObject primitive) {
    return GlbFile.number(primitive, "mode", 4);
  }

  private static long triangles(GlbFile file, JsonObject primitive) throws MalformedMedia {
    if (mode(primitive) < 4 || !attributes(primitive).containsKey("POSITION")) {
      return 0;
    }
    GlbAccessor index = accessor(file, primitive, "indices");
    GlbAccessor position = accessor(file, attributes(primitive), "POSITION");
    int corners = index != null ? index.count() : position != null ? position.count() : 0;
    return mode(primitive) == 4 ? corners / 3 : Math.max(0, corners - 2);
  }

  private static JsonObject attributes(JsonObject primitive) {
    return primitive.getJsonObject("attributes");
  }

  private static @Nullable GlbAccessor accessor(GlbFile file, JsonObject from, String member)
      throws MalformedMedia {
    int index = GlbFile.number(from, member, -1);
    return index < 0 ? null : GlbAccessor.of(file, index);
  }

  private static int[] corners(GlbFile file, JsonObject primitive, int mostTriangles)
      throws MalformedMedia {
    JsonObject attributes = attributes(primitive);
    GlbAccessor position = accessor(file, attributes, "POSITION");
    if (position == null || !position.isFloat(3)) {
      throw new MalformedMedia("its positions are no floats");
    }
    try (TriangleMesh mesh =
        new TriangleMesh(
            mode(primitive),
            position,
            accessor(file, primitive, "indices"),
            accessor(file, attributes, "NORMAL"),
            accessor(file, attributes, "TEXCOORD_0"))) {
      return mesh.simplified(mostTriangles);
    }
  }
}
