package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The vertices that some triangles use, in the order of their first use, and the triangles by those
 * new numbers.
 */
final class VertexSelection {
  private final int[] corners;
  private final int[] vertices;

  /** The elements of an accessor for these vertices, one behind the other. */
  record Packed(byte[] bytes, int stride) {}

  private VertexSelection(int[] corners, int[] vertices) {
    this.corners = corners;
    this.vertices = vertices;
  }

  /** Numbers anew what triangles name by old numbers. */
  static VertexSelection of(int[] corners) {
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] renumbered = new int[corners.length];
    int[] vertices = new int[corners.length];
    for (int i = 0; i < corners.length; i++) {
      int next = numbers.size();
      Integer known = numbers.putIfAbsent(corners[i], next);
      renumbered[i] = known == null ? next : known;
      vertices[renumbered[i]] = corners[i];
    }
    return new VertexSelection(renumbered, Arrays.copyOf(vertices, numbers.size()));
  }

  int count() {
    return vertices.length;
  }

  /** Attributes begin on boundaries of four bytes (glTF 2.0, section 3.6.2.4). */
  Packed pack(GlbAccessor source) throws MalformedMedia {
    int stride = (source.elementBytes() + 3) / 4 * 4;
    byte[] packed = new byte[stride * vertices.length];
    for (int i = 0; i < vertices.length; i++) {
      MalformedMedia.require(vertices[i] < source.count(), "an attribute is shorter than others");
      source.bytes().get(vertices[i] * source.stride(), packed, i * stride, source.elementBytes());
    }
    return new Packed(packed, stride);
  }

  byte[] indices(boolean wide) {
    ByteBuffer bytes = ByteBuffer.allocate(corners.length * (wide ? 4 : 2));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int corner : corners) {
      if (wide) {
        bytes.putInt(corner);
      } else {
        bytes.putShort((short) corner);
      }
    }
    return bytes.array();
  }

  /** Adds the bounds that positions must have. */
  void bounds(GlbAccessor positions, JsonObjectBuilder accessor) {
    JsonArrayBuilder min = Json.createArrayBuilder();
    JsonArrayBuilder max = Json.createArrayBuilder();
    for (int component = 0; component < 3; component++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int vertex : vertices) {
        float value = positions.floatAt(vertex, component);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      min.add(least);
      max.add(most);
    }
    accessor.add("min", min).add("max", max);
  }
}
