package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.BakedMaps;
import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Primitive;
import io.atelier.provider.procedural.model.mesh.Vec3;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a model as binary glTF 2.0: one buffer with vertices, indices and pictures, a material per
 * finish, a node per part.
 *
 * <p>Metalness, roughness and occlusion share one picture. Plain glTF: no extension, nothing
 * compressed beyond the pictures, so that every loader reads it.
 */
final class Glb {
  private static final int MAGIC = 0x46546c67;
  private static final int JSON_CHUNK = 0x4e4f534a;
  private static final int BIN_CHUNK = 0x004e4942;
  private static final int ARRAY_BUFFER = 34962;
  private static final int ELEMENT_ARRAY_BUFFER = 34963;
  private static final int FLOAT = 5126;
  private static final int UNSIGNED_SHORT = 5123;
  private static final int UNSIGNED_INT = 5125;
  private static final int MAPS = 3;

  private final ByteArrayOutputStream bin = new ByteArrayOutputStream();
  private final JsonArrayBuilder views = Json.createArrayBuilder();
  private final JsonArrayBuilder accessors = Json.createArrayBuilder();
  private final JsonArrayBuilder images = Json.createArrayBuilder();
  private final JsonArrayBuilder textures = Json.createArrayBuilder();
  private final JsonArrayBuilder materials = Json.createArrayBuilder();
  private final List<Finish> finishes = new ArrayList<>();
  private int viewCount;
  private int accessorCount;

  private Glb() {}

