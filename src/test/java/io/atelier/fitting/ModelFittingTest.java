package io.atelier.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.GlbSample;
import io.atelier.media.GltfValidator;
import io.atelier.provider.GenerationRequest.Model;
import io.atelier.provider.procedural.model.ModelSynthesizer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models are brought under their budget where that does no harm, and say what they lack. */
class ModelFittingTest {
  private static final int SIDE = 40;
  private static final int BUDGET = 1_000;

  @TempDir Path directory;
  private DirectoryBench bench;

  @BeforeEach
  void work() {
    bench = new DirectoryBench(directory);
  }

  // FR-012
  @Test
  void a_model_within_its_budget_with_all_maps_is_kept_bit_for_bit() throws IOException {
    InspectedFile chest = chest();
    assertThat(fitted(chest, 50_000)).isEqualTo(Fitted.asItIs(chest));
  }

  // FR-012: over its budget, without skin or morph targets
  @Test
  void a_model_over_its_budget_is_simplified_and_keeps_its_materials() throws IOException {
    InspectedFile chest = chest();
    Fitted fitted = fitted(chest, BUDGET);
    assertThat(fitted.flags()).containsExactly(Flag.SIMPLIFIED);
    assertThat((long) fitted.file().facts().get("triangles")).isBetween(BUDGET / 2L, (long) BUDGET);
    for (String same : List.of("materials", "maps", "extensions_required", "deforms")) {
      assertThat(fitted.file().facts()).containsEntry(same, chest.facts().get(same));
    }
  }

  // FR-012
  @Test
  void what_was_simplified_is_without_fault_to_the_khronos_validator() throws Exception {
    JsonObject report =
        GltfValidator.validate(List.of(fitted(chest(), BUDGET).file().path())).get(0);
    assertThat(report.getInt("errors")).as(report.toString()).isZero();
  }

  // issue 5: "over-budget GLB without skin or morph targets simplified and flagged, others flagged
  // only"
  @Test
  void what_deforms_is_never_simplified() throws IOException {
    for (byte[] deforming : List.of(GlbSample.morphing(SIDE), GlbSample.skinned(SIDE))) {
      InspectedFile file = file(deforming);
      assertThat(fitted(file, BUDGET)).isEqualTo(Fitted.asItIs(file, Flag.OVER_TRIANGLE_BUDGET));
      assertThat(fitted(file, 2 * SIDE * SIDE)).isEqualTo(Fitted.asItIs(file));
    }
  }

  @Test
  void a_skinned_sample_is_a_real_one() throws Exception {
    Path file = Files.write(directory.resolve("skinned.glb"), GlbSample.skinned(SIDE));
    JsonObject report = GltfValidator.validate(List.of(file)).get(0);
    assertThat(report.getInt("errors")).as(report.toString()).isZero();
  }

  // issue 5: "uncompressed"
  @ParameterizedTest
  @ValueSource(strings = {"draco.glb", "meshopt.glb"})
  void what_is_compressed_is_kept_and_says_that_plain_loaders_cannot_read_it(String name)
      throws IOException {
    InspectedFile file = bench.resource("/media/" + name);
    assertThat(fitted(file, 50_000))
        .isEqualTo(Fitted.asItIs(file, Flag.PBR_MAPS_MISSING, Flag.DECODER_NEEDED));
    assertThat(fitted(file, 100))
        .isEqualTo(
            Fitted.asItIs(
                file, Flag.OVER_TRIANGLE_BUDGET, Flag.PBR_MAPS_MISSING, Flag.DECODER_NEEDED));
  }

  // FR-012: "none of its materials has all three", though the model has
  @Test
  void a_model_of_three_materials_with_a_map_each_lacks_pbr_maps() throws IOException {
    InspectedFile file = file(GlbSample.ofThreeMaterials(4));
    assertThat(file.facts())
        .containsEntry("materials", 3)
        .containsEntry("maps", List.of("base_color", "metallic_roughness", "normal"));
    assertThat(fitted(file, BUDGET)).isEqualTo(Fitted.asItIs(file, Flag.PBR_MAPS_MISSING));
  }

  private Fitted fitted(InspectedFile file, int maxTriangles) {
    return Fitting.fit(new Model("x", null, null, maxTriangles), file, bench);
  }

  private InspectedFile chest() throws IOException {
    return bench.made(path -> ModelSynthesizer.write("a treasure chest", null, 50_000, path));
  }

  private InspectedFile file(byte[] bytes) throws IOException {
    return bench.written(out -> out.write(bytes));
  }
}
