package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlbSimplifierTest {
  private static final int SIDE = 60;
  private static final long BUDGET = 1000;

  @TempDir Path directory;

  @Test
  void a_model_over_its_budget_is_brought_under_it_and_keeps_everything_else() throws IOException {
    byte[] before = GlbSample.sheet(SIDE);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlbSimplifier.Outcome outcome = GlbSimplifier.write(file(before), BUDGET, out);
    byte[] after = out.toByteArray();

    assertThat(outcome.before()).isEqualTo(2 * SIDE * SIDE);
    assertThat(outcome.after()).isBetween(BUDGET / 2, BUDGET);
    ProbeResult.Model was = (ProbeResult.Model) FormatSamples.probe(directory, before);
    ProbeResult.Model is = (ProbeResult.Model) FormatSamples.probe(directory, after);
    assertThat(is.triangles()).isEqualTo(outcome.after());
    assertThat(is.materials()).isEqualTo(was.materials());
    assertThat(is.maps()).isEqualTo(was.maps());
    assertThat(after.length).isLessThan(before.length / 4);
    JsonObject primitive = primitive(after);
    assertThat(primitive.getJsonObject("attributes").keySet())
        .containsExactlyInAnyOrder("POSITION", "NORMAL", "TEXCOORD_0", "TANGENT");
    assertThat(primitive.getInt("material")).isZero();
  }

  @Test
  void every_vertex_that_is_left_is_one_that_was_there_with_all_its_attributes()
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlbSimplifier.write(file(GlbSample.sheet(SIDE)), BUDGET, out);
    float[][] position = vectors(out.toByteArray(), "POSITION", 3);
    float[][] uv = vectors(out.toByteArray(), "TEXCOORD_0", 2);
    float[][] tangent = vectors(out.toByteArray(), "TANGENT", 4);
    for (int i = 0; i < position.length; i++) {
      assertThat(uv[i]).isEqualTo(new float[] {position[i][0], position[i][1]});
      assertThat(position[i][2])
          .isEqualTo((float) (0.05 * Math.sin(uv[i][0] * 9) * Math.cos(uv[i][1] * 7)));
      assertThat(tangent[i]).isEqualTo(new float[] {1, 0, 0, 1});
    }
  }

  @Test
  void the_sheet_still_covers_its_square() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlbSimplifier.write(file(GlbSample.sheet(SIDE)), 200, out);
    byte[] glb = out.toByteArray();
    float[][] position = vectors(glb, "POSITION", 3);
    double area = 0;
    int[] corners = indices(glb);
    for (int i = 0; i < corners.length; i += 3) {
      float[] a = position[corners[i]];
      float[] b = position[corners[i + 1]];
      float[] c = position[corners[i + 2]];
      area += ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
    }
    assertThat(Math.abs(area)).isBetween(0.98, 1.02);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 17})
  void even_a_tiny_budget_is_kept(long budget) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GlbSimplifier.write(file(GlbSample.sheet(SIDE)), budget, out);
    ProbeResult result = FormatSamples.probe(directory, out.toByteArray());
    assertThat(((ProbeResult.Model) result).triangles()).isBetween(1L, budget);
  }

  @Test
  void strips_and_fans_become_triangles() throws IOException {
    for (int mode : new int[] {5, 6}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] glb = GlbSample.sheetWith(8, ",'mode':" + mode);
      GlbSimplifier.Outcome outcome = GlbSimplifier.write(file(glb), 100, out);
      assertThat(outcome.before()).isEqualTo(8 * 8 * 6 - 2);
      assertThat(primitive(out.toByteArray())).doesNotContainKey("mode");
      assertThat(FormatSamples.probe(directory, out.toByteArray()))
          .isInstanceOf(ProbeResult.Model.class);
    }
  }

  @Test
  void what_deforms_or_is_no_model_is_refused() throws IOException {
    Path morphing = file(GlbSample.sheetWith(4, ",'targets':[{'POSITION':0}]"));
    assertThatThrownBy(() -> GlbSimplifier.write(morphing, 2, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
    Path picture = file(Samples.png(9, 9));
    assertThatThrownBy(() -> GlbSimplifier.write(picture, 2, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
  }

  // allowed by the grammar of JSON, refused by BigDecimal with an exception of its own
  @Test
  void a_number_that_no_parser_reads_is_refused() throws IOException {
    Path file = file(GlbSample.sheetWith(4, ",'extras':1e99999999999"));
    assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Model.class);
    assertThatThrownBy(() -> GlbSimplifier.write(file, 2, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
  }

  @Test
  void an_index_that_names_no_vertex_never_reaches_native_code() throws IOException {
    byte[] glb = GlbSample.sheet(4);
    int bin = 28 + ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).putInt(bin + 25 * 48, 1 << 30);
    Path file = file(glb);
    assertThat(MediaProbe.probe(file))
        .isEqualTo(new ProbeResult.Broken("glTF index of a vertex that is not there"));
    assertThatThrownBy(() -> GlbSimplifier.write(file, 2, new ByteArrayOutputStream()))
        .isInstanceOf(UnusableMediaException.class);
  }

  // issue 5: met without harm, also where the probe counts nothing: in meshes that no node shows
  @Test
  void what_is_not_shown_counts_too() throws IOException {
    assertRefused(HostileModels.unshown(2_600_000), "its meshes have too many triangles");
    assertRefused(HostileModels.sharing(16), "its meshes have too many vertices");
    OutputStream out = OutputStream.nullOutputStream();
    assertThat(GlbSimplifier.write(file(HostileModels.unshown(1_000_000)), 50_000, out).after())
        .isBetween(1L, 50_000L);
    assertThat(GlbSimplifier.write(file(HostileModels.sharing(4)), 50_000, out).after())
        .isBetween(1L, 50_000L);
  }

  private void assertRefused(byte[] glb, String reason) throws IOException {
    Path file = file(glb);
    assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Model.class);
    assertThatThrownBy(() -> GlbSimplifier.write(file, 50_000, OutputStream.nullOutputStream()))
        .isInstanceOf(UnusableMediaException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void an_interrupt_is_heeded_and_stays_set() throws IOException {
    Path file = file(GlbSample.sheet(SIDE));
    GlbFile open;
    try (ByteReader reader = new ByteReader(file)) {
      open = GlbFile.read(reader);
    } catch (MalformedMedia e) {
      throw new AssertionError(e);
    }
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> GlbSimplifier.write(open, BUDGET, OutputStream.nullOutputStream()))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static JsonObject primitive(byte[] glb) {
    return GlbSample.document(glb)
        .getJsonArray("meshes")
        .getJsonObject(0)
        .getJsonArray("primitives")
        .getJsonObject(0);
  }

  private static float[][] vectors(byte[] glb, String attribute, int components) {
    int accessor = primitive(glb).getJsonObject("attributes").getInt(attribute);
    JsonObject json = GlbSample.document(glb).getJsonArray("accessors").getJsonObject(accessor);
    ByteBuffer bytes = view(glb, json.getInt("bufferView"));
    float[][] vectors = new float[json.getInt("count")][components];
    for (float[] vector : vectors) {
      for (int i = 0; i < components; i++) {
        vector[i] = bytes.getFloat();
      }
    }
    return vectors;
  }

  private static int[] indices(byte[] glb) {
    JsonObject json =
        GlbSample.document(glb)
            .getJsonArray("accessors")
            .getJsonObject(primitive(glb).getInt("indices"));
    ByteBuffer bytes = view(glb, json.getInt("bufferView"));
    int[] indices = new int[json.getInt("count")];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = bytes.getShort() & 0xffff;
    }
    return indices;
  }

  private static ByteBuffer view(byte[] glb, int index) {
    JsonObject view = GlbSample.document(glb).getJsonArray("bufferViews").getJsonObject(index);
    int bin = 28 + ByteBuffer.wrap(glb).order(ByteOrder.LITTLE_ENDIAN).getInt(12);
    return ByteBuffer.wrap(glb, bin + view.getInt("byteOffset"), view.getInt("byteLength"))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("model"), content);
  }
}