  /** Writes the file, replacing what is at the path. */
  static void write(Model model, Path file) throws IOException {
    Glb glb = new Glb();
    byte[] json = glb.document(model).getBytes(StandardCharsets.UTF_8);
    glb.align();
    int jsonLength = json.length + 3 & ~3;
    int total = 12 + 8 + jsonLength + 8 + glb.bin.size();
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(words(MAGIC, 2, total, jsonLength, JSON_CHUNK));
      out.write(json);
      out.write("   ".getBytes(StandardCharsets.US_ASCII), 0, jsonLength - json.length);
      out.write(words(glb.bin.size(), BIN_CHUNK));
      glb.bin.writeTo(out);
    }
  }

  private static byte[] words(int... words) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asIntBuffer().put(words);
    return bytes.array();
  }

  private String document(Model model) throws IOException {
    JsonArrayBuilder meshes = Json.createArrayBuilder();
    JsonArrayBuilder nodes = Json.createArrayBuilder();
    JsonArrayBuilder children = Json.createArrayBuilder();
    List<Model.Part> parts = model.parts();
    for (int i = 0; i < parts.size(); i++) {
      meshes.add(mesh(parts.get(i)));
      nodes.add(node(parts.get(i), i));
      children.add(i);
    }
    nodes.add(Json.createObjectBuilder().add("name", model.name()).add("children", children));
    for (Finish finish : finishes) {
      material(finish);
    }
    align();
    return Json.createObjectBuilder()
        .add("asset", Json.createObjectBuilder().add("version", "2.0").add("generator", "Atelier"))
        .add("scene", 0)
        .add(
            "scenes",
            array(
                Json.createObjectBuilder()
                    .add("nodes", Json.createArrayBuilder().add(parts.size()))))
        .add("nodes", nodes)
        .add("meshes", meshes)
        .add("materials", materials)
        .add("textures", textures)
        .add("images", images)
        .add("samplers", array(sampler()))
        .add("accessors", accessors)
        .add("bufferViews", views)
        .add("buffers", array(Json.createObjectBuilder().add("byteLength", bin.size())))
        .build()
        .toString();
  }

  private static JsonArrayBuilder array(JsonObjectBuilder only) {
    return Json.createArrayBuilder().add(only);
  }

  /** Trilinear, repeating. */
  private static JsonObjectBuilder sampler() {
    return Json.createObjectBuilder()
        .add("magFilter", 9729)
        .add("minFilter", 9987)
        .add("wrapS", 10497)
        .add("wrapT", 10497);
  }

  private static JsonObjectBuilder node(Model.Part part, int mesh) {
    JsonObjectBuilder node = Json.createObjectBuilder().add("name", part.name()).add("mesh", mesh);
    Vec3 at = part.pivot();
    if (at.length() > 0) {
      node.add(
          "translation",
          Json.createArrayBuilder().add(number(at.x())).add(number(at.y())).add(number(at.z())));
    }
    return node;
  }

  private JsonObjectBuilder mesh(Model.Part part) {
    JsonArrayBuilder primitives = Json.createArrayBuilder();
    part.meshes().forEach((finish, mesh) -> primitives.add(primitive(finish, mesh)));
    return Json.createObjectBuilder().add("name", part.name()).add("primitives", primitives);
  }

  private JsonObjectBuilder primitive(Finish finish, Mesh mesh) {
    if (!finishes.contains(finish)) {
      finishes.add(finish);
    }
    Primitive primitive = Primitive.of(mesh);
    int view = view(primitive.interleaved().array(), ARRAY_BUFFER, Primitive.FLOATS * 4);
    int count = primitive.vertexCount();
    float[][] bounds = primitive.bounds();
    JsonObjectBuilder attributes = Json.createObjectBuilder();
    attributes.add(
        "POSITION",
        accessor(
            accessorOf(view, 0, FLOAT, count, "VEC3")
                .add("min", numbers(bounds[0]))
                .add("max", numbers(bounds[1]))));
    attributes.add("NORMAL", accessor(accessorOf(view, 12, FLOAT, count, "VEC3")));
    attributes.add("TANGENT", accessor(accessorOf(view, 24, FLOAT, count, "VEC4")));
    attributes.add("TEXCOORD_0", accessor(accessorOf(view, 40, FLOAT, count, "VEC2")));
    return Json.createObjectBuilder()
        .add("attributes", attributes)
        .add("indices", indices(primitive.indices(), count))
        .add("material", finishes.indexOf(finish));
  }

  private int indices(int[] indices, int vertices) {
    boolean wide = vertices > 0xffff;
    ByteBuffer bytes =
        ByteBuffer.allocate(indices.length * (wide ? 4 : 2)).order(ByteOrder.LITTLE_ENDIAN);
    for (int index : indices) {
      if (wide) {
        bytes.putInt(index);
      } else {
        bytes.putShort((short) index);
      }
    }
    int view = view(bytes.array(), ELEMENT_ARRAY_BUFFER, 0);
    int type = wide ? UNSIGNED_INT : UNSIGNED_SHORT;
    return accessor(accessorOf(view, 0, type, indices.length, "SCALAR"));
  }

  private static JsonObjectBuilder accessorOf(
      int view, int offset, int component, int count, String type) {
    return Json.createObjectBuilder()
        .add("bufferView", view)
        .add("byteOffset", offset)
        .add("componentType", component)
        .add("count", count)
        .add("type", type);
  }

  private int accessor(JsonObjectBuilder accessor) {
    accessors.add(accessor);
    return accessorCount++;
  }

  private void material(Finish finish) throws IOException {
    int first = viewOfMaps(finish);
    JsonObjectBuilder material =
        Json.createObjectBuilder()
            .add("name", finish.name())
            .add(
                "pbrMetallicRoughness",
                Json.createObjectBuilder()
                    .add("baseColorTexture", texture(first))
                    .add("metallicRoughnessTexture", texture(first + 2)))
            .add("normalTexture", texture(first + 1))
            .add("occlusionTexture", texture(first + 2));
    Finish.Glow glow = finish.glow();
    if (!glow.equals(Finish.Glow.NONE)) {
      material.add("emissiveFactor", numbers(new float[] {glow.red(), glow.green(), glow.blue()}));
    }
    materials.add(material);
  }

  /** Adds the three pictures of a finish and their textures; the number of the first. */
  private int viewOfMaps(Finish finish) throws IOException {
    BakedMaps maps = finish.bake();
    int first = finishes.indexOf(finish) * MAPS;
    image(finish.name() + " base color", maps.baseColor(), "image/jpeg");
    image(finish.name() + " normal", maps.normal(), "image/png");
    image(finish.name() + " occlusion roughness metalness", maps.orm(), "image/png");
    for (int i = 0; i < MAPS; i++) {
      textures.add(Json.createObjectBuilder().add("sampler", 0).add("source", first + i));
    }
    return first;
  }

  private void image(String name, byte[] bytes, String type) {
    images.add(
        Json.createObjectBuilder()
            .add("name", name)
            .add("bufferView", view(bytes, 0, 0))
            .add("mimeType", type));
  }

  private static JsonObjectBuilder texture(int index) {
    return Json.createObjectBuilder().add("index", index);
  }

  private int view(byte[] bytes, int target, int stride) {
    align();
    JsonObjectBuilder view =
        Json.createObjectBuilder()
            .add("buffer", 0)
            .add("byteOffset", bin.size())
            .add("byteLength", bytes.length);
    if (stride > 0) {
      view.add("byteStride", stride);
    }
    if (target > 0) {
      view.add("target", target);
    }
    views.add(view);
    bin.writeBytes(bytes);
    return viewCount++;
  }

  private void align() {
    while (bin.size() % 4 != 0) {
      bin.write(0);
    }
  }

  private static JsonArrayBuilder numbers(float[] numbers) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    for (float number : numbers) {
      array.add(number(number));
    }
    return array;
  }

  /** As a float is written, so that bounds are exactly what the buffer holds. */
  private static BigDecimal number(double number) {
    return new BigDecimal(Double.toString((float) number));
  }
}
