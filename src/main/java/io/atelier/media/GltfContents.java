package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import io.atelier.media.GltfElements.Accessor;
import io.atelier.media.GltfElements.Primitive;
import io.atelier.media.GltfElements.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sound glTF document's views hold in the binary chunk (glTF 2.0, sections 3.6.2, 3.7.2 and
 * 3.8.2): indices of vertices that are there, numbers that are numbers, pictures that are whole.
 *
 * <p>The chunk is mapped for its numbers, and read through one buffer for its pictures. Looks at
 * each accessor once and at 64 million numbers at most: ten times as many as a model of two million
 * triangles has.
 */
final class GltfContents {
  private static final long MOST_NUMBERS = 1 << 26;
  private static final int FLOAT = 5126;

  /** The exponent of what is no finite number (IEEE 754). */
  private static final int NOT_FINITE = 0x7f800000;

  private final GltfElements elements;
  private final ByteReader chunk;
  private final BitSet finite = new BitSet();
  private final Map<Integer, Long> highest = new HashMap<>();
  private ByteBuffer mapped = ByteBuffer.allocate(0);
  private long looked;

  GltfContents(GltfElements elements, ByteReader chunk) {
    this.elements = elements;
    this.chunk = chunk;
  }

  void check() throws IOException, MalformedMedia {
    if (!elements.compressed()) {
      chunk.moveTo(0);
      mapped = chunk.map(Math.min(chunk.length(), Integer.MAX_VALUE));
      mapped.order(ByteOrder.LITTLE_ENDIAN);
      for (List<Primitive> mesh : elements.meshes) {
        for (Primitive primitive : mesh) {
          numbers(primitive);
        }
      }
    }
    new GltfPictures(elements, chunk).check();
  }

  private void numbers(Primitive primitive) throws MalformedMedia {
    for (long attribute : primitive.attributes.values()) {
      requireFinite((int) attribute);
    }
    if (primitive.indices >= 0 && !primitive.attributes.isEmpty()) {
      long vertices = primitive.attributes.values().iterator().next();
      require(
          highest((int) primitive.indices) < elements.accessors.get((int) vertices).count,
          "glTF index of a vertex that is not there");
    }
  }

  private void requireFinite(int index) throws MalformedMedia {
    Accessor accessor = elements.accessors.get(index);
    int components = GltfScene.components(accessor.type);
    if (accessor.component != FLOAT || finite.get(index) || !isHere(accessor, components)) {
      return;
    }
    finite.set(index);
    View view = elements.views.get((int) accessor.view);
    int stride = (int) (view.stride > 0 ? view.stride : 4L * components);
    int at = (int) (view.offset + accessor.offset);
    int exponent = 0;
    for (int i = 0; i < accessor.count; i++, at += stride) {
      for (int k = 0; k < components; k++) {
        exponent = Math.max(exponent, mapped.getInt(at + 4 * k) & NOT_FINITE);
      }
    }
    require(exponent < NOT_FINITE, "glTF attribute that is no number");
  }

  /** The highest of these indices; -1 if they are not looked at. */
  private long highest(int index) throws MalformedMedia {
    Long known = highest.get(index);
    if (known != null) {
      return known;
    }
    Accessor accessor = elements.accessors.get(index);
    long found = isHere(accessor, 1) ? highest(accessor) : -1;
    highest.put(index, found);
    return found;
  }

  private long highest(Accessor accessor) throws MalformedMedia {
    int size = (int) GltfScene.componentBytes(accessor.component);
    int at = (int) (elements.views.get((int) accessor.view).offset + accessor.offset);
    long found = -1;
    for (int i = 0; i < accessor.count; i++, at += size) {
      long vertex =
          switch (size) {
            case 1 -> mapped.get(at) & 0xff;
            case 2 -> mapped.getShort(at) & 0xffff;
            default -> mapped.getInt(at) & 0xffffffffL;
          };
      found = Math.max(found, vertex);
    }
    return found;
  }

  /** Whether its numbers all lie in the mapped chunk, and few enough were looked at before. */
  private boolean isHere(Accessor accessor, int components) {
    if (accessor.view < 0 || accessor.sparseIndices.count > 0) {
      return false;
    }
    View view = elements.views.get((int) accessor.view);
    looked += accessor.count * components;
    return looked <= MOST_NUMBERS
        && elements.isInChunk(view)
        && view.offset + view.bytes <= mapped.limit();
  }
}
