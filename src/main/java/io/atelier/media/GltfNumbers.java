package io.atelier.media;

import java.util.Set;

/** The numbers of a glTF document that are read, and those of an accessor among them. */
final class GltfNumbers {
  static final Set<String> READ =
      Set.of(
          "scene",
          "buffers/#/byteLength",
          "bufferViews/#/buffer",
          "bufferViews/#/byteOffset",
          "bufferViews/#/byteLength",
          "bufferViews/#/byteStride",
          "images/#/bufferView",
          "meshes/#/primitives/#/mode",
          "meshes/#/primitives/#/indices",
          "meshes/#/primitives/#/material",
          "nodes/#/mesh",
          "nodes/#/skin",
          "nodes/#/children/#",
          "scenes/#/nodes/#",
          "accessors/#/bufferView",
          "accessors/#/byteOffset",
          "accessors/#/componentType",
          "accessors/#/count",
          "accessors/#/sparse/count",
          "accessors/#/sparse/indices/bufferView",
          "accessors/#/sparse/indices/byteOffset",
          "accessors/#/sparse/indices/componentType",
          "accessors/#/sparse/values/bufferView",
          "accessors/#/sparse/values/byteOffset");

  private GltfNumbers() {}

  static void set(GltfElements.Accessor accessor, String path, long value) {
    switch (path.substring("accessors/#/".length())) {
      case "bufferView" -> accessor.view = value;
      case "byteOffset" -> accessor.offset = value;
      case "componentType" -> accessor.component = value;
      case "count" -> accessor.count = value;
      case "sparse/count" -> {
        accessor.sparseIndices.count = value;
        accessor.sparseValues.count = value;
      }
      case "sparse/indices/bufferView" -> accessor.sparseIndices.view = value;
      case "sparse/indices/byteOffset" -> accessor.sparseIndices.offset = value;
      case "sparse/indices/componentType" -> accessor.sparseIndices.component = value;
      case "sparse/values/bufferView" -> accessor.sparseValues.view = value;
      case "sparse/values/byteOffset" -> accessor.sparseValues.offset = value;
      default -> throw new IllegalArgumentException(path);
    }
  }
}
