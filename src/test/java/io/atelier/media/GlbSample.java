package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** A bumpy sheet as a GLB with every attribute and map a PBR model has, built for tests. */
public final class GlbSample {
  private final int side;
  private final String positionExtra;

  private GlbSample(int side, String positionExtra) {
    this.side = side;
    this.positionExtra = positionExtra;
  }

  /** A sheet of side x side squares, of two triangles each. */
  public static byte[] sheet(int side) {
    return new GlbSample(side, "").file("{}");
  }

  /** The same, with members added to the document's primitive. */
  static byte[] sheetWith(int side, String primitiveMembers) {
    return new GlbSample(side, primitiveMembers).file("{}");
  }

  /** The same, its three maps each in a material of its own. */
  public static byte[] ofThreeMaterials(int side) {
    byte[] sheet = sheet(side);
    int bin = 28 + ByteBuffer.wrap(sheet).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    String document =
        Json.createPatchBuilder()
            .replace(
                "/materials",
                json(
                    "[{'pbrMetallicRoughness':{'baseColorTexture':{'index':0}}},"
                        + "{'pbrMetallicRoughness':{'metallicRoughnessTexture':{'index':0}}},"
                        + "{'normalTexture':{'index':0}}]"))
            .build()
            .apply(document(sheet))
            .toString();
    return of(document, Arrays.copyOfRange(sheet, bin, sheet.length));
  }

  /** A document without a scene, and beside it pictures, all of the same length. */
  static byte[] ofPictures(byte[][] pictures) {
    StringBuilder views = new StringBuilder();
    StringBuilder images = new StringBuilder();
    int at = 0;
    for (byte[] picture : pictures) {
      String comma = at == 0 ? "" : ",";
      views.append(comma).append("{'buffer':0,'byteOffset':%d,".formatted(at));
      images.append(comma).append("{'bufferView':%d}".formatted(at / picture.length));
      views.append("'byteLength':%d}".formatted(picture.length));
      at += picture.length;
    }
    byte[] bin = new byte[at];
    for (int i = 0; i < pictures.length; i++) {
      System.arraycopy(pictures[i], 0, bin, i * pictures[i].length, pictures[i].length);
    }
    String document =
        "{'asset':{'version':'2.0'},'buffers':[{'byteLength':%d}],'bufferViews':[%s],'images':[%s]}"
            .formatted(at, views, images);
    return of(document.replace('\'', '"'), bin);
  }

  /** The same, with a morph target. */
  public static byte[] morphing(int side) {
    return sheetWith(side, ",'targets':[{'POSITION':0}]");
  }

  /** The same, all of it bound to one joint (glTF 2.0, section 3.7.3). */
  public static byte[] skinned(int side) {
    byte[] sheet = sheet(side);
    int vertices = (side + 1) * (side + 1);
    int at = 28 + ByteBuffer.wrap(sheet).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    int length = sheet.length - at;
    ByteBuffer bin = ByteBuffer.allocate(length + 20 * vertices).order(ByteOrder.LITTLE_ENDIAN);
    bin.put(sheet, at, length);
    for (int i = 0; i < vertices; i++) {
      bin.putFloat(length + 4 * vertices + 16 * i, 1);
    }
    String document =
        Json.createPatchBuilder()
            .replace("/buffers/0/byteLength", bin.capacity())
            .add("/bufferViews/-", view(length, 4 * vertices))
            .add("/bufferViews/-", view(length + 4 * vertices, 16 * vertices))
            .add("/accessors/-", quadruples(3, 5121, vertices))
            .add("/accessors/-", quadruples(4, 5126, vertices))
            .add("/meshes/0/primitives/0/attributes/JOINTS_0", 5)
            .add("/meshes/0/primitives/0/attributes/WEIGHTS_0", 6)
            .add("/nodes/0/skin", 0)
            .add("/nodes/-", JsonValue.EMPTY_JSON_OBJECT)
            .add("/scenes/0/nodes/-", 1)
            .add("/skins", json("[{'joints':[1]}]"))
            .build()
            .apply(document(sheet))
            .toString();
    return of(document, bin.array());
  }

  private static JsonValue view(int offset, int length) {
    return json(
        "{'buffer':0,'byteOffset':%d,'byteLength':%d,'target':34962}".formatted(offset, length));
  }

  private static JsonValue quadruples(int view, int component, int count) {
    return json(
        "{'bufferView':%d,'componentType':%d,'count':%d,'type':'VEC4'}"
            .formatted(view, component, count));
  }

