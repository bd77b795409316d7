package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A sound GLB with one thing wrong in each: a document's value, a number in a buffer, a header. */
final class GltfMutations {
  private static final int SIDE = 2;
  private static final int VERTICES = 9;
  private static final int VERTEX_BYTES = 48;
  private static final int PICTURE_AT = VERTICES * VERTEX_BYTES + SIDE * SIDE * 6 * 4;

  private final byte[] sound = GlbSample.sheet(SIDE);
  private final JsonObject document = GlbSample.document(sound);
  private final byte[] bin;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private GltfMutations() {
    int json = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    bin = Arrays.copyOfRange(sound, 28 + json, sound.length);
  }

  /** The files by what is wrong with them. */
  static Map<String, byte[]> all() {
    GltfMutations mutations = new GltfMutations();
    mutations.references();
    mutations.geometry();
    mutations.types();
    mutations.required();
    mutations.moods();
    mutations.numbers();
    mutations.containers();
    return mutations.files;
  }

  static byte[] sound() {
    return new GltfMutations().sound;
  }

  private void references() {
    set("/scene", "5");
    set("/scenes/0/nodes/0", "5");
    set("/nodes/0/mesh", "5");
    set("/nodes/0/children", "[5]");
    set("/nodes/0/children", "[0]");
    set("/nodes/0/skin", "0");
    set("/nodes/0/camera", "0");
    set("/meshes/0/primitives/0/indices", "9");
    set("/meshes/0/primitives/0/material", "9");
    set("/meshes/0/primitives/0/attributes/POSITION", "9");
    set("/meshes/0/primitives/0/attributes/NORMAL", "9");
    set("/meshes/0/primitives/0/attributes/TANGENT", "9");
    set("/meshes/0/primitives/0/targets", "[{\"POSITION\":9}]");
    set("/materials/0/normalTexture/index", "9");
    set("/materials/0/pbrMetallicRoughness/baseColorTexture/index", "9");
    set("/materials/0/emissiveTexture", "{\"index\":3}");
    set("/textures/0/source", "9");
    set("/textures/0/sampler", "0");
    set("/images/0/bufferView", "9");
    set("/accessors/0/bufferView", "9");
    set("/accessors/4/bufferView", "9");
    set("/bufferViews/0/buffer", "9");
    set("/skins", "[{\"joints\":[9]}]");
    set("/skins", "[{\"joints\":[0],\"inverseBindMatrices\":9}]");
    set("/animations", animation(9, 0, 0, 0));
    set("/animations", animation(0, 9, 0, 0));
    set("/animations", animation(0, 0, 9, 0));
    set("/animations", animation(0, 0, 0, 9));
  }

  private static String animation(int input, int output, int sampler, int node) {
    return ("[{\"samplers\":[{\"input\":%d,\"output\":%d}],\"channels\":[{\"sampler\":%d,"
            + "\"target\":{\"node\":%d,\"path\":\"scale\"}}]}]")
        .formatted(input, output, sampler, node);
  }

  private void geometry() {
    set("/accessors/0/count", "10");
    set("/accessors/0/count", "8");
    set("/accessors/0/count", "1000000");
    set("/accessors/0/byteOffset", "2");
    set("/accessors/0/byteOffset", "400");
    set("/accessors/3/byteOffset", "40");
    set("/accessors/4/count", "25");
    set("/accessors/4/count", "99999");
    set("/accessors/4/byteOffset", "1");
    set("/accessors/4/byteOffset", "96");
    set("/bufferViews/0/byteOffset", "1");
    set("/bufferViews/0/byteOffset", "100000");
    set("/bufferViews/0/byteLength", "100000");
    set("/bufferViews/0/byteLength", "40");
    set("/bufferViews/0/byteStride", "47");
    set("/bufferViews/0/byteStride", "8");
    set("/bufferViews/0/byteStride", "256");
    set("/bufferViews/1/byteStride", "8");
    set("/bufferViews/1/byteOffset", "433");
    set("/bufferViews/1/byteLength", "20");
    set("/bufferViews/2/byteLength", "100000");
    set("/buffers/0/byteLength", "100000");
    set("/buffers/0/byteLength", "100");
  }

