package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sound binary glTFs of a few megabytes that unfold to gigabytes where they are shown. */
public final class HostileModels {
  private static final int SIDE = 400;

  private HostileModels() {}

  /** One triangle of 160,801 vertices, shown by so many nodes. */
  public static byte[] shown(int nodes) {
    byte[] sheet = GlbSample.sheet(SIDE);
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .replace("/accessors/4/count", 3)
            .replace("/nodes", array(Collections.nCopies(nodes, object("mesh", 0))))
            .replace("/scenes/0/nodes", array(IntStream.range(0, nodes).boxed().toList()));
    return GlbSample.of(patched(sheet, patch), bin(sheet));
  }

  /** A sheet in so many materials, each of its own picture, which are all the same bytes. */
  public static byte[] pictured(int materials, int side) throws IOException {
    byte[] sheet = GlbSample.sheet(2);
    JsonObject document = GlbSample.document(sheet);
    int at = document.getJsonArray("bufferViews").getJsonObject(2).getInt("byteOffset");
    byte[] picture = Samples.blank(side);
    byte[] bin = Arrays.copyOf(bin(sheet), at + picture.length);
    System.arraycopy(picture, 0, bin, at, picture.length);
    JsonObject primitive = (JsonObject) document.getValue("/meshes/0/primitives/0");
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .replace("/bufferViews/2/byteLength", picture.length)
            .replace("/buffers/0/byteLength", bin.length)
            .replace("/images", repeated(materials, i -> object("bufferView", 2)))
            .replace("/textures", repeated(materials, i -> object("source", i)))
            .replace(
                "/materials",
                repeated(
                    materials,
                    i ->
                        Json.createObjectBuilder()
                            .add(
                                "pbrMetallicRoughness",
                                Json.createObjectBuilder()
                                    .add("baseColorTexture", object("index", i)))
                            .build()))
            .replace(
                "/meshes/0/primitives",
                repeated(
                    materials,
                    i -> Json.createObjectBuilder(primitive).add("material", i).build()));
    return GlbSample.of(patched(sheet, patch), bin);
  }

  /**
   * A sheet, and in a mesh that no node shows a strip of so many corners, all of them the first.
   */
  public static byte[] unshown(int corners) {
    byte[] sheet = GlbSample.sheet(SIDE);
    byte[] bin = bin(sheet);
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .replace("/buffers/0/byteLength", bin.length + corners)
            .add(
                "/bufferViews/-",
                Json.createObjectBuilder()
                    .add("buffer", 0)
                    .add("byteOffset", bin.length)
                    .add("byteLength", corners)
                    .build())
            .add(
                "/accessors/-",
                Json.createObjectBuilder()
                    .add("bufferView", 3)
                    .add("componentType", 5121)
                    .add("count", corners)
                    .add("type", "SCALAR")
                    .build())
            .add("/meshes/-", mesh(5, 5, 1));
    return GlbSample.of(patched(sheet, patch), Arrays.copyOf(bin, bin.length + corners));
  }

  /** A sheet, and in a mesh that no node shows primitives of a triangle and all its vertices. */
  public static byte[] sharing(int primitives) {
    byte[] sheet = GlbSample.sheet(SIDE);
    JsonObject index = (JsonObject) GlbSample.document(sheet).getValue("/accessors/4");
    JsonPatchBuilder patch =
        Json.createPatchBuilder()
            .add("/accessors/-", Json.createObjectBuilder(index).add("count", 3).build())
            .add("/meshes/-", mesh(5, 4, primitives));
    return GlbSample.of(patched(sheet, patch), bin(sheet));
  }

  private static JsonObject mesh(int indices, int mode, int primitives) {
    JsonObject primitive =
        Json.createObjectBuilder()
            .add("attributes", object("POSITION", 0))
            .add("indices", indices)
            .add("mode", mode)
            .build();
    return Json.createObjectBuilder()
        .add("primitives", repeated(primitives, i -> primitive))
        .build();
  }

  private static JsonObject object(String name, int value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  // Of tens of thousands: Json itself looks its provider up for each that it is asked for.
  private static JsonArray array(Collection<?> elements) {
    return Json.createArrayBuilder(elements).build();
  }

  private static JsonArray repeated(int times, IntFunction<JsonValue> element) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (int i = 0; i < times; i++) {
      array.add(element.apply(i));
    }
    return array.build();
  }

  private static String patched(byte[] glb, JsonPatchBuilder patch) {
    return patch.build().apply(GlbSample.document(glb)).toString();
  }

  private static byte[] bin(byte[] glb) {
    int json = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    return Arrays.copyOfRange(glb, 28 + json, glb.length);
  }
}