  private static JsonValue json(String text) {
    try (var reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readValue();
    }
  }

  static byte[] of(String json, byte[] bin) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 3) / 4 * 4;
    ByteBuffer glb = ByteBuffer.allocate(28 + padded + (bin.length + 3) / 4 * 4);
    glb.order(ByteOrder.LITTLE_ENDIAN).putInt(0x46546c67).putInt(2).putInt(glb.capacity());
    glb.putInt(padded).putInt(0x4e4f534a).put(text);
    for (int i = text.length; i < padded; i++) {
      glb.put((byte) ' ');
    }
    glb.putInt((bin.length + 3) / 4 * 4).putInt(0x004e4942).put(bin);
    return glb.array();
  }

  private byte[] file(String extras) {
    int vertices = (side + 1) * (side + 1);
    int indices = side * side * 6;
    byte[] picture = picture();
    int pictureAt = vertices * 48 + indices * 4;
    ByteBuffer bin = ByteBuffer.allocate(pictureAt + picture.length).order(ByteOrder.LITTLE_ENDIAN);
    vertices(bin);
    String bounds = bounds(bin.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip());
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int a = y * (side + 1) + x;
        bin.putInt(a).putInt(a + side + 1).putInt(a + 1);
        bin.putInt(a + 1).putInt(a + side + 1).putInt(a + side + 2);
      }
    }
    bin.put(picture);
    String views =
        "{'buffer':0,'byteOffset':0,'byteLength':%d,'byteStride':48,'target':34962},"
                .formatted(vertices * 48)
            + "{'buffer':0,'byteOffset':%d,'byteLength':%d,'target':34963},"
                .formatted(vertices * 48, indices * 4)
            + "{'buffer':0,'byteOffset':%d,'byteLength':%d}".formatted(pictureAt, picture.length);
    String accessors =
        accessor(0, vertices, "VEC3", bounds)
            + accessor(12, vertices, "VEC3", "")
            + accessor(24, vertices, "VEC2", "")
            + accessor(32, vertices, "VEC4", "")
            + "{'bufferView':1,'componentType':5125,'count':%d,'type':'SCALAR'}".formatted(indices);
    return of(
        ("{'asset':{'version':'2.0'},'scene':0,'scenes':[{'nodes':[0]}],'nodes':[{'mesh':0}],"
                + "'meshes':[{'primitives':[{'attributes':{'POSITION':0,'NORMAL':1,'TEXCOORD_0':2,"
                + "'TANGENT':3},'indices':4,'material':0"
                + positionExtra
                + "}]}],'materials':[{'pbrMetallicRoughness':{'baseColorTexture':{'index':0},"
                + "'metallicRoughnessTexture':{'index':0}},'normalTexture':{'index':0}}],"
                + "'textures':[{'source':0}],'images':[{'bufferView':2,'mimeType':'image/png'}],"
                + "'accessors':["
                + accessors
                + "],'bufferViews':["
                + views
                + "],'buffers':[{'byteLength':"
                + bin.capacity()
                + "}],'extras':"
                + extras
                + "}")
            .replace('\'', '"'),
        bin.array());
  }

  private static String bounds(ByteBuffer bin) {
    float least = 1;
    float most = -1;
    for (int at = 8; at < bin.limit(); at += 48) {
      least = Math.min(least, bin.getFloat(at));
      most = Math.max(most, bin.getFloat(at));
    }
    return ",'min':[0,0,%s],'max':[1,1,%s]".formatted((double) least, (double) most);
  }

  private static String accessor(int offset, int count, String type, String more) {
    return "{'bufferView':0,'byteOffset':%d,'componentType':5126,'count':%d,'type':'%s'%s},"
        .formatted(offset, count, type, more);
  }

  private void vertices(ByteBuffer bin) {
    for (int y = 0; y <= side; y++) {
      for (int x = 0; x <= side; x++) {
        float u = (float) x / side;
        float v = (float) y / side;
        bin.putFloat(u).putFloat(v).putFloat((float) (0.05 * Math.sin(u * 9) * Math.cos(v * 7)));
        bin.putFloat(0).putFloat(0).putFloat(1);
        bin.putFloat(u).putFloat(v);
        bin.putFloat(1).putFloat(0).putFloat(0).putFloat(1);
      }
    }
  }

  private static byte[] picture() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(Pictures.of(4, 4, (x, y) -> 0x8080ff), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The document of a GLB. */
  static JsonObject document(byte[] glb) {
    int length = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    String text = new String(glb, 20, length, StandardCharsets.UTF_8);
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
