package io.atelier.media;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a glTF 2.0 document says of its geometry and materials, gathered while it is parsed.
 *
 * <p>Any JSON is gathered from, because whether it is a glTF may be said at its end; so what is
 * wrong with it is remembered, not thrown. Bounded: 300,000 elements at most are kept.
 */
final class GltfElements {
  static final int DEEPEST = 8;
  static final Set<String> MEMBERS =
      Set.of(
          "accessors",
          "animations",
          "bufferViews",
          "buffers",
          "cameras",
          "extensionsRequired",
          "images",
          "materials",
          "meshes",
          "nodes",
          "samplers",
          "scene",
          "scenes",
          "skins",
          "textures");

  private static final int MOST = 300_000;
  private static final int MOST_EXTENSIONS = 64;
  private static final long LARGEST = 1L << 40;
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final String INSTANCES = "nodes/#/extensions/EXT_mesh_gpu_instancing/attributes/";
  private static final String EXTENSION_REQUIRED = "extensionsRequired/#";
  private static final Set<String> TEXTS =
      Set.of("buffers/#/uri", "images/#/uri", "accessors/#/type", EXTENSION_REQUIRED);
  private static final String ATTRIBUTES = "meshes/#/primitives/#/attributes/";

  /** Bytes somewhere else, or in the document itself. */
  static final class Buffer {
    long bytes;
    boolean hasUri;
  }

  /** A part of a buffer. */
  static final class View {
    long buffer = -1;
    long offset;
    long bytes;
    long stride;
  }

  /** Numbers in a view. */
  static class Numbers {
    long view = -1;
    long offset;
    long component;
    long count;
    String type = "";
  }

  /** Numbers, of which some may be replaced by others. */
  static final class Accessor extends Numbers {
    final Numbers sparseIndices = new Numbers();
    final Numbers sparseValues = new Numbers();

    Accessor() {
      sparseIndices.type = "SCALAR";
    }
  }

  /** A picture, in a view or in the document itself. */
  static final class Image {
    long view = -1;
    boolean hasUri;
  }

  /** Triangles, or something else to draw. */
  static final class Primitive {
    final Map<String, Long> attributes = new LinkedHashMap<>(4);
    long mode = 4;
    long indices = -1;
    long material = -1;
  }

  /** What hangs in the scene: a mesh, and other nodes. */
  static final class Node {
    long mesh = -1;
    long instances = -1;
    final List<Long> children = new ArrayList<>(0);
  }

  final List<Buffer> buffers = new ArrayList<>();
  final List<View> views = new ArrayList<>();
  final List<Accessor> accessors = new ArrayList<>();
  final List<List<Primitive>> meshes = new ArrayList<>();
  final List<Node> nodes = new ArrayList<>();
  final List<List<Long>> scenes = new ArrayList<>();
  final List<Image> images = new ArrayList<>();
  final GltfReferences references = new GltfReferences();
  final Set<PbrMap> maps = EnumSet.noneOf(PbrMap.class);
  private final Set<PbrMap> mapsOfMaterial = EnumSet.noneOf(PbrMap.class);
  final Set<String> extensionsRequired = new TreeSet<>();
  long scene;
  int materials;
  boolean hasPbrMaterial;
  boolean deforms;
  String wrong = "";
  private int kept;

  /** Whether there is more than is kept, so that it cannot be a glTF that is read. */
  boolean tooMany() {
    return kept > MOST;
  }

  /** Whether what the views hold must be unpacked first, by an extension. */
  boolean compressed() {
    return extensionsRequired.stream().anyMatch(name -> name.contains("compression"));
  }

  /** Whether a view is of the bytes beside the document, in which the first buffer is. */
  boolean isInChunk(View view) {
    return view.buffer == 0 && !buffers.get(0).hasUri;
  }

  private boolean full() {
    if (++kept > MOST) {
      wrong("glTF of more than " + MOST + " elements");
    }
    return kept > MOST;
  }

