package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import io.atelier.media.GltfElements.Accessor;
import io.atelier.media.GltfElements.Buffer;
import io.atelier.media.GltfElements.Image;
import io.atelier.media.GltfElements.Node;
import io.atelier.media.GltfElements.Numbers;
import io.atelier.media.GltfElements.Primitive;
import io.atelier.media.GltfElements.View;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What a glTF 2.0 document describes as a whole: everything it refers to is there and in range
 * (sections 3.5 and 3.6), and its scene has so many triangles.
 */
final class GltfScene {
  private static final int LARGEST_STRIDE = 252;
  private static final Set<Long> UNSIGNED = Set.of(5121L, 5123L, 5125L);

  private final GltfElements elements;

  GltfScene(GltfElements elements) {
    this.elements = elements;
  }

  /** The model in a file that has so many bytes beside the document; -1 if it can have none. */
  ProbeResult.Model model(FileFormat format, long chunkBytes) throws MalformedMedia {
    require(elements.wrong.isEmpty(), elements.wrong);
    buffers(format == FileFormat.GLB, chunkBytes);
    elements.references.check();
    for (View view : elements.views) {
      Buffer buffer = get(elements.buffers, view.buffer, "buffer");
      require(view.bytes > 0, "glTF view of nothing");
      require(view.offset + view.bytes <= buffer.bytes, "glTF view past the end of its buffer");
      require(
          view.stride <= LARGEST_STRIDE && view.stride % 4 == 0,
          "glTF view of stride " + view.stride);
    }
    for (Image image : elements.images) {
      require(image.view >= 0 || image.hasUri, "glTF image of nothing");
      if (image.view >= 0) {
        get(elements.views, image.view, "view");
      }
    }
    for (Accessor accessor : elements.accessors) {
      accessor(accessor);
    }
    return new ProbeResult.Model(
        format,
        triangles(),
        elements.materials,
        elements.maps,
        elements.hasPbrMaterial,
        elements.extensionsRequired,
        elements.deforms);
  }

  private void buffers(boolean binary, long chunkBytes) throws MalformedMedia {
    for (int i = 0; i < elements.buffers.size(); i++) {
      Buffer buffer = elements.buffers.get(i);
      require(
          buffer.hasUri || (binary && i == 0) || elements.compressed(),
          "glTF buffer that is nowhere");
    }
    if (binary && !elements.buffers.isEmpty() && !elements.buffers.get(0).hasUri) {
      long bytes = elements.buffers.get(0).bytes;
      require(
          bytes <= chunkBytes,
          "cut short: glTF buffer of " + bytes + " bytes, " + Math.max(0, chunkBytes) + " present");
    }
  }

  private void accessor(Accessor accessor) throws MalformedMedia {
    require(accessor.count > 0, "glTF accessor of nothing");
    numbers(accessor);
    if (accessor.sparseIndices.count > 0) {
      require(accessor.sparseIndices.count <= accessor.count, "glTF sparse accessor too long");
      accessor.sparseValues.component = accessor.component;
      accessor.sparseValues.type = accessor.type;
      numbers(accessor.sparseIndices);
      numbers(accessor.sparseValues);
    }
  }

  private void numbers(Numbers numbers) throws MalformedMedia {
    long size = componentBytes(numbers.component) * components(numbers.type);
    if (numbers.view < 0) {
      return;
    }
    View view = get(elements.views, numbers.view, "view");
    long stride = view.stride > 0 ? view.stride : size;
    require(stride >= size, "glTF elements that overlap");
    require(
        (view.offset + numbers.offset) % componentBytes(numbers.component) == 0,
        "glTF accessor between the places of its numbers");
    require(
        numbers.offset + stride * (numbers.count - 1) + size <= view.bytes,
        "glTF accessor past the end of its view");
  }

  static long componentBytes(long type) throws MalformedMedia {
    if (type == 5120 || type == 5121) {
      return 1;
    }
    if (type == 5122 || type == 5123) {
      return 2;
    }
    require(type == 5125 || type == 5126, "glTF component type " + type);
    return 4;
  }

  static int components(String type) throws MalformedMedia {
    return switch (type) {
      case "SCALAR" -> 1;
      case "VEC2" -> 2;
      case "VEC3" -> 3;
      case "VEC4", "MAT2" -> 4;
      case "MAT3" -> 9;
      case "MAT4" -> 16;
      default -> throw new MalformedMedia("glTF accessor of an unknown type");
    };
  }

  /** Counts over the nodes of the scene shown; over all meshes if there are no nodes at all. */
  private long triangles() throws MalformedMedia {
    long[] ofMesh = new long[elements.meshes.size()];
    long all = 0;
    for (int i = 0; i < ofMesh.length; i++) {
      require(!elements.meshes.get(i).isEmpty(), "glTF mesh of nothing");
      for (Primitive primitive : elements.meshes.get(i)) {
        ofMesh[i] += triangles(primitive);
      }
      all += ofMesh[i];
    }
    return elements.nodes.isEmpty() ? all : ofScene(ofMesh);
  }

  private long ofScene(long[] ofMesh) throws MalformedMedia {
    Deque<Long> open = new ArrayDeque<>();
    if (elements.scenes.isEmpty()) {
      for (long i = 0; i < elements.nodes.size(); i++) {
        open.add(i);
      }
    } else {
      open.addAll(get(elements.scenes, elements.scene, "scene"));
    }
    boolean whole = elements.scenes.isEmpty();
    BitSet seen = new BitSet();
    double sum = 0;
    while (!open.isEmpty()) {
      long index = open.remove();
      Node node = get(elements.nodes, index, "node");
      require(!seen.get((int) index), "glTF node that hangs in two places");
      seen.set((int) index);
      if (!whole) {
        open.addAll(node.children);
      }
      if (node.mesh >= 0) {
        require(node.mesh < ofMesh.length, "glTF mesh " + node.mesh + " that is not there");
        long times =
            node.instances < 0 ? 1 : get(elements.accessors, node.instances, "accessor").count;
        sum += (double) times * ofMesh[(int) node.mesh];
      }
    }
    return (long) Math.min(sum, 1L << 53);
  }

  private long triangles(Primitive primitive) throws MalformedMedia {
    require(primitive.mode <= 6, "glTF primitive of mode " + primitive.mode);
    require(
        primitive.material < elements.materials,
        "glTF material " + primitive.material + " that is not there");
    long vertices = GltfAttributes.vertices(primitive, elements);
    long corners = primitive.indices >= 0 ? indices(primitive.indices) : vertices;
    if (primitive.mode == 4) {
      return corners / 3;
    }
    return primitive.mode > 4 ? Math.max(0, corners - 2) : 0;
  }

  private long indices(long index) throws MalformedMedia {
    Accessor accessor = get(elements.accessors, index, "accessor");
    require(
        accessor.type.equals("SCALAR") && UNSIGNED.contains(accessor.component),
        "glTF indices that are no whole numbers");
    require(
        accessor.view < 0 || elements.views.get((int) accessor.view).stride == 0,
        "glTF indices with gaps");
    return accessor.count;
  }

  private static <T> T get(List<T> list, long index, String what) throws MalformedMedia {
    require(index >= 0 && index < list.size(), "glTF " + what + " " + index + " that is not there");
    return list.get((int) index);
  }
}
