package io.atelier.bench;

import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** {@code src/bench/probe}: how long the probe takes for the files that cost it most. */
final class ProbeBench {
  private static final int TIMES = 5;
  private static final double LIMIT = 200;
  private static final int MIB = 1 << 20;
  private static final byte[] FULL = new byte[4];

  private final Path file;
  private boolean met = true;

  private ProbeBench(Path file) {
    this.file = file;
  }

  /** What writes a file. */
  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /** Prints a line for each; ends with 1 if one missed the limit. */
  public static void main(String[] names) throws IOException {
    Path file = Files.createTempFile("probed", "");
    ProbeBench bench = new ProbeBench(file);
    try {
      Map<String, Writer> all = all();
      for (String name : names.length == 0 ? all.keySet() : List.of(names)) {
        bench.measure(name, all.get(name));
      }
    } finally {
      Files.delete(file);
    }
    System.exit(bench.met ? 0 : 1);
  }

  private static Map<String, Writer> all() {
    Map<String, Writer> all = new TreeMap<>();
    all.put("json-string", text("{\"a\":\"", "x", "\"}", 16 * MIB - 8));
    all.put("json-escapes", text("{\"a\":\"", "\\u00fc", "\"}", 16 * MIB - 16));
    all.put("json-umlauts", text("{\"a\":\"", "\u00fc", "\"}", 16 * MIB - 8));
    all.put("json-numbers", text("[", "1,", "1]", 16 * MIB - 8));
    all.put("json-fractions", text("[", "1.25e3 ,\n       ", "1]", 16 * MIB - 32));
    all.put("json-members", text("{", "\"a\":1,", "\"a\":1}", 16 * MIB - 16));
    all.put("json-objects", text("[", "{},", "{}]", 16 * MIB - 8));
    all.put("json-blanks", text("[", " ", "1]", 16 * MIB - 8));
    all.put(
        "json-base64",
        text(
            "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"uri\":\"data:;base64,",
            "AAAA",
            "\"}]}",
            16 * MIB - 128));
    String gltf = "{\"asset\":{\"version\":\"2.0\"},";
    all.put("gltf-nodes", text(gltf + "\"nodes\":[", "{},", "{}]}", 890_000));
    all.put(
        "gltf-extras",
        text(gltf + "\"materials\":[{\"extras\":[", "\"x\",1,null,", "1]}]}", 16 * MIB - 128));
    all.put("shader", text("void main() {} ", "x ", "", MIB - 2));
    all.put("text-blanks", text("", " ", "", 16 * MIB - 1));
    all.put("jpeg-marks", jpeg(new byte[] {(byte) 0xff, 0}, 4_000_000));
    all.put("jpeg-marks-beyond", jpeg(new byte[] {(byte) 0xff, 0}, 128 * MIB));
    all.put("jpeg-fill", jpeg(new byte[] {(byte) 0xff, (byte) 0xff}, 32 * MIB));
    all.put("jpeg-256-mb", jpeg(new byte[] {1, 2, 3, 4}, 64 * MIB));
    all.put("png-chunks", png(390_000, 0));
    all.put("png-64-mb", png(64, MIB));
    all.put("gif-blocks", gif());
    all.put("wasm-sections", out -> repeat(out, wasm(), new byte[2], 1_990_000));
    all.put("mp4-boxes", out -> repeat(out, ftyp("isom"), box("free"), 1_990_000));
    all.put("mp4-times", tables("stts", 8, new byte[4]));
    all.put("mp4-chunks", tables("stco", 4, new byte[4]));
    all.put("mp4-runs", runs());
    all.put("avif-extents", avif());
    all.put("radiance-old", radiance());
    all.put("glb-document", glb());
    return all;
  }

