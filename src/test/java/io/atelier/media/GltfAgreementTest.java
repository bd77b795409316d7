package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe beside the Khronos validator: what loaders stumble over, both know. */
class GltfAgreementTest {
  /** What the validator calls an error and loaders show all the same: its code, and why. */
  private static final Map<String, String> SHOWN_ALL_THE_SAME =
      Map.ofEntries(
          Map.entry("ACCESSOR_INVALID_SIGN", "shaders take a tangent's side as a factor"),
          Map.entry("ACCESSOR_VECTOR3_NON_UNIT", "shaders make normals of length one"),
          Map.entry("ACCESSOR_MAX_MISMATCH", "bounds serve culling only"),
          Map.entry("ARRAY_LENGTH_NOT_IN_LIST", "of bounds, which serve culling only"),
          Map.entry(
              "MESH_PRIMITIVE_POSITION_ACCESSOR_WITHOUT_BOUNDS", "loaders measure themselves"),
          Map.entry("EMPTY_ENTITY", "nothing hangs in a list of nothing"),
          Map.entry("IMAGE_MIME_TYPE_INVALID", "decoders look at a picture's bytes"),
          Map.entry("TEXTURE_INVALID_IMAGE_MIME_TYPE", "decoders look at a picture's bytes"),
          Map.entry(
              "UNSATISFIED_DEPENDENCY", "of a picture on its type, and of lists on each other"),
          Map.entry("UNUSED_EXTENSION_REQUIRED", "an extension that is not used hinders nobody"),
          Map.entry("NODE_MATRIX_NON_TRS", "a matrix is applied as it is"),
          Map.entry("ROTATION_NON_UNIT", "a rotation is applied as it is"),
          Map.entry("VALUE_NOT_IN_RANGE", "of a material, whose factors shaders limit"));

  /** What is wrong by the document's letter, in what no loader reads. */
  private static final Set<String> UNREAD = Set.of("/nodes/0/name = 7");

  /** What the validator only remarks upon, and loaders cannot load. */
  private static final Set<String> STRICTER =
      Set.of(
          "a picture that is text",
          "a picture of zeros",
          "a picture with a hole",
          "no binary chunk");

  @TempDir Path directory;

  @Test
  void what_is_sound_is_sound_to_both() throws Exception {
    Path file = Files.write(directory.resolve("sound.glb"), GltfMutations.sound());
    assertThat(GltfValidator.validate(List.of(file)).get(0).getInt("errors")).isZero();
    assertThat(MediaProbe.probe(file)).isInstanceOf(ProbeResult.Model.class);
  }

  @Test
  void what_the_validator_says_cannot_be_loaded_is_broken() throws Exception {
    Map<String, byte[]> mutations = GltfMutations.all();
    List<Path> files = new ArrayList<>();
    for (byte[] bytes : mutations.values()) {
      files.add(Files.write(directory.resolve(files.size() + ".glb"), bytes));
    }
    List<JsonObject> reports = GltfValidator.validate(files);
    assertThat(reports).hasSameSizeAs(files);
    Map<String, String> missed = new LinkedHashMap<>();
    Map<String, String> invented = new LinkedHashMap<>();
    int agreed = 0;
    int i = 0;
    for (String wrong : mutations.keySet()) {
      List<String> errors =
          reports.get(i).getJsonArray("errorCodes").getValuesAs(JsonString::getString);
      boolean unloadable =
          !SHOWN_ALL_THE_SAME.keySet().containsAll(errors) && !UNREAD.contains(wrong);
      ProbeResult ours = MediaProbe.probe(files.get(i++));
      boolean broken = ours instanceof ProbeResult.Broken;
      if (unloadable && !broken) {
        missed.put(wrong, errors.toString());
      } else if (broken && errors.isEmpty() && !STRICTER.contains(wrong)) {
        invented.put(wrong, ours.toString());
      } else if (broken) {
        agreed++;
      }
    }
    assertThat(missed).as("what the probe missed").isEmpty();
    assertThat(invented).as("what the validator finds nothing wrong with").isEmpty();
    assertThat(agreed).isGreaterThan(100);
  }
}
