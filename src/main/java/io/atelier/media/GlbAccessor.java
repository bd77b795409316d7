package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import jakarta.json.JsonObject;
import java.nio.ByteBuffer;

/**
 * The elements of an accessor of a binary glTF (glTF 2.0, section 3.6.2), where they lie.
 *
 * @param json what the document says of it
 * @param bytes from the first element on
 * @param stride from each to the next
 * @param elementBytes of each
 */
record GlbAccessor(JsonObject json, ByteBuffer bytes, int count, int stride, int elementBytes) {
  private static final int FLOAT = 5126;

  static GlbAccessor of(GlbFile file, int index) throws MalformedMedia {
    JsonObject json = file.array("accessors").getJsonObject(index);
    require(
        json.containsKey("bufferView") && !json.containsKey("sparse"),
        "it has sparse or compressed geometry");
    int viewIndex = GlbFile.number(json, "bufferView", 0);
    ByteBuffer view = file.view(viewIndex);
    int offset = GlbFile.number(json, "byteOffset", 0);
    int elementBytes = componentBytes(json) * components(json.getString("type", ""));
    JsonObject viewJson = file.array("bufferViews").getJsonObject(viewIndex);
    int stride = GlbFile.number(viewJson, "byteStride", elementBytes);
    int count = GlbFile.number(json, "count", 0);
    require(
        count > 0 && offset + (long) stride * (count - 1) + elementBytes <= view.limit(),
        "an accessor lies outside of its view");
    ByteBuffer bytes = view.slice(offset, view.limit() - offset).order(view.order());
    return new GlbAccessor(json, bytes, count, stride, elementBytes);
  }

  private static int componentBytes(JsonObject json) throws MalformedMedia {
    return switch (GlbFile.number(json, "componentType", 0)) {
      case 5120, 5121 -> 1;
      case 5122, 5123 -> 2;
      case 5125, FLOAT -> 4;
      default -> throw new MalformedMedia("an accessor has an unknown component type");
    };
  }

  private static int components(String type) throws MalformedMedia {
    return switch (type) {
      case "SCALAR" -> 1;
      case "VEC2" -> 2;
      case "VEC3" -> 3;
      case "VEC4" -> 4;
      default -> throw new MalformedMedia("an accessor of geometry is a matrix");
    };
  }

  boolean isFloat(int components) {
    return GlbFile.number(json, "componentType", 0) == FLOAT && elementBytes == 4 * components;
  }

  float floatAt(int element, int component) {
    return bytes.getFloat(element * stride + 4 * component);
  }

  /** An element of a scalar accessor as an unsigned number. */
  long unsignedAt(int element) {
    int at = element * stride;
    return switch (elementBytes) {
      case 1 -> bytes.get(at) & 0xff;
      case 2 -> bytes.getShort(at) & 0xffff;
      default -> bytes.getInt(at) & 0xffffffffL;
    };
  }
}