  private void types() {
    set("/accessors/0/componentType", "5124");
    set("/accessors/0/componentType", "5121");
    set("/accessors/0/componentType", "7");
    set("/accessors/4/componentType", "5126");
    set("/accessors/4/componentType", "5122");
    set("/accessors/4/type", "\"VEC3\"");
    set("/accessors/0/type", "\"VEC2\"");
    set("/accessors/0/type", "\"VEC5\"");
    set("/accessors/0/type", "3");
    set("/accessors/1/type", "\"VEC4\"");
    set("/accessors/2/type", "\"SCALAR\"");
    set("/accessors/3/type", "\"VEC3\"");
    set("/accessors/0/count", "\"nine\"");
    set("/accessors/0/count", "null");
    set("/accessors/0/count", "[9]");
    set("/accessors/0/count", "8.5");
    set("/accessors/0/count", "-9");
    set("/accessors/0/count", "0");
    set("/accessors/0/byteOffset", "-4");
    set("/accessors", "{}");
    set("/accessors/0", "7");
    set("/bufferViews", "\"none\"");
    set("/meshes", "{}");
    set("/nodes", "{}");
    set("/nodes/0", "\"node\"");
    set("/nodes/0/mesh", "\"mesh\"");
    set("/nodes/0/mesh", "true");
    set("/nodes/0/mesh", "-1");
    set("/scene", "\"main\"");
    set("/meshes/0/primitives", "[]");
    set("/meshes/0/primitives/0/mode", "7");
    set("/meshes/0/primitives/0/indices", "{}");
    set("/meshes/0/primitives/0/attributes", "{}");
    set("/meshes/0/primitives/0/attributes/POSITION", "\"position\"");
    set("/textures/0/source", "\"image\"");
    set("/materials/0/normalTexture/index", "true");
  }

  private void required() {
    without("/asset");
    without("/asset/version");
    set("/asset/version", "\"3.0\"");
    set("/asset/version", "2");
    without("/accessors");
    without("/accessors/0/componentType");
    without("/accessors/0/count");
    without("/accessors/0/type");
    without("/bufferViews");
    without("/bufferViews/0/buffer");
    without("/bufferViews/0/byteLength");
    without("/buffers");
    without("/buffers/0/byteLength");
    without("/meshes");
    without("/meshes/0/primitives");
    without("/meshes/0/primitives/0/attributes");
    without("/nodes");
    without("/materials");
    without("/textures");
    without("/images");
    without("/images/0/bufferView");
    without("/images/0/mimeType");
    without("/materials/0/normalTexture/index");
    set("/extensionsRequired", "[\"KHR_texture_transform\"]");
  }

  /** Wrong by the letter, and loaded all the same. */
  private void moods() {
    set("/materials/0/alphaMode", "\"SEE_THROUGH\"");
    set("/materials/0/pbrMetallicRoughness/metallicFactor", "7");
    set("/nodes/0/rotation", "[1,1,1,1]");
    set("/nodes/0/matrix", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]");
    set("/nodes/0/children", "[]");
    set("/nodes/0/name", "7");
    without("/accessors/0/min");
    set("/accessors/0/max", "[9,9,9]");
    set("/accessors/0/max", "[1,1]");
    set("/images/0/mimeType", "\"image/gif\"");
  }

