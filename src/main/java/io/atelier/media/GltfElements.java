package io.atelier.media;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
          "bufferViews",
          "buffers",
          "extensionsRequired",
          "images",
          "materials",
          "meshes",
          "nodes",
          "scene",
          "scenes");

  private static final int MOST = 300_000;
  private static final int MOST_EXTENSIONS = 64;
  private static final long LARGEST = 1L << 40;
  private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9_]{1,64}");
  private static final String INSTANCES = "nodes/#/extensions/EXT_mesh_gpu_instancing/attributes/";

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
    String type = "SCALAR";
  }

  /** Numbers, of which some may be replaced by others. */
  static final class Accessor extends Numbers {
    final Numbers sparseIndices = new Numbers();
    final Numbers sparseValues = new Numbers();
  }

  /** Triangles, or something else to draw. */
  static final class Primitive {
    long mode = 4;
    long indices = -1;
    long positions = -1;
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
  final List<Long> imageViews = new ArrayList<>();
  final Set<PbrMap> maps = EnumSet.noneOf(PbrMap.class);
  final Set<String> extensionsRequired = new TreeSet<>();
  long scene;
  int materials;
  boolean deforms;
  String wrong = "";
  private int kept;

  /** Whether there is more than is kept, so that it cannot be a glTF that is read. */
  boolean tooMany() {
    return kept > MOST;
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
  void begin(String path) {
    if (!path.isEmpty() && path.indexOf('/') < 0) {
      again(path);
    } else if (path.endsWith("#") && full()) {
      return;
    }
    switch (path) {
      case "buffers/#" -> buffers.add(new Buffer());
      case "bufferViews/#" -> views.add(new View());
      case "accessors/#" -> accessors.add(new Accessor());
      case "meshes/#" -> meshes.add(new ArrayList<>(1));
      case "meshes/#/primitives/#" -> last(meshes).add(new Primitive());
      case "meshes/#/primitives/#/targets/#" -> deforms = true;
      case "nodes/#" -> nodes.add(new Node());
      case "scenes/#" -> scenes.add(new ArrayList<>(1));
      case "materials/#" -> materials++;
      case "materials/#/pbrMetallicRoughness/baseColorTexture" -> maps.add(PbrMap.BASE_COLOR);
      case "materials/#/pbrMetallicRoughness/metallicRoughnessTexture" ->
          maps.add(PbrMap.METALLIC_ROUGHNESS);
      case "materials/#/normalTexture" -> maps.add(PbrMap.NORMAL);
      case "materials/#/occlusionTexture" -> maps.add(PbrMap.OCCLUSION);
      case "materials/#/emissiveTexture" -> maps.add(PbrMap.EMISSIVE);
      default -> {}
    }
  }

  /** Of members of the same name the last one counts. */
  private void again(String member) {
    switch (member) {
      case "buffers" -> buffers.clear();
      case "bufferViews" -> views.clear();
      case "accessors" -> accessors.clear();
      case "meshes" -> meshes.clear();
      case "nodes" -> nodes.clear();
      case "scenes" -> scenes.clear();
      case "images" -> imageViews.clear();
      case "materials" -> materials = 0;
      default -> {}
    }
  }

  void string(String path, String value) {
    if (kept > MOST) {
      return;
    }
    switch (path) {
      case "buffers/#/uri" -> last(buffers).hasUri = true;
      case "accessors/#/type" -> last(accessors).type = value;
      case "extensionsRequired/#" -> {
        if (extensionsRequired.size() < MOST_EXTENSIONS && EXTENSION.matcher(value).matches()) {
          extensionsRequired.add(value);
        } else {
          wrong("glTF that requires an extension without a name");
        }
      }
      default -> {}
    }
  }

  void number(String path, String text) {
    if (kept > MOST || !GltfNumbers.READ.contains(path) && !path.startsWith(INSTANCES)) {
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
    if (path.startsWith(INSTANCES)) {
      last(nodes).instances = value;
      return;
    }
    switch (path) {
      case "scene" -> scene = value;
      case "buffers/#/byteLength" -> last(buffers).bytes = value;
      case "bufferViews/#/buffer" -> last(views).buffer = value;
      case "bufferViews/#/byteOffset" -> last(views).offset = value;
      case "bufferViews/#/byteLength" -> last(views).bytes = value;
      case "bufferViews/#/byteStride" -> last(views).stride = value;
      case "images/#/bufferView" -> imageViews.add(value);
      case "meshes/#/primitives/#/mode" -> last(last(meshes)).mode = value;
      case "meshes/#/primitives/#/indices" -> last(last(meshes)).indices = value;
      case "meshes/#/primitives/#/material" -> last(last(meshes)).material = value;
      case "meshes/#/primitives/#/attributes/POSITION" -> last(last(meshes)).positions = value;
      case "nodes/#/mesh" -> last(nodes).mesh = value;
      case "nodes/#/skin" -> deforms = true;
      case "nodes/#/children/#" -> children(last(nodes).children, value);
      case "scenes/#/nodes/#" -> children(last(scenes), value);
      default -> GltfNumbers.set(last(accessors), path, value);
    }
  }

  private void children(List<Long> list, long value) {
    if (!full()) {
      list.add(value);
    }
  }
}