  private void wrong(String reason) {
    wrong = wrong.isEmpty() ? reason : wrong;
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  /** An object or array begins. */
  void begin(String path, boolean array) {
    if (isNumber(path)) {
      other(path);
      return;
    }
    if (!path.isEmpty() && path.indexOf('/') < 0) {
      again(path);
      if (!array) {
        wrong("glTF " + path + " that are no array");
      }
    } else if (path.endsWith("#") && full()) {
      return;
    }
    references.begin(path);
    switch (path) {
      case "buffers/#" -> buffers.add(new Buffer());
      case "bufferViews/#" -> views.add(new View());
      case "accessors/#" -> accessors.add(new Accessor());
      case "meshes/#" -> meshes.add(new ArrayList<>(1));
      case "meshes/#/primitives/#" -> last(meshes).add(new Primitive());
      case "meshes/#/primitives/#/targets/#" -> deforms = true;
      case "images/#" -> images.add(new Image());
      case "nodes/#" -> nodes.add(new Node());
      case "scenes/#" -> scenes.add(new ArrayList<>(1));
      case "materials/#" -> {
        materials++;
        mapsOfMaterial.clear();
      }
      case "materials/#/pbrMetallicRoughness/baseColorTexture" -> map(PbrMap.BASE_COLOR);
      case "materials/#/pbrMetallicRoughness/metallicRoughnessTexture" ->
          map(PbrMap.METALLIC_ROUGHNESS);
      case "materials/#/normalTexture" -> map(PbrMap.NORMAL);
      case "materials/#/occlusionTexture" -> map(PbrMap.OCCLUSION);
      case "materials/#/emissiveTexture" -> map(PbrMap.EMISSIVE);
      default -> {}
    }
  }

  private void map(PbrMap map) {
    maps.add(map);
    mapsOfMaterial.add(map);
    hasPbrMaterial |= mapsOfMaterial.containsAll(PbrMap.OF_PBR);
  }

  /** Of members of the same name the last one counts. */
  private void again(String member) {
    references.again(member);
    switch (member) {
      case "buffers" -> buffers.clear();
      case "bufferViews" -> views.clear();
      case "accessors" -> accessors.clear();
      case "meshes" -> meshes.clear();
      case "nodes" -> nodes.clear();
      case "scenes" -> scenes.clear();
      case "images" -> images.clear();
      case "materials" -> {
        materials = 0;
        maps.clear();
        hasPbrMaterial = false;
      }
      default -> {}
    }
  }

  static boolean isText(String path) {
    return TEXTS.contains(path);
  }

  /** A text where one is read. */
  void string(String path, String value) {
    if (kept > MOST) {
      return;
    }
    switch (path) {
      case "buffers/#/uri" -> last(buffers).hasUri = true;
      case "images/#/uri" -> last(images).hasUri = true;
      case "accessors/#/type" -> last(accessors).type = value;
      case EXTENSION_REQUIRED -> {
        if (extensionsRequired.size() < MOST_EXTENSIONS && EXTENSION.matcher(value).matches()) {
          extensionsRequired.add(value);
        } else {
          wrong("glTF that requires an extension without a name");
        }
      }
      default -> throw new IllegalArgumentException(path);
    }
  }

  /** A value that is neither of what is read: no number, no text where there is one. */
  void other(String path) {
    if (isNumber(path)) {
      wrong("glTF number that is none");
    } else if (isElement(path)) {
      wrong("glTF element that is no object");
    }
  }

  private static boolean isElement(String path) {
    return path.indexOf('/') == path.length() - 2
        && path.endsWith("#")
        && !path.startsWith("extensionsRequired");
  }

  static boolean isNumber(String path) {
    return GltfNumbers.READ.contains(path)
        || GltfReferences.target(path) != null
        || path.startsWith(INSTANCES);
  }

  /** A number where one is read. */
  void number(String path, String text) {
    if (kept > MOST) {
      return;
    }
    double value = Double.parseDouble(text);
    if (value < 0 || value > LARGEST || value != Math.rint(value)) {
      wrong("glTF number that is no index or length");
    } else {
      number(path, (long) value);
    }
  }

  private void number(String path, long value) {
    references.to(path, value);
    if (path.startsWith(INSTANCES)) {
      last(nodes).instances = value;
      return;
    }
    if (path.startsWith(ATTRIBUTES)) {
      if (!full()) {
        last(last(meshes)).attributes.put(path.substring(ATTRIBUTES.length()), value);
      }
      return;
    }
    switch (path) {
      case "scene" -> scene = value;
      case "buffers/#/byteLength" -> last(buffers).bytes = value;
      case "bufferViews/#/buffer" -> last(views).buffer = value;
      case "bufferViews/#/byteOffset" -> last(views).offset = value;
      case "bufferViews/#/byteLength" -> last(views).bytes = value;
      case "bufferViews/#/byteStride" -> last(views).stride = value;
      case "images/#/bufferView" -> last(images).view = value;
      case "meshes/#/primitives/#/mode" -> last(last(meshes)).mode = value;
      case "meshes/#/primitives/#/indices" -> last(last(meshes)).indices = value;
      case "meshes/#/primitives/#/material" -> last(last(meshes)).material = value;
      case "nodes/#/mesh" -> last(nodes).mesh = value;
      case "nodes/#/skin" -> deforms = true;
      case "nodes/#/children/#" -> children(last(nodes).children, value);
      case "scenes/#/nodes/#" -> children(last(scenes), value);
      default -> {
        if (path.startsWith("accessors/")) {
          GltfNumbers.set(last(accessors), path, value);
        }
      }
    }
  }

  private void children(List<Long> list, long value) {
    if (!full()) {
      list.add(value);
    }
  }
}