  private void numbers() {
    bin("a NaN among positions", b -> b.putFloat(0, Float.NaN));
    bin("an infinity among positions", b -> b.putFloat(VERTEX_BYTES, Float.POSITIVE_INFINITY));
    bin("a NaN among normals", b -> b.putFloat(12, Float.NaN));
    bin("a NaN among texture coordinates", b -> b.putFloat(24, Float.NaN));
    bin("a normal of length 7", b -> b.putFloat(20, 7));
    bin("a tangent without a side", b -> b.putFloat(44, 0.5f));
    bin("the index 9 of 9 vertices", b -> b.putInt(VERTICES * VERTEX_BYTES, 9));
    bin("the index 2^32 - 1", b -> b.putInt(VERTICES * VERTEX_BYTES + 8, -1));
    bin("an index of a million", b -> b.putInt(VERTICES * VERTEX_BYTES + 80, 1_000_000));
    bin("a picture that is text", b -> b.put(PICTURE_AT, "not a picture".getBytes()));
    bin("a picture with a hole", b -> b.put(PICTURE_AT + 40, new byte[20]));
    bin("a picture of zeros", b -> b.put(PICTURE_AT, new byte[40]));
  }

  private void containers() {
    raw("another magic", b -> b.putInt(0, 0x46546c66));
    raw("version 1", b -> b.putInt(4, 1));
    raw("version 3", b -> b.putInt(4, 3));
    raw("a length too small", b -> b.putInt(8, 100));
    raw("a length too large", b -> b.putInt(8, sound.length + 4));
    raw("a JSON chunk too long", b -> b.putInt(12, sound.length));
    raw("a JSON chunk too short", b -> b.putInt(12, 40));
    raw("a first chunk that is no JSON", b -> b.putInt(16, 0x004e4942));
    raw("JSON with a bracket too few", b -> b.put(20 + json().length() - 1, (byte) ' '));
    raw("JSON with a comma too many", b -> b.put(20, (byte) ','));
    raw("JSON that is no UTF-8", b -> b.put(24, (byte) 0xff));
    files.put("cut in the middle", Arrays.copyOf(sound, sound.length / 2));
    files.put("cut by one byte", Arrays.copyOf(sound, sound.length - 1));
    files.put("a header alone", Arrays.copyOf(sound, 12));
    files.put("no binary chunk", GlbSample.of(json(), new byte[0]));
    files.put("a binary chunk too short", GlbSample.of(json(), Arrays.copyOf(bin, 100)));
    files.put("an empty document", GlbSample.of("{}", bin));
    files.put("an array as document", GlbSample.of("[]", bin));
    files.put("text as document", GlbSample.of("glTF", bin));
  }

  private String json() {
    return document.toString();
  }

  private void set(String pointer, String value) {
    try (JsonReader reader = Json.createReader(new StringReader("[" + value + "]"))) {
      JsonValue parsed = reader.readArray().get(0);
      JsonObject mutated = Json.createPatchBuilder().add(pointer, parsed).build().apply(document);
      files.put(pointer + " = " + value, GlbSample.of(replaced(pointer, mutated), bin));
    }
  }

  /** To add to an array is to insert there; what stood there goes. */
  private static String replaced(String pointer, JsonObject mutated) {
    int slash = pointer.lastIndexOf('/');
    String last = pointer.substring(slash + 1);
    if (!last.chars().allMatch(Character::isDigit)) {
      return mutated.toString();
    }
    String next = pointer.substring(0, slash + 1) + (Integer.parseInt(last) + 1);
    return Json.createPatchBuilder().remove(next).build().apply(mutated).toString();
  }

  private void without(String pointer) {
    String mutated = Json.createPatchBuilder().remove(pointer).build().apply(document).toString();
    files.put("no " + pointer, GlbSample.of(mutated, bin));
  }

  private void bin(String name, Consumer<ByteBuffer> edit) {
    byte[] edited = bin.clone();
    edit.accept(ByteBuffer.wrap(edited).order(ByteOrder.LITTLE_ENDIAN));
    files.put(name, GlbSample.of(json(), edited));
  }

  private void raw(String name, Consumer<ByteBuffer> edit) {
    byte[] edited = sound.clone();
    edit.accept(ByteBuffer.wrap(edited).order(ByteOrder.LITTLE_ENDIAN));
    files.put(name, edited);
  }
}
