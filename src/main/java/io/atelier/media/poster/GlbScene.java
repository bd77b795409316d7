package io.atelier.media.poster;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a binary glTF file into a scene, refusing what is too large or beyond plain glTF.
 *
 * <p>The file is mapped. Vertices are kept only where a corner is, each as often as a node shows
 * it, and pictures no larger than they will be seen; {@link #mostBytes} says what both take.
 */
final class GlbScene {
  private static final long MAX_BYTES = 128L << 20;
  private static final int MAX_TRIANGLES = 2_000_000;
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NODES = 100_000;
  private static final int MAX_VERTICES = 3_000_000;
  private static final int MAX_PICTURES = 500;
  private static final int MAX_PICTURE_BYTES = 32 << 20;

  /** As objects, its values take some twenty times as much. */
  private static final int MAX_JSON = 4 << 20;

  /** Each as it is kept, and once more while it is read, by its number. */
  private static final long BYTES_OF_A_VERTEX = 2 * 4 * Scene.STRIDE + 4;

  /** Numbers of vertices, as they are kept and in their order. */
  private static final long BYTES_OF_A_TRIANGLE = 2 * 4 * 3;

  /** What a texture takes beside itself: its smaller copies. */
  private static final double SMALLER_COPIES = 4.0 / 3;

  /** Of which each has a picture: colour, metalness and roughness, normals, glow. */
  private static final int TEXTURES_OF_A_MATERIAL = 4;

  private static final long BYTES_OF_A_VALUE = 20;

  private static final long MAX_PIXELS = 4096L * 4096;
  private static final int TEXTURE = 1024;

  /** Those that are kept of all pictures: two dozen large ones, or hundreds of small ones. */
  private static final long MAX_KEPT_PIXELS = 24L * TEXTURE * TEXTURE;

  private static final int TRIANGLES = 4;
  private static final float[] ONES = {1, 1, 1, 1};
  private static final float[] NONE = {0, 0, 0};

  private final JsonObject root;
  private final ByteBuffer bin;
  private final Scene scene = new Scene();
  private final Map<Integer, Texture> textures = new HashMap<>();
  private int triangles;
  private int vertices;
  private int nodes;
  private long pixels;

  private GlbScene(JsonObject root, ByteBuffer bin) {
    this.root = root;
    this.bin = bin;
  }

  /**
   * How much of the heap reading takes at most.
   *
   * @param triangles as drawn
   * @param materials that the file defines
   * @param bytes of the file
   */
  static long mostBytes(long triangles, long materials, long bytes) {
    long drawn = Math.min(triangles, MAX_TRIANGLES);
    long corners = Math.min(3 * drawn, MAX_VERTICES);
    long pixels = Math.min(TEXTURES_OF_A_MATERIAL * materials * TEXTURE * TEXTURE, MAX_KEPT_PIXELS);
    return corners * BYTES_OF_A_VERTEX
        + drawn * BYTES_OF_A_TRIANGLE
        + (long) (4 * pixels * SMALLER_COPIES)
        + BYTES_OF_A_VALUE * Math.min(bytes, MAX_JSON)
        + 2 * Math.min(bytes, MAX_PICTURE_BYTES); // coded, and what its reader keeps of it
  }

  static Scene read(Path file) throws IOException {
    try (FileInputStream in = new FileInputStream(file.toFile());
        FileChannel channel = in.getChannel()) {
      if (channel.size() > MAX_BYTES) {
        throw new IOException("a model of more than 128 MiB is not pictured");
      }
      return read(
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
              .order(ByteOrder.LITTLE_ENDIAN));
    } catch (RuntimeException e) {
      // Whatever index, length or type was wrong: it is the file's fault.
      throw new IOException("not a binary glTF that can be pictured: " + e, e);
    }
  }

  private static Scene read(ByteBuffer file) throws IOException {
    int json = file.getInt(12);
    if (json > MAX_JSON) {
      throw new IOException("its JSON is longer than 4 MiB");
    }
    byte[] text = new byte[json];
    file.get(20, text);
    JsonObject root;
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(text))) {
      root = reader.readObject();
    }
    if (root.containsKey("extensionsRequired")) {
      throw new IOException("it requires extensions: " + root.getJsonArray("extensionsRequired"));
    }
    int start = 20 + json + 8;
    ByteBuffer bin = file.slice(start, file.limit() - start).order(ByteOrder.LITTLE_ENDIAN);
    GlbScene reader = new GlbScene(root, bin);
    JsonObject first = root.getJsonArray("scenes").getJsonObject(root.getInt("scene", 0));
    for (JsonNumber node : first.getJsonArray("nodes").getValuesAs(JsonNumber.class)) {
      reader.node(node.intValue(), Placement.HERE, 0);
    }
    if (reader.scene.isEmpty()) {
      throw new IOException("nothing is in it");
    }
    return reader.scene;
  }

  private void node(int index, Placement parent, int depth) throws IOException {
    if (depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      throw new IOException("its nodes are nested too deep or are too many");
    }
    JsonObject node = root.getJsonArray("nodes").getJsonObject(index);
    Placement placed = Placement.of(node).in(parent);
    if (node.containsKey("mesh")) {
      JsonObject mesh = root.getJsonArray("meshes").getJsonObject(node.getInt("mesh"));
      for (JsonObject primitive : mesh.getJsonArray("primitives").getValuesAs(JsonObject.class)) {
        primitive(primitive, placed);
      }
    }
    if (node.containsKey("children")) {
      for (JsonNumber child : node.getJsonArray("children").getValuesAs(JsonNumber.class)) {
        node(child.intValue(), placed, depth + 1);
      }
    }
  }

  private void primitive(JsonObject primitive, Placement placed) throws IOException {
    if (primitive.getInt("mode", TRIANGLES) != TRIANGLES) {
      return;
    }
    JsonObject attributes = primitive.getJsonObject("attributes");
    int position = attributes.getInt("POSITION");
    int count = root.getJsonArray("accessors").getJsonObject(position).getInt("count");
    boolean indexed = primitive.containsKey("indices");
    int index = indexed ? primitive.getInt("indices") : position;
    triangles += root.getJsonArray("accessors").getJsonObject(index).getInt("count") / 3;
    if (triangles > MAX_TRIANGLES) {
      throw new IOException("it has more than " + MAX_TRIANGLES + " triangles");
    }
    int[] corners = indexed ? integers(index) : IntStream.range(0, count / 3 * 3).toArray();
    for (int corner : corners) {
      Objects.checkIndex(corner, count);
    }
    int[] used = Corners.renumbered(corners);
    vertices += used.length;
    if (vertices > MAX_VERTICES) {
      throw new IOException("it shows more than " + MAX_VERTICES + " vertices");
    }
    float[] placedVertices = new float[used.length * Scene.STRIDE];
    Vertices into = new Vertices(placedVertices, corners, placed);
    into.positions(floats(position, 3, used));
    into.normals(floats(attributes, "NORMAL", 3, used));
    into.tangents(floats(attributes, "TANGENT", 4, used));
    into.coordinates(floats(attributes, "TEXCOORD_0", 2, used));
    Surface surface =
        primitive.containsKey("material")
            ? surface(root.getJsonArray("materials").getJsonObject(primitive.getInt("material")))
            : new Surface(ONES, 1, 1, NONE, null, null, null, null);
    scene.add(new Scene.Batch(placedVertices, corners, surface));
  }

  private float @Nullable [] floats(JsonObject attributes, String name, int components, int[] used)
      throws IOException {
    return attributes.containsKey(name) ? floats(attributes.getInt(name), components, used) : null;
  }

  /** The numbers of these vertices. */
  private float[] floats(int accessorIndex, int components, int[] used) throws IOException {
    JsonObject accessor = root.getJsonArray("accessors").getJsonObject(accessorIndex);
    if (accessor.getInt("componentType") != 5126 || !accessor.containsKey("bufferView")) {
      throw new IOException("its vertices are compressed");
    }
    JsonObject view = view(accessor);
    int stride = view.getInt("byteStride", components * 4);
    int at = view.getInt("byteOffset", 0) + accessor.getInt("byteOffset", 0);
    int count = accessor.getInt("count");
    float[] floats = new float[used.length * components];
    for (int i = 0; i < used.length; i++) {
      Objects.checkIndex(used[i], count);
      for (int k = 0; k < components; k++) {
        floats[i * components + k] = bin.getFloat(at + used[i] * stride + 4 * k);
      }
    }
    return floats;
  }

  private int[] integers(int accessorIndex) throws IOException {
    JsonObject accessor = root.getJsonArray("accessors").getJsonObject(accessorIndex);
    int at = view(accessor).getInt("byteOffset", 0) + accessor.getInt("byteOffset", 0);
    int count = accessor.getInt("count");
    int type = accessor.getInt("componentType");
    if (count > 3 * MAX_TRIANGLES) {
      throw new IOException("it has more than " + MAX_TRIANGLES + " triangles");
    }
    int[] integers = new int[count / 3 * 3];
    for (int i = 0; i < integers.length; i++) {
      integers[i] =
          switch (type) {
            case 5121 -> bin.get(at + i) & 0xff;
            case 5123 -> bin.getShort(at + 2 * i) & 0xffff;
            default -> bin.getInt(at + 4 * i);
          };
    }
    return integers;
  }

  private JsonObject view(JsonObject accessor) {
    return root.getJsonArray("bufferViews").getJsonObject(accessor.getInt("bufferView"));
  }

  private Surface surface(JsonObject material) throws IOException {
    JsonObject pbr = object(material, "pbrMetallicRoughness");
    return new Surface(
        numbers(pbr, "baseColorFactor", ONES),
        (float) number(pbr, "metallicFactor", 1),
        (float) number(pbr, "roughnessFactor", 1),
        numbers(material, "emissiveFactor", NONE),
        texture(pbr, "baseColorTexture"),
        texture(pbr, "metallicRoughnessTexture"),
        texture(material, "normalTexture"),
        texture(material, "emissiveTexture"));
  }

  private @Nullable Texture texture(JsonObject of, String name) throws IOException {
    if (!of.containsKey(name)) {
      return null;
    }
    int index = of.getJsonObject(name).getInt("index");
    int source = root.getJsonArray("textures").getJsonObject(index).getInt("source");
    Texture texture = textures.get(source);
    if (texture == null) {
      if (textures.size() == MAX_PICTURES) {
        throw new IOException("it has more than " + MAX_PICTURES + " pictures");
      }
      texture = decoded(root.getJsonArray("images").getJsonObject(source));
      textures.put(source, texture);
    }
    return texture;
  }

  private Texture decoded(JsonObject image) throws IOException {
    JsonObject view = root.getJsonArray("bufferViews").getJsonObject(image.getInt("bufferView"));
    int length = view.getInt("byteLength");
    if (length > MAX_PICTURE_BYTES) {
      throw new IOException("a texture is longer than 32 MiB");
    }
    byte[] picture = new byte[length];
    bin.get(view.getInt("byteOffset", 0), picture);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("a texture is neither PNG nor JPEG");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return new Texture(decoded(reader));
      } finally {
        reader.dispose();
      }
    }
  }

  /** No larger than it will be seen. */
  private BufferedImage decoded(ImageReader reader) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MAX_PIXELS) {
      throw new IOException("a texture has more than 4096 × 4096 pixels");
    }
    var param = reader.getDefaultReadParam();
    int step = Math.ceilDiv(Math.max(width, height), TEXTURE);
    pixels += (long) Math.ceilDiv(width, step) * Math.ceilDiv(height, step);
    if (pixels > MAX_KEPT_PIXELS) {
      throw new IOException("its pictures have more than " + MAX_KEPT_PIXELS + " pixels");
    }
    param.setSourceSubsampling(step, step, 0, 0);
    return reader.read(0, param);
  }

  private static JsonObject object(JsonObject of, String name) {
    return of.containsKey(name) ? of.getJsonObject(name) : JsonObject.EMPTY_JSON_OBJECT;
  }

  private static double number(JsonObject of, String name, double otherwise) {
    return of.containsKey(name) ? of.getJsonNumber(name).doubleValue() : otherwise;
  }

  static float[] numbers(JsonObject of, String name, float[] otherwise) {
    if (!of.containsKey(name)) {
      return otherwise;
    }
    JsonArray array = of.getJsonArray(name);
    float[] numbers = new float[array.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) array.getJsonNumber(i).doubleValue();
    }
    return numbers;
  }
}
