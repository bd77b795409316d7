package io.atelier.simulated;

import io.atelier.provider.procedural.texture.TextureSynthesizer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * A ring as GLB, of about so many triangles, whose surface is of the prompt; with PBR it has maps
 * of metalness with roughness and of normals beside that of its colours.
 */
record Ring(String prompt, int triangles, SimulatedMedia.Surface surface) {
  private static final int MAP = 256;
  private static final int VERTEX_BYTES = 32;
  // More of them is the same ring once more, so that even millions are a small file.
  private static final int MOST_IN_A_MESH = 100_000;
  private static final double RADIUS = 0.35;
  private static final double THICKNESS = 0.15;

  byte[] glb() {
    int copies = 1 + triangles / MOST_IN_A_MESH;
    int around = Math.max(3, (int) Math.sqrt(triangles / copies));
    int across = Math.max(3, triangles / copies / 2 / around);
    int vertices = (around + 1) * (across + 1);
    int indices = around * across * 6;
    List<byte[]> maps = maps();
    int length = vertices * VERTEX_BYTES + indices * 4;
    StringBuilder views =
        new StringBuilder(
            "{'buffer':0,'byteLength':%d,'byteStride':32,'target':34962},"
                    .formatted(vertices * VERTEX_BYTES)
                + "{'buffer':0,'byteOffset':%d,'byteLength':%d,'target':34963}"
                    .formatted(vertices * VERTEX_BYTES, indices * 4));
    StringBuilder images = new StringBuilder();
    StringBuilder textures = new StringBuilder();
    for (int i = 0; i < maps.size(); i++) {
      views.append(
          ",{'buffer':0,'byteOffset':%d,'byteLength':%d}".formatted(length, maps.get(i).length));
      images.append(i == 0 ? "" : ",");
      images.append("{'bufferView':%d,'mimeType':'image/png'}".formatted(i + 2));
      textures.append(i == 0 ? "" : ",").append("{'source':%d}".formatted(i));
      length += (maps.get(i).length + 3) / 4 * 4;
    }
    ByteBuffer bin = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    vertices(bin, around, across);
    indices(bin, around, across);
    for (byte[] map : maps) {
      bin.put(map).position((bin.position() + 3) / 4 * 4);
    }
    String json =
        "{'asset':{'version':'2.0','generator':'simulated'},'scene':0,'scenes':[{'nodes':"
            + IntStream.range(0, copies).boxed().toList()
            + "}],'nodes':["
            + String.join(",", Collections.nCopies(copies, "{'mesh':0}"))
            + "],'meshes':[{'primitives':[{'attributes':{'POSITION':0,"
            + "'NORMAL':1,'TEXCOORD_0':2},'indices':3,'material':0}]}],'materials':["
            + material()
            + "],"
            + (maps.isEmpty() ? "" : "'textures':[" + textures + "],'images':[" + images + "],")
            + "'accessors':["
            + accessor(0, vertices, "VEC3", ",'min':[-0.5,-0.15,-0.5],'max':[0.5,0.15,0.5]")
            + accessor(12, vertices, "VEC3", "")
            + accessor(24, vertices, "VEC2", "")
            + "{'bufferView':1,'componentType':5125,'count':%d,'type':'SCALAR'}],"
                .formatted(indices)
            + "'bufferViews':["
            + views
            + "],'buffers':[{'byteLength':"
            + length
            + "}]}";
    return chunked(json.replace('\'', '"'), bin.array());
  }

  private String material() {
    return switch (surface) {
      case BARE -> "{'pbrMetallicRoughness':{'metallicFactor':0}}";
      case COLOURED ->
          "{'pbrMetallicRoughness':{'baseColorTexture':{'index':0},'metallicFactor':0}}";
      case PBR ->
          "{'pbrMetallicRoughness':{'baseColorTexture':{'index':0},"
              + "'metallicRoughnessTexture':{'index':1}},'normalTexture':{'index':2}}";
    };
  }

  private static String accessor(int offset, int count, String type, String more) {
    return "{'bufferView':0,'byteOffset':%d,'componentType':5126,'count':%d,'type':'%s'%s},"
        .formatted(offset, count, type, more);
  }

  private static void vertices(ByteBuffer bin, int around, int across) {
    for (int i = 0; i <= around; i++) {
      for (int k = 0; k <= across; k++) {
        double u = 2 * Math.PI * (i % around) / around;
        double v = 2 * Math.PI * (k % across) / across;
        double[] normal = {Math.cos(v) * Math.cos(u), Math.sin(v), Math.cos(v) * Math.sin(u)};
        bin.putFloat((float) (RADIUS * Math.cos(u) + THICKNESS * normal[0]))
            .putFloat((float) (THICKNESS * normal[1]))
            .putFloat((float) (RADIUS * Math.sin(u) + THICKNESS * normal[2]));
        for (double each : normal) {
          bin.putFloat((float) each);
        }
        bin.putFloat((float) i / around).putFloat((float) k / across);
      }
    }
  }

  private static void indices(ByteBuffer bin, int around, int across) {
    for (int i = 0; i < around; i++) {
      for (int k = 0; k < across; k++) {
        int a = i * (across + 1) + k;
        int b = a + across + 1;
        bin.putInt(a).putInt(a + 1).putInt(b).putInt(b).putInt(a + 1).putInt(b + 1);
      }
    }
  }

  private List<byte[]> maps() {
    List<byte[]> maps = new ArrayList<>();
    if (surface != SimulatedMedia.Surface.BARE) {
      maps.add(png(colours()));
    }
    if (surface == SimulatedMedia.Surface.PBR) {
      maps.add(png(plain(new Color(0, 90, 255))));
      maps.add(png(plain(new Color(128, 128, 255))));
    }
    return maps;
  }

  private BufferedImage colours() {
    try {
      return TextureSynthesizer.render(prompt, 2 * MAP);
    } catch (InterruptedIOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage plain(Color color) {
    BufferedImage picture = new BufferedImage(MAP, MAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(color);
    pen.fillRect(0, 0, MAP, MAP);
    pen.dispose();
    return picture;
  }

  private static byte[] png(BufferedImage picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] chunked(String json, byte[] bin) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 3) / 4 * 4;
    ByteBuffer glb = ByteBuffer.allocate(28 + padded + bin.length).order(ByteOrder.LITTLE_ENDIAN);
    glb.putInt(0x46546c67).putInt(2).putInt(glb.capacity()).putInt(padded).putInt(0x4e4f534a);
    glb.put(text);
    while (glb.position() < 20 + padded) {
      glb.put((byte) ' ');
    }
    return glb.putInt(bin.length).putInt(0x004e4942).put(bin).array();
  }
}
