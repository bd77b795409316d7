package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe's memory does not grow with the file: what it allocates altogether stays small. */
class HugeFilesTest {
  private static final int JSON_BYTES = 15 << 20;
  private static final int SHADER_BYTES = 1_000_000;
  private static final int TOO_MANY_BYTES = 48 << 20;
  private static final long GIGABYTE = 1L << 30;
  private static final int SIDE = 710;
  private static final long MOST_ALLOCATED = 4 << 20;

  @TempDir Path directory;

  @BeforeEach
  void load_the_classes() throws IOException {
    MediaProbe.probe(text("[", "1,", "1]", 100));
    MediaProbe.probe(text("void main() {}", " x", "", 100));
  }

  @Test
  void a_json_of_one_long_string() throws IOException {
    assertThat(frugally(text("{\"a\":\"", "xyz\\u00fc\\n", "\"}", JSON_BYTES)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
  }

  @Test
  void a_gltf_with_its_buffer_inside() throws IOException {
    assertThat(
            frugally(
                text(
                    "{\"asset\":{\"version\":\"2.0\"},\"buffers\":[{\"uri\":\"data:;base64,",
                    "AAAA",
                    "\"}]}",
                    JSON_BYTES)))
        .isInstanceOf(ProbeResult.Model.class);
  }

  @Test
  void a_json_of_many_numbers_and_blanks() throws IOException {
    assertThat(frugally(text("[", "1.25e3 ,\n       ", "null]", JSON_BYTES)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
  }

  @Test
  void values_without_end_where_a_gltf_has_none() throws IOException {
    assertThat(frugally(text("{\"meshes\":[{\"weights\":[", "1,", "1]}]}", 1_900_000)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.JSON));
    String start = "{\"asset\":{\"version\":\"2.0\"},\"materials\":[{\"extras\":[";
    assertThat(frugally(text(start, "\"x\",1,null,", "1]}]}", 3_500_000)))
        .isInstanceOf(ProbeResult.Model.class);
  }

  // as JSON of 16 MiB it took two to four tenths of a second
  @Test
  void values_without_end_are_not_read_to_their_end() throws IOException {
    for (String value : new String[] {"1,", "{},", "[],", "\"a\","}) {
      assertThat(MediaProbe.probe(text("[", value, "1]", JSON_BYTES)))
          .isEqualTo(new ProbeResult.Broken("JSON of more than 1000000 values and names"));
    }
  }

  @Test
  void text_that_would_take_too_long_is_not_read() throws IOException {
    assertThat(frugally(text("[", "1,", "1]", 16 << 20)))
        .isEqualTo(new ProbeResult.Broken("text of 16777219 bytes, over the limit of 16777216"));
    assertThat(frugally(text("void main() {}", " x", "", 1 << 20)))
        .isEqualTo(
            new ProbeResult.Broken(
                "text that is no JSON of 1048590 bytes, over the limit of 1048576"));
  }

  @Test
  void a_glb_whose_document_would_take_too_long_is_not_read() throws IOException {
    byte[] glb = FormatSamples.glb("{\"asset\":{\"version\":\"2.0\"}}" + " ".repeat(1 << 22));
    assertThat(frugally(Files.write(directory.resolve("model"), glb)))
        .isInstanceOfSatisfying(
            ProbeResult.Broken.class,
            broken ->
                assertThat(broken.reason())
                    .startsWith("GLB with a document of ")
                    .endsWith(" bytes, over the limit of 4194304"));
  }

  @Test
  void a_json_that_is_one_long_number_or_word() throws IOException {
    assertThat(frugally(text("[", "1", "]", JSON_BYTES))).isInstanceOf(ProbeResult.Broken.class);
    assertThat(frugally(text("[", "t", "]", JSON_BYTES))).isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void blanks_without_end() throws IOException {
    assertThat(frugally(text("", " ", "", TOO_MANY_BYTES))).isInstanceOf(ProbeResult.Broken.class);
    assertThat(frugally(text("#?RADIANCE\n", "A", "", TOO_MANY_BYTES)))
        .isInstanceOf(ProbeResult.Broken.class);
  }

  @Test
  void a_shader_of_one_long_word_and_one_long_comment() throws IOException {
    assertThat(frugally(text("void main() {} ", "xxxx", "", SHADER_BYTES)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.GLSL));
    assertThat(frugally(text("void main() {} /*", "* / ", "*/", SHADER_BYTES)))
        .isEqualTo(new ProbeResult.Recognised(FileFormat.GLSL));
  }

  @Test
  void a_gigabyte_of_zip_and_of_film() throws IOException {
    byte[] zip = "PK\3\4".getBytes(StandardCharsets.US_ASCII);
    byte[] end = new byte[22];
    System.arraycopy(new byte[] {'P', 'K', 5, 6}, 0, end, 0, 4);
    assertThat(frugally(sparse(zip, end))).isEqualTo(new ProbeResult.Recognised(FileFormat.ZIP));

    byte[] film = FormatSamples.resource("clip.mp4");
    byte[] mdat = new byte[8];
    ByteBuffer.wrap(mdat).putInt((int) (GIGABYTE - film.length)).putInt(0x6d646174);
    byte[] start = ByteBuffer.allocate(film.length + 8).put(film).put(mdat).array();
    assertThat(frugally(sparse(start, new byte[0]))).isInstanceOf(ProbeResult.Video.class);
  }

  // issue 5: "1.9 M-triangle models": looked at to its last number and the last byte of its picture
  @Test
  void a_model_of_a_million_triangles() throws IOException {
    byte[] glb = GlbSample.sheet(SIDE);
    assertThat(frugally(Files.write(directory.resolve("model"), glb)))
        .isInstanceOfSatisfying(
            ProbeResult.Model.class,
            model -> assertThat(model.triangles()).isEqualTo(2L * SIDE * SIDE));

    ByteBuffer bytes = ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN);
    int bin = 28 + bytes.getInt(12);
    int vertices = (SIDE + 1) * (SIDE + 1);
    int lastVertex = bin + (vertices - 1) * 48;
    int lastIndex = bin + vertices * 48 + (SIDE * SIDE * 6 - 1) * 4;
    assertThat(brokenBy(bytes, lastVertex + 8, 0x7fc00000))
        .isEqualTo("glTF attribute that is no number");
    assertThat(brokenBy(bytes, lastIndex, vertices))
        .isEqualTo("glTF index of a vertex that is not there");
    assertThat(brokenBy(bytes, glb.length - 12, 0)).startsWith("glTF picture: ");
  }

  private String brokenBy(ByteBuffer glb, int at, int value) throws IOException {
    int before = glb.getInt(at);
    glb.putInt(at, value);
    ProbeResult found = frugally(Files.write(directory.resolve("model"), glb.array()));
    glb.putInt(at, before);
    return ((ProbeResult.Broken) found).reason();
  }

  private static ProbeResult frugally(Path file) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    ProbeResult result = MediaProbe.probe(file);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    return result;
  }

  private Path text(String start, String middle, String end, int bytes) throws IOException {
    Path file = directory.resolve("text");
    byte[] part = FormatSamples.utf8(middle.repeat(1 << 10));
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(FormatSamples.utf8(start));
      for (long written = 0; written < bytes; written += part.length) {
        out.write(part);
      }
      out.write(FormatSamples.utf8(end));
    }
    return file;
  }

  private Path sparse(byte[] start, byte[] end) throws IOException {
    Path file = directory.resolve("sparse");
    Files.deleteIfExists(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(start));
      byte[] last = end.length == 0 ? new byte[1] : end;
      channel.write(ByteBuffer.wrap(last), GIGABYTE - last.length);
    }
    return file;
  }
}
