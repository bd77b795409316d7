package io.atelier.provider.procedural.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.atelier.media.GltfValidator;
import io.atelier.media.HeldJpeg;
import io.atelier.media.MediaProbe;
import io.atelier.media.ProbeResult;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.prompt.Prompt;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * FR-012, FR-013, US4.1, US4.2: GLB with PBR materials under the budget, from words or an image.
 */
class ModelSynthesizerTest {
  private static final int SMALLEST_MAP = 64;

  /** Of each thing as fine as it gets, as it is delivered; nobody changes them. */
  private static final Map<Subject, Path> FINEST = new EnumMap<>(Subject.class);

  @TempDir Path directory;

  @BeforeAll
  static void makeOneOfEach(@TempDir Path shared) throws IOException {
    for (Subject subject : Subject.values()) {
      Path glb = shared.resolve(subject + ".glb");
      ModelSynthesizer.write(phrase(subject), null, ModelSynthesizer.MAX_TRIANGLES, glb);
      FINEST.put(subject, glb);
    }
  }

  /** US4.1: base color, metalness, roughness and normal maps, and tangents for the latter. */
  @ParameterizedTest
  @EnumSource
  void every_material_has_all_its_maps(Subject subject) throws IOException {
    JsonObject gltf = document(FINEST.get(subject));
    for (JsonObject material : gltf.getJsonArray("materials").getValuesAs(JsonObject.class)) {
      assertThat(material.getJsonObject("pbrMetallicRoughness"))
          .containsKeys("baseColorTexture", "metallicRoughnessTexture");
      assertThat(material).containsKeys("normalTexture", "occlusionTexture");
    }
    for (JsonObject mesh : gltf.getJsonArray("meshes").getValuesAs(JsonObject.class)) {
      for (JsonObject primitive : mesh.getJsonArray("primitives").getValuesAs(JsonObject.class)) {
        assertThat(primitive.getJsonObject("attributes"))
            .containsOnlyKeys("POSITION", "NORMAL", "TANGENT", "TEXCOORD_0");
        assertThat(primitive).containsKey("material");
      }
    }
    assertThat(gltf).doesNotContainKey("extensionsRequired");
  }

  @Test
  void the_khronos_validator_finds_nothing_in_the_finest() throws Exception {
    List<Path> files = new ArrayList<>(FINEST.values());
    files.add(write("silver", logo(), 50_000));
    files.add(write(null, photo(320, 200), 50_000));
    for (int seed = 0; seed < 6; seed++) {
      files.add(sketch("ornament of the seed " + seed, null, 50_000));
    }
    assertValid(files, 50_000);
  }

