package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.util.meshoptimizer.MeshOptimizer;

/**
 * The triangles of one primitive in native memory, where they are simplified; given back by {@link
 * #close}.
 *
 * <p>Every index is checked before native code sees it.
 */
final class TriangleMesh implements AutoCloseable {
  private static final int STRIP = 5;
  private static final int NORMAL_AND_UV = 5;
  private static final float NORMAL_WEIGHT = 0.5f;
  private static final float UV_WEIGHT = 1.0f;

  /** Half the model's extent: the budget decides how far it goes, not the error. */
  private static final float ANY_ERROR = 0.5f;

  private final List<Buffer> owned = new ArrayList<>();
  private final FloatBuffer positions;
  private final FloatBuffer attributes;
  private final int vertices;
  private final IntBuffer indices;

  /**
   * Copies a primitive's triangles.
   *
   * @param mode 4, 5 or 6 (triangles, strip, fan)
   * @param normals or null
   * @param uvs or null
   */
  TriangleMesh(
      int mode,
      GlbAccessor position,
      @Nullable GlbAccessor index,
      @Nullable GlbAccessor normals,
      @Nullable GlbAccessor uvs)
      throws MalformedMedia {
    vertices = position.count();
    try {
      positions = own(MemoryUtil.memAllocFloat(vertices * 3));
      attributes = own(MemoryUtil.memCallocFloat(vertices * NORMAL_AND_UV));
      indices = own(MemoryUtil.memAllocInt(triangles(mode, position, index) * 3));
      copy(position, 3, positions, 3, 0);
      if (normals != null && normals.isFloat(3) && normals.count() == vertices) {
        copy(normals, 3, attributes, NORMAL_AND_UV, 0);
      }
      if (uvs != null && uvs.isFloat(2) && uvs.count() == vertices) {
        copy(uvs, 2, attributes, NORMAL_AND_UV, 3);
      }
      triangulate(mode, index);
    } catch (MalformedMedia | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private <B extends Buffer> B own(B buffer) {
    owned.add(buffer);
    return buffer;
  }

  private static int triangles(int mode, GlbAccessor position, @Nullable GlbAccessor index) {
    int corners = index == null ? position.count() : index.count();
    return mode == 4 ? corners / 3 : Math.max(0, corners - 2);
  }

  private static void copy(
      GlbAccessor from, int components, FloatBuffer into, int stride, int offset)
      throws MalformedMedia {
    for (int i = 0; i < from.count(); i++) {
      for (int c = 0; c < components; c++) {
        float value = from.floatAt(i, c);
        require(Float.isFinite(value), "a vertex is not finite");
        into.put(i * stride + offset + c, value);
      }
    }
  }

  private void triangulate(int mode, @Nullable GlbAccessor index) throws MalformedMedia {
    for (int triangle = 0; triangle < indices.capacity() / 3; triangle++) {
      int first = mode == 4 ? 3 * triangle : mode == STRIP ? triangle : 0;
      int next = mode == 4 ? first + 1 : triangle + 1;
      // Every other triangle of a strip is turned round.
      int turned = mode == STRIP ? triangle & 1 : 0;
      corner(3 * triangle, first, index);
      corner(3 * triangle + 1, next + turned, index);
      corner(3 * triangle + 2, next + 1 - turned, index);
    }
  }

  private void corner(int at, int corner, @Nullable GlbAccessor index) throws MalformedMedia {
    long vertex = index == null ? corner : index.unsignedAt(corner);
    require(vertex < vertices, "an index names no vertex");
    indices.put(at, (int) vertex);
  }

  int triangles() {
    return indices.capacity() / 3;
  }

  /**
   * The corners of at most so many triangles that look as much like these as can be.
   *
   * <p>First only where neither the surface nor its seams of texture and shading suffer; then
   * across those seams; then, if need be, without regard to how the surface hangs together.
   */
  int[] simplified(int mostTriangles) {
    if (triangles() <= mostTriangles) {
      return read(indices, indices.capacity());
    }
    IntBuffer result = MemoryUtil.memAllocInt(indices.capacity());
    try {
      int most = 3 * mostTriangles;
      int count = careful(result, most, 0);
      if (count > most) {
        count = careful(result, most, MeshOptimizer.meshopt_SimplifyPermissive);
      }
      for (int target = most; count > most && target >= 3; target /= 2) {
        count = sloppy(result, target);
      }
      // Nothing left is no accessor; one triangle is.
      return count == 0 ? read(indices, 3) : read(result, Math.min(count, most));
    } finally {
      MemoryUtil.memFree(result);
    }
  }

  private int careful(IntBuffer result, int most, int options) {
    FloatBuffer weights = MemoryUtil.memAllocFloat(NORMAL_AND_UV);
    try {
      weights.put(NORMAL_WEIGHT).put(NORMAL_WEIGHT).put(NORMAL_WEIGHT);
      weights.put(UV_WEIGHT).put(UV_WEIGHT).flip();
      return (int)
          MeshOptimizer.meshopt_simplifyWithAttributes(
              result,
              indices,
              positions,
              vertices,
              3 * Float.BYTES,
              attributes,
              NORMAL_AND_UV * Float.BYTES,
              weights,
              null,
              most,
              ANY_ERROR,
              options | MeshOptimizer.meshopt_SimplifyPrune,
              null);
    } finally {
      MemoryUtil.memFree(weights);
    }
  }

  private int sloppy(IntBuffer result, int most) {
    return (int)
        MeshOptimizer.meshopt_simplifySloppy(
            result,
            indices,
            positions,
            vertices,
            3 * Float.BYTES,
            null,
            most,
            Float.MAX_VALUE,
            null);
  }

  private static int[] read(IntBuffer buffer, int count) {
    int[] read = new int[count];
    buffer.get(0, read);
    return read;
  }

  @Override
  public void close() {
    owned.forEach(MemoryUtil::memFree);
    owned.clear();
  }
}
