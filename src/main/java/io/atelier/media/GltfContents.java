package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import io.atelier.media.GltfElements.Accessor;
import io.atelier.media.GltfElements.Image;
import io.atelier.media.GltfElements.Primitive;
import io.atelier.media.GltfElements.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * What a sound glTF document's views hold in the binary chunk (glTF 2.0, sections 3.6.2, 3.7.2 and
 * 3.8.2): indices of vertices that are there, numbers that are numbers, pictures.
 *
 * <p>Looks at 32 MiB at most, so that no file costs more than a moment.
 */
final class GltfContents {
  private static final long MOST_BYTES = 1 << 25;
  private static final int FLOAT = 5126;

  /** The first bytes of PNG, WebP, KTX2 and GIF; those of a JPEG are three. */
  private static final Set<Integer> PICTURES =
      Set.of(0x89504e47, 0x52494646, 0xab4b5458, 0x47494638);

  private static final int JPEG = 0xffd8ff;

  /** The name of an AVIF's first box, behind its length. */
  private static final int AVIF = 0x66747970;

  private final GltfElements elements;
  private final ByteBuffer chunk;
  private final BitSet looked = new BitSet();
  private long bytes;

  GltfContents(GltfElements elements, ByteBuffer chunk) {
    this.elements = elements;
    this.chunk = chunk;
  }

  void check() throws MalformedMedia {
    for (List<Primitive> mesh : elements.meshes) {
      for (Primitive primitive : mesh) {
        for (long attribute : primitive.attributes.values()) {
          numbers((int) attribute);
        }
        if (primitive.indices >= 0 && !primitive.attributes.isEmpty()) {
          long vertices = primitive.attributes.values().iterator().next();
          indices((int) primitive.indices, elements.accessors.get((int) vertices).count);
        }
      }
    }
    for (Image image : elements.images) {
      picture(image);
    }
  }

  private void numbers(int index) throws MalformedMedia {
    Accessor accessor = elements.accessors.get(index);
    if (accessor.component != FLOAT || looked.get(index) || !isHere(accessor)) {
      return;
    }
    looked.set(index);
    int components = GltfScene.components(accessor.type);
    View view = elements.views.get((int) accessor.view);
    int stride = (int) (view.stride > 0 ? view.stride : 4L * components);
    int at = (int) (view.offset + accessor.offset);
    for (int i = 0; i < accessor.count; i++, at += stride) {
      for (int k = 0; k < components; k++) {
        require(Float.isFinite(chunk.getFloat(at + 4 * k)), "glTF attribute that is no number");
      }
    }
  }

  private void indices(int index, long vertices) throws MalformedMedia {
    Accessor accessor = elements.accessors.get(index);
    if (!isHere(accessor)) {
      return;
    }
    int size = (int) GltfScene.componentBytes(accessor.component);
    int at = (int) (elements.views.get((int) accessor.view).offset + accessor.offset);
    for (int i = 0; i < accessor.count; i++, at += size) {
      long vertex =
          switch (size) {
            case 1 -> chunk.get(at) & 0xff;
            case 2 -> chunk.getShort(at) & 0xffff;
            default -> chunk.getInt(at) & 0xffffffffL;
          };
      require(vertex < vertices, "glTF index of a vertex that is not there");
    }
  }

  /** Whether its numbers all lie in the mapped chunk, and few enough were looked at before. */
  private boolean isHere(Accessor accessor) {
    if (accessor.view < 0 || accessor.sparseIndices.count > 0) {
      return false;
    }
    View view = elements.views.get((int) accessor.view);
    bytes += view.bytes;
    return bytes <= MOST_BYTES && isHere(view);
  }

  private boolean isHere(View view) {
    return view.buffer == 0
        && !elements.buffers.get(0).hasUri
        && view.offset + view.bytes <= chunk.limit();
  }

  private void picture(Image image) throws MalformedMedia {
    if (image.view < 0 || !isHere(elements.views.get((int) image.view))) {
      return;
    }
    View view = elements.views.get((int) image.view);
    require(view.bytes >= 8, "glTF picture that is none");
    ByteBuffer head = chunk.slice((int) view.offset, 8).order(ByteOrder.BIG_ENDIAN);
    int magic = head.getInt(0);
    boolean jpeg = magic >>> 8 == JPEG;
    require(
        jpeg || PICTURES.contains(magic) || head.getInt(4) == AVIF, "glTF picture that is none");
  }
}