  @Test
  void the_khronos_validator_finds_nothing_in_the_coarsest() throws Exception {
    List<Path> files = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      files.add(sketch(phrase(subject), null, 100));
    }
    for (int seed = 0; seed < 6; seed++) {
      files.add(sketch("ornament of the seed " + seed, null, 100));
    }
    files.add(sketch("", logo(), 100));
    files.add(sketch("silver", logo(), 100));
    files.add(sketch("", photo(320, 200), 100));
    assertValid(files, 100);
  }

  private static void assertValid(List<Path> files, int budget) throws Exception {
    List<JsonObject> reports = GltfValidator.validate(files);
    assertThat(reports).hasSameSizeAs(files);
    for (JsonObject report : reports) {
      assertThat(report.getInt("errors") + report.getInt("warnings")).as("%s", report).isZero();
      int triangles = report.getJsonObject("info").getInt("totalTriangleCount");
      assertThat(triangles).as("%s", report.getString("path")).isBetween(12, budget);
    }
  }

  // "relief from any image": of one pixel, of noise, of hundreds of rings, as thin as can be
  @ParameterizedTest
  @ValueSource(ints = {100, 3_000, 50_000})
  void odd_pictures_are_valid_gltf_too(int budget) throws Exception {
    List<Path> files = new ArrayList<>();
    for (BufferedImage odd : List.of(filled(1, 1), filled(700, 1), noise(), rings())) {
      Path picture = Files.createTempFile(directory, "odd", ".png");
      ImageIO.write(odd, "png", picture.toFile());
      files.add(write(null, picture, budget));
    }
    assertValid(files, budget);
  }

  private static BufferedImage filled(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int x = 0; x < width; x++) {
      picture.setRGB(x, 0, 0xffc02040);
    }
    return picture;
  }

  private static BufferedImage noise() {
    BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
    Random random = new Random(6);
    for (int i = 0; i < 256 * 256; i++) {
      picture.setRGB(i % 256, i / 256, random.nextInt());
    }
    return picture;
  }

  private static BufferedImage rings() {
    BufferedImage picture = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 784; i++) {
      for (int k = 0; k < 49; k++) {
        boolean hole = k % 7 > 1 && k % 7 < 5 && k / 7 > 1 && k / 7 < 5;
        picture.setRGB(i % 28 * 9 + 2 + k % 7, i / 28 * 9 + 2 + k / 7, hole ? 0 : 0xff00ff00);
      }
    }
    return picture;
  }

  @Test
  void it_is_a_glb_one_unit_large_around_the_origin() throws IOException {
    Path glb = write("metallic gold prize wheel", null, 20_000);
    assertThat(MediaProbe.probe(glb)).isNotInstanceOf(ProbeResult.Broken.class);
    double[][] bounds = bounds(document(glb));
    double largest = 0;
    for (int k = 0; k < 3; k++) {
      assertThat(bounds[0][k] + bounds[1][k]).isCloseTo(0, within(1e-4));
      largest = Math.max(largest, bounds[1][k] - bounds[0][k]);
    }
    assertThat(largest).isCloseTo(1, within(1e-4));
  }

  @Test
  void what_can_move_is_a_node_with_its_pivot() throws IOException {
    JsonObject wheel = document(FINEST.get(Subject.PRIZE_WHEEL));
    assertThat(nodes(wheel)).contains("wheel", "pointer", "stand");
    assertThat(wheel.getJsonArray("nodes").getJsonObject(0).getJsonArray("translation")).hasSize(3);
    assertThat(nodes(document(FINEST.get(Subject.TREASURE_CHEST)))).contains("lid");
    assertThat(nodes(document(FINEST.get(Subject.SLOT_MACHINE)))).contains("lever", "reel 1");
  }

  @Test
  void the_same_request_gives_the_same_bytes() throws IOException {
    byte[] first = Files.readAllBytes(write("purple slot machine", null, 9_000));
    assertThat(Files.readAllBytes(write("purple slot machine", null, 9_000))).isEqualTo(first);
    Path logo = logo();
    byte[] cut = Files.readAllBytes(write("gold", logo, 9_000));
    assertThat(Files.readAllBytes(write("gold", logo, 9_000))).isEqualTo(cut);
  }

  @Test
  void words_change_what_it_looks_like() throws IOException {
    Set<Integer> looks = new HashSet<>();
    for (String prompt : List.of("gold coin", "silver coin", "coin of the north", "copper coin")) {
      looks.add(Arrays.hashCode(Files.readAllBytes(sketch(prompt, null, 1_000))));
    }
    assertThat(looks).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "🎰🎲", "\ud800", "عجلة الحظ الذهبية", "黄金の王冠", "😀"})
  void any_text_is_a_prompt(String prompt) throws IOException {
    assertThat(document(sketch(prompt, null, 1_500)).getJsonArray("meshes")).isNotEmpty();
  }

  @Test
  void a_prompt_of_2000_characters_is_fine() throws IOException {
    String prompt = "a gold prize wheel and ".repeat(90).substring(0, 2_000);
    assertThat(nodes(document(sketch(prompt, null, 1_500)))).contains("wheel");
  }

  /** FR-013. */
  @Test
  void a_logo_is_cut_out_and_a_photograph_becomes_a_relief() throws IOException {
    assertThat(nodes(document(sketch("", logo(), 5_000)))).contains("logo");
    assertThat(nodes(document(sketch("", photo(640, 480), 5_000)))).contains("relief");
    assertThat(nodes(document(sketch("a relief", logo(), 5_000)))).contains("relief");
  }

  @Test
  void a_picture_of_any_size_and_content_becomes_a_model() throws IOException {
    BufferedImage noise = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(7);
    for (int i = 0; i < 300 * 200; i++) {
      noise.setRGB(i % 300, i / 300, random.nextInt());
    }
    List<BufferedImage> pictures =
        List.of(
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB),
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB),
            new BufferedImage(80, 60, BufferedImage.TYPE_INT_ARGB),
            new BufferedImage(3_000, 2, BufferedImage.TYPE_BYTE_GRAY),
            new BufferedImage(4_096, 4_096, BufferedImage.TYPE_BYTE_INDEXED),
            noise);
    for (BufferedImage picture : pictures) {
      for (int budget : new int[] {100, 50_000}) {
        JsonObject gltf = document(sketch("", file(picture), budget));
        assertThat(triangles(gltf)).isBetween(12, budget);
      }
    }
  }

  @Test
  void a_photograph_that_was_taken_sideways_stands_upright() throws IOException {
    BufferedImage stored = ImageIO.read(photo(320, 200).toFile());
    Path held = HeldJpeg.write(directory.resolve("held.jpg"), stored, 6);
    double[][] bounds = bounds(document(sketch("a relief", held, 1_000)));
    assertThat(bounds[1][1] - bounds[0][1]).isGreaterThan(1.3 * (bounds[1][0] - bounds[0][0]));
  }

  @Test
  void what_is_no_picture_is_refused() throws IOException {
    Path text = Files.writeString(directory.resolve("text.png"), "no picture");
    assertThatThrownBy(() -> write(null, text, 1_000)).isInstanceOf(IIOException.class);
    byte[] png = Files.readAllBytes(logo());
    Path cut = Files.write(directory.resolve("cut.png"), Arrays.copyOf(png, 60));
    assertThatThrownBy(() -> write(null, cut, 1_000)).isInstanceOf(IOException.class);
  }

  @Test
  void neither_prompt_nor_picture_and_budgets_out_of_range_are_refused() {
    assertThatThrownBy(() -> write(null, null, 1_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write("coin", null, 99)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> write("coin", null, 50_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void an_interrupt_ends_it() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> write("treasure chest", null, 50_000))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static String phrase(Subject subject) {
    return subject.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Test
  void a_webp_is_a_reference_too_and_a_page_is_none() throws IOException {
    Path webp = directory.resolve("webp");
    try (InputStream bytes = getClass().getResourceAsStream("/media/photo.webp")) {
      Files.copy(Objects.requireNonNull(bytes), webp);
    }
    assertThat(ReferenceImage.read(webp).getWidth()).isEqualTo(16);
    Path page = Files.writeString(directory.resolve("page"), "<html>");
    assertThatThrownBy(() -> ReferenceImage.read(page)).isInstanceOf(IIOException.class);
  }

  // issue 6: "relief from any image"
  @Test
  void an_avif_becomes_a_relief_too() throws IOException {
    Path avif = directory.resolve("avif");
    try (InputStream bytes = getClass().getResourceAsStream("/media/photo.avif")) {
      Files.copy(Objects.requireNonNull(bytes), avif);
    }
    assertThat(MediaProbe.probe(write("a relief", avif, 2_000)))
        .isInstanceOf(ProbeResult.Model.class);
  }

  private Path write(@Nullable String prompt, @Nullable Path reference, int budget)
      throws IOException {
    Path glb = Files.createTempFile(directory, "model", ".glb");
    ModelSynthesizer.write(prompt, reference, budget, glb);
    return glb;
  }

  /** The same in small maps: where it is the shape, or the pictures' number, that counts. */
  private Path sketch(String prompt, @Nullable Path reference, int budget) throws IOException {
    Path glb = Files.createTempFile(directory, "model", ".glb");
    Workshop shop = new Workshop(Prompt.of(prompt), SMALLEST_MAP);
    Glb.write(ModelSynthesizer.model(reference, shop, budget), glb);
    return glb;
  }

  private Path file(BufferedImage picture) throws IOException {
    Path png = Files.createTempFile(directory, "reference", ".png");
    ImageIO.write(picture, "png", png.toFile());
    return png;
  }

  private Path logo() throws IOException {
    BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(new Color(0xd03060));
    pen.fillRoundRect(20, 20, 200, 200, 60, 60);
    pen.setColor(new Color(0x3050c0));
    pen.fillOval(230, 80, 80, 80);
    pen.setComposite(AlphaComposite.Clear);
    pen.fillOval(70, 70, 100, 100);
    pen.dispose();
    return file(picture);
  }

  private Path photo(int width, int height) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      float x = (float) (i % width) / width;
      float y = (float) (i / width) / height;
      picture.setRGB(i % width, i / width, Color.HSBtoRGB(x, 0.6f, 0.3f + 0.7f * y * x));
    }
    return file(picture);
  }

  static JsonObject document(Path glb) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(glb)).order(ByteOrder.LITTLE_ENDIAN);
    try (JsonReader reader =
        Json.createReader(new ByteArrayInputStream(bytes.array(), 20, bytes.getInt(12)))) {
      return reader.readObject();
    }
  }

  private static List<String> nodes(JsonObject gltf) {
    return gltf.getJsonArray("nodes").getValuesAs(JsonObject.class).stream()
        .map(node -> node.getString("name"))
        .toList();
  }

  private static int triangles(JsonObject gltf) {
    int sum = 0;
    for (JsonObject mesh : gltf.getJsonArray("meshes").getValuesAs(JsonObject.class)) {
      for (JsonObject primitive : mesh.getJsonArray("primitives").getValuesAs(JsonObject.class)) {
        int indices = primitive.getInt("indices");
        sum += gltf.getJsonArray("accessors").getJsonObject(indices).getInt("count") / 3;
      }
    }
    return sum;
  }

  private static double[][] bounds(JsonObject gltf) {
    double[][] bounds = {{9, 9, 9}, {-9, -9, -9}};
    JsonArray accessors = gltf.getJsonArray("accessors");
    for (JsonObject node : gltf.getJsonArray("nodes").getValuesAs(JsonObject.class)) {
      if (!node.containsKey("mesh")) {
        continue;
      }
      JsonObject mesh = gltf.getJsonArray("meshes").getJsonObject(node.getInt("mesh"));
      for (JsonObject primitive : mesh.getJsonArray("primitives").getValuesAs(JsonObject.class)) {
        int position = primitive.getJsonObject("attributes").getInt("POSITION");
        JsonObject accessor = accessors.getJsonObject(position);
        for (int k = 0; k < 3; k++) {
          double off =
              node.containsKey("translation") ? number(node.getJsonArray("translation"), k) : 0;
          bounds[0][k] = Math.min(bounds[0][k], off + number(accessor.getJsonArray("min"), k));
          bounds[1][k] = Math.max(bounds[1][k], off + number(accessor.getJsonArray("max"), k));
        }
      }
    }
    return bounds;
  }

  private static double number(JsonArray numbers, int i) {
    return numbers.getJsonNumber(i).doubleValue();
  }
}
