package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Files of every format: real ones of src/test/resources/media, and others built on the spot. */
public final class FormatSamples {
  static final String GLSL =
      """
      #version 300 es
      precision highp float;
      in vec2 uv; /* it's fine */
      out vec4 colour;
      void main() { colour = vec4(uv, 0.0, 1.0); }
      """;

  static final String WGSL =
      """
      // a triangle
      @vertex
      fn corner(@builtin(vertex_index) i: u32) -> @builtin(position) vec4<f32> {
        return vec4<f32>(f32(i) - 1.0, f32(i & 1u), 0.0, 1.0);
      }
      """;

  static final String GLTF =
      """
      {"asset":{"version":"2.0"},"buffers":[{"byteLength":3,"uri":"data:;base64,AAAA"}]}""";

  /** A file, and what it is. */
  public record Sample(String name, FileFormat format, byte[] bytes) {
    @Override
    public String toString() {
      return name;
    }
  }

  private FormatSamples() {}

  public static List<Sample> all() throws IOException {
    return List.of(
        new Sample("png", FileFormat.PNG, Samples.png(9, 9)),
        new Sample("jpeg", FileFormat.JPEG, written("jpg")),
        resource("progressive.jpg", FileFormat.JPEG),
        resource("photo.webp", FileFormat.WEBP),
        resource("lossless.webp", FileFormat.WEBP),
        resource("photo.avif", FileFormat.AVIF),
        new Sample("gif", FileFormat.GIF, written("gif")),
        resource("clip.mp4", FileFormat.MP4),
        resource("fragmented.mp4", FileFormat.MP4),
        resource("clip.webm", FileFormat.WEBM),
        resource("tone.mp3", FileFormat.MP3),
        resource("bare.mp3", FileFormat.MP3),
        new Sample("wav", FileFormat.WAV, Samples.wav(50)),
        resource("tone.ogg", FileFormat.OGG),
        resource("opus.ogg", FileFormat.OGG),
        resource("tone.m4a", FileFormat.M4A),
        resource("sound.mp4", FileFormat.M4A),
        resource("tone.flac", FileFormat.FLAC),
        new Sample("glb", FileFormat.GLB, glb("{\"asset\":{\"version\":\"2.0\"}}")),
        new Sample("model.glb", FileFormat.GLB, GlbSample.sheet(3)),
        new Sample("gltf", FileFormat.GLTF, utf8(GLTF)),
        new Sample("ktx2", FileFormat.KTX2, ktx2(4)),
        resource("sky.hdr", FileFormat.HDR),
        resource("sky.exr", FileFormat.EXR),
        new Sample("glsl", FileFormat.GLSL, utf8(GLSL)),
        new Sample("wgsl", FileFormat.WGSL, utf8(WGSL)),
        new Sample("zip", FileFormat.ZIP, zip("a.txt", "b/c.bin")),
        new Sample("empty zip", FileFormat.ZIP, zip()),
        new Sample("json", FileFormat.JSON, utf8(" {\"lights\":[1,2.5e3,true,null,\"ü\\n\"]}\n")),
        new Sample("wasm", FileFormat.WASM, wasm()));
  }

  static Sample resource(String name, FileFormat format) throws IOException {
    return new Sample(name, format, resource(name));
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = FormatSamples.class.getResourceAsStream("/media/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  private static byte[] written(String format) throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 256; i++) {
      image.setRGB(i % 16, i / 16, i * 0x010203);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, out)) {
      throw new IllegalStateException("no writer of " + format);
    }
    return out.toByteArray();
  }

  /** A binary glTF of a JSON chunk and a binary one. */
  static byte[] glb(String json) {
    byte[] text = utf8(json + " ".repeat((4 - json.length() % 4) % 4));
    ByteBuffer glb =
        ByteBuffer.allocate(12 + 8 + text.length + 8 + 4).order(ByteOrder.LITTLE_ENDIAN);
    glb.put(utf8("glTF")).putInt(2).putInt(glb.capacity());
    glb.putInt(text.length).put(utf8("JSON")).put(text);
    glb.putInt(4).put(utf8("BIN\0"));
    return glb.array();
  }

  /**
   * So many pixels a side of VK_FORMAT_R8G8B8A8_SRGB, one level behind the header and a small
   * descriptor.
   */
  public static byte[] ktx2(int side) {
    int bytes = 4 * side * side;
    ByteBuffer ktx2 = ByteBuffer.allocate(80 + 24 + 44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
    ktx2.put(new byte[] {(byte) 0xab, 'K', 'T', 'X', ' ', '2', '0', (byte) 0xbb, 13, 10, 26, 10});
    ktx2.putInt(43).putInt(1).putInt(side).putInt(side).putInt(0).putInt(0).putInt(1).putInt(1);
    ktx2.putInt(0).putInt(104).putInt(44).putInt(0).putInt(0).putLong(0).putLong(0);
    ktx2.putLong(148).putLong(bytes).putLong(bytes);
    return ktx2.array();
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment("made for a test");
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(utf8(name.repeat(9)));
      }
    }
    return out.toByteArray();
  }

  /** A module with one type section: a function of no parameters and no results. */
  private static byte[] wasm() {
    return new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0};
  }

  /** What the probe says of this content. */
  static ProbeResult probe(Path directory, byte[] content) throws IOException {
    Path file = directory.resolve("file");
    // Written over, it would be flushed to the disk each time (ext4, auto_da_alloc).
    Files.deleteIfExists(file);
    return MediaProbe.probe(Files.write(file, content));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