  private void measure(String name, Writer writer) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), MIB)) {
      writer.write(out);
    }
    double[] took = new double[TIMES];
    ProbeResult found = null;
    for (int i = 0; i < TIMES; i++) {
      long begun = System.nanoTime();
      found = MediaProbe.probe(file);
      took[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(took);
    boolean kept = took[TIMES / 2] <= LIMIT;
    met &= kept;
    String what = String.valueOf(found);
    Figures.print(
        "%s, %.1f MB".formatted(name, Files.size(file) / 1e6),
        took[TIMES / 2],
        "ms",
        Figures.goal(LIMIT + " ms", kept) + "; " + what.substring(0, Math.min(70, what.length())));
  }

  private static Writer text(String start, String middle, String end, int bytes) {
    byte[] part = middle.getBytes(StandardCharsets.UTF_8);
    byte[] head = start.getBytes(StandardCharsets.UTF_8);
    return out -> {
      repeat(out, head, part, (bytes - head.length - end.length()) / part.length);
      out.write(end.getBytes(StandardCharsets.UTF_8));
    };
  }

  private static void repeat(OutputStream out, byte[] head, byte[] part, int times)
      throws IOException {
    out.write(head);
    for (int i = 0; i < times; i++) {
      out.write(part);
    }
  }

  private static Writer jpeg(byte[] part, int times) {
    return out -> {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "jpeg", plain);
      repeat(out, Arrays.copyOf(plain.toByteArray(), plain.size() - 2), part, times);
      out.write(new byte[] {0, (byte) 0xff, (byte) 0xd9});
    };
  }

  private static Writer png(int chunks, int bytes) {
    return out -> {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", plain);
      ByteBuffer chunk = ByteBuffer.allocate(12 + bytes).putInt(bytes).put(ascii("teSt"));
      CRC32 crc = new CRC32();
      crc.update(chunk.array(), 4, 4 + bytes);
      chunk.putInt(8 + bytes, (int) crc.getValue());
      repeat(out, Arrays.copyOf(plain.toByteArray(), plain.size() - 12), chunk.array(), chunks);
      out.write(plain.toByteArray(), plain.size() - 12, 12);
    };
  }

  private static Writer gif() {
    byte[] head = new byte[15];
    System.arraycopy(ascii("GIF89a"), 0, head, 0, 6);
    head[6] = head[8] = 1;
    head[13] = 0x21;
    head[14] = (byte) 0xfe;
    return out -> repeat(out, head, new byte[] {1, 0}, 1_990_000);
  }

  private static byte[] wasm() {
    return new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0};
  }

  private static Writer tables(String type, int bytes, byte[] flags) {
    return out -> {
      out.write(ftyp("isom"));
      byte[] table = box(type, flags, number(100_000), new byte[100_000 * bytes]);
      byte[] all = box("stbl", repeated(table, 39));
      out.write(box("moov", box("trak", box("mdia", box("minf", all)))));
    };
  }

  private static Writer runs() {
    return out -> {
      out.write(ftyp("isom"));
      byte[] run = box("trun", number(0xf00), number(100_000), new byte[1_600_000]);
      out.write(box("moof", box("traf", repeated(run, 39))));
    };
  }

  private static Writer avif() {
    ByteBuffer items = ByteBuffer.allocate(8 + 30 * 6).putInt(0);
    items.putShort((short) 0).putShort((short) 30);
    for (int n = 0; n < 30; n++) {
      items.putShort((short) n).putShort((short) 0).putShort((short) 0xffff);
    }
    return out -> {
      out.write(ftyp("avif"));
      out.write(box("meta", FULL, box("iloc", items.array())));
    };
  }

  /** One pixel, and what repeats it: runs of 16 million in the format of before 1991. */
  private static Writer radiance() {
    return out -> {
      out.write(ascii("#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 16384 +X 16384\n"));
      for (int row = 0; row < 16_384; row++) {
        out.write(new byte[] {9, 9, 9, 9, 1, 1, 1, (byte) 0xff, 1, 1, 1, 63});
      }
    };
  }

  private static Writer glb() {
    return out -> {
      String start = "{\"asset\":{\"version\":\"2.0\"},\"nodes\":[";
      StringBuilder text = new StringBuilder(start);
      while (text.length() < 890_000) {
        text.append("{},");
      }
      text.append("{}]}");
      while (text.length() < 4 * MIB - 4) {
        text.append(' ');
      }
      ByteBuffer head = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(0x46546c67).putInt(2).putInt(20 + text.length());
      out.write(head.putInt(text.length()).putInt(0x4e4f534a).array());
      out.write(ascii(text.toString()));
    };
  }

  private static byte[] ftyp(String brand) {
    return box("ftyp", ascii(brand), FULL, ascii(brand));
  }

  private static byte[] repeated(byte[] part, int times) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    repeat(all, new byte[0], part, times);
    return all.toByteArray();
  }

  private static byte[] box(String type, byte[]... content) {
    int bytes = 8 + Arrays.stream(content).mapToInt(part -> part.length).sum();
    ByteBuffer box = ByteBuffer.allocate(bytes).putInt(bytes).put(ascii(type));
    for (byte[] part : content) {
      box.put(part);
    }
    return box.array();
  }

  private static byte[] number(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
