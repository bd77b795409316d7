package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a glTF document that others refer to by their number: how many there are, and the
 * highest number referred to.
 */
final class GltfReferences {
  private static final String MATERIALS = "materials/";
  private static final String ELEMENT = "/#";
  private static final String TEXTURE = "Texture";
  private static final String TEXTURES = "textures";
  private static final String ACCESSORS = "accessors";
  private static final String NODES = "nodes";
  private static final String CHANNEL_SAMPLER = "animations/#/channels/#/sampler";
  private static final String ATTRIBUTES = "meshes/#/primitives/#/attributes/";
  private static final String TARGETS = "meshes/#/primitives/#/targets/#/";

  private static final Map<String, String> BY_PATH =
      Map.ofEntries(
          Map.entry("textures/#/source", "images"),
          Map.entry("textures/#/sampler", "samplers"),
          Map.entry("nodes/#/skin", "skins"),
          Map.entry("nodes/#/camera", "cameras"),
          Map.entry("nodes/#/children/#", NODES),
          Map.entry("scenes/#/nodes/#", NODES),
          Map.entry("skins/#/inverseBindMatrices", ACCESSORS),
          Map.entry("skins/#/skeleton", NODES),
          Map.entry("skins/#/joints/#", NODES),
          Map.entry("animations/#/samplers/#/input", ACCESSORS),
          Map.entry("animations/#/samplers/#/output", ACCESSORS),
          Map.entry("animations/#/channels/#/target/node", NODES),
          Map.entry(CHANNEL_SAMPLER, "samplers of the animation"));

  /** The samplers that one animation has and refers to. */
  private static final class Animation {
    int samplers;
    long highest = -1;
  }

  /** By the path of the elements, which is one text for all of them. */
  private final Map<String, Integer> present = new HashMap<>();

  private final Map<String, Long> highest = new HashMap<>();
  private final List<Animation> animations = new ArrayList<>();
  private int unnamedTextures;

  /** What a number at a path refers to; null if to nothing that is counted here. */
  static @Nullable String target(String path) {
    String target = BY_PATH.get(path);
    if (target != null) {
      return target;
    }
    if (path.startsWith(MATERIALS) && path.endsWith(TEXTURE + "/index")) {
      return TEXTURES;
    }
    return path.startsWith(ATTRIBUTES) || path.startsWith(TARGETS) ? ACCESSORS : null;
  }

  /** An element begins. */
  void begin(String path) {
    if (path.indexOf('/') == path.length() - 2) {
      present.merge(path, 1, Integer::sum);
    }
    if (path.startsWith(MATERIALS) && path.endsWith(TEXTURE)) {
      unnamedTextures++;
    }
    switch (path) {
      case "animations/#" -> animations.add(new Animation());
      case "animations/#/samplers/#" -> animations.get(animations.size() - 1).samplers++;
      default -> {}
    }
  }

  /** Of members of the same name the last one counts. */
  void again(String member) {
    present.remove(member + ELEMENT);
    switch (member) {
      case "animations" -> animations.clear();
      case "materials" -> unnamedTextures = 0;
      default -> {}
    }
  }

  /** A number stands at a path. */
  void to(String path, long value) {
    String target = target(path);
    if (target == null) {
      return;
    }
    if (path.equals(CHANNEL_SAMPLER)) {
      Animation animation = animations.get(animations.size() - 1);
      animation.highest = Math.max(animation.highest, value);
      return;
    }
    if (target.equals(TEXTURES)) {
      unnamedTextures--;
    }
    highest.merge(target, value, Math::max);
  }

  /** All that is referred to must be there. */
  void check() throws MalformedMedia {
    for (Map.Entry<String, Long> reference : highest.entrySet()) {
      require(
          reference.getValue() < present.getOrDefault(reference.getKey() + ELEMENT, 0),
          "glTF " + reference.getKey() + " " + reference.getValue() + " that is not there");
    }
    require(unnamedTextures <= 0, "glTF material with a texture that is not named");
    for (Animation animation : animations) {
      require(animation.highest < animation.samplers, "glTF sampler that is not there");
    }
  }
}
