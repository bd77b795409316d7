package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import io.atelier.media.GltfElements.Accessor;
import io.atelier.media.GltfElements.Primitive;
import java.util.Map;
import java.util.Set;

/** What the vertices of a primitive may have (glTF 2.0, section 3.7.2.1). */
final class GltfAttributes {
  private static final Set<String> COLOUR = Set.of("VEC3", "VEC4");

  /** By the name before its number. */
  private static final Map<String, Set<String>> TYPES =
      Map.of(
          "POSITION", Set.of("VEC3"),
          "NORMAL", Set.of("VEC3"),
          "TANGENT", Set.of("VEC4"),
          "TEXCOORD", Set.of("VEC2"),
          "COLOR", COLOUR,
          "JOINTS", Set.of("VEC4"),
          "WEIGHTS", Set.of("VEC4"));

  /** Which only an extension lets be anything but floats. */
  private static final Set<String> FLOATS = Set.of("POSITION", "NORMAL", "TANGENT");

  private static final int FLOAT = 5126;

  private GltfAttributes() {}

  /** How many vertices a primitive has: as many as each of its attributes. */
  static long vertices(Primitive primitive, GltfElements elements) throws MalformedMedia {
    require(!primitive.attributes.isEmpty(), "glTF primitive without attributes");
    long vertices = -1;
    for (Map.Entry<String, Long> attribute : primitive.attributes.entrySet()) {
      Accessor accessor = elements.accessors.get(attribute.getValue().intValue());
      String name = kind(attribute.getKey());
      require(
          TYPES.getOrDefault(name, Set.of(accessor.type)).contains(accessor.type),
          "glTF " + name + " of type " + accessor.type);
      require(
          accessor.component == FLOAT
              || !FLOATS.contains(name)
              || elements.extensionsRequired.contains("KHR_mesh_quantization"),
          "glTF " + name + " of whole numbers");
      require(vertices < 0 || vertices == accessor.count, "glTF attributes of unequal length");
      vertices = accessor.count;
    }
    return vertices;
  }

  /** TEXCOORD of TEXCOORD_0. */
  private static String kind(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    boolean numbered = end > 1 && end < name.length() && name.charAt(end - 1) == '_';
    return numbered ? name.substring(0, end - 1) : name;
  }
}
