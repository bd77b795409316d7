package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssetPathTest {
  private static final String HASH = "9f".repeat(32);
  private static final String RIGHT = "acme/spring-26/texture/" + HASH + ".png";

  @Test
  void a_path_is_tenant_run_type_hash_and_format() {
    // FR-001, FR-006
    AssetPath path =
        new AssetPath(
            new TenantId("acme"),
            new RunId("spring-26"),
            ArtifactType.TEXTURE,
            new ContentHash(HASH),
            FileFormat.PNG);
    assertThat(path.key()).hasToString(RIGHT);
    assertThat(path.uri()).isEqualTo("/assets/" + RIGHT);
    assertThat(AssetPath.parse(RIGHT)).contains(path);
  }

  @Test
  void every_type_and_format_survives_print_and_parse() {
    for (ArtifactType type : ArtifactType.values()) {
      for (FileFormat format : FileFormat.values()) {
        for (String run : List.of("A_b-9", "-", "_", "r".repeat(64))) {
          AssetPath path =
              new AssetPath(
                  new TenantId("a".repeat(63)),
                  new RunId(run),
                  type,
                  new ContentHash(HASH),
                  format);
          assertThat(AssetPath.parse(path.key().value())).contains(path);
        }
      }
    }
  }

  static Stream<String> otherSpellings() {
    return Stream.of(
        "",
        "/",
        "/" + RIGHT,
        RIGHT + "/",
        "./" + RIGHT,
        "../" + RIGHT,
        "acme/../" + RIGHT,
        "acme/spring-26/../spring-26/texture/" + HASH + ".png",
        "b/../" + RIGHT,
        RIGHT.replace("/", "//"),
        RIGHT.replace('/', '\\'),
        RIGHT.replace("/", "%2f"),
        RIGHT.replace("acme", "%61cme"),
        RIGHT.replace("acme", "Acme"),
        RIGHT.replace("acme", "-acme"),
        RIGHT.replace("acme", ""),
        RIGHT.replace("acme", "аcme"),
        RIGHT.replace("acme", "a".repeat(64)),
        RIGHT.replace("spring-26", ".."),
        RIGHT.replace("spring-26", "spring.26"),
        RIGHT.replace("spring-26", "r".repeat(65)),
        RIGHT.replace("spring-26", "spring-26;v=1"),
        RIGHT.replace("texture", "Texture"),
        RIGHT.replace("texture", "TEXTURE"),
        RIGHT.replace("texture", "font"),
        RIGHT.replace("texture", "model-3d"),
        RIGHT.replace(HASH, HASH.toUpperCase(Locale.ROOT)),
        RIGHT.replace(HASH, HASH.substring(1)),
        RIGHT.replace(HASH, HASH + "0"),
        RIGHT.replace(HASH, "g" + HASH.substring(1)),
        RIGHT.replace(".png", ""),
        RIGHT.replace(".png", "."),
        RIGHT.replace(".png", ".PNG"),
        RIGHT.replace(".png", ".html"),
        RIGHT.replace(".png", ".jpeg"),
        RIGHT.replace(".png", ".png.png"),
        RIGHT.replace(".png", ".png;x"),
        RIGHT.replace(".png", ".png?x"),
        RIGHT + "\0",
        RIGHT + "\n",
        RIGHT + " ",
        " " + RIGHT,
        RIGHT + "\u200b",
        RIGHT.replace(".png", "․png"),
        RIGHT.replace("/", "／"),
        "a/".repeat(100_000));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void there_is_no_other_spelling(String text) {
    assertThat(AssetPath.parse(text)).isEmpty();
  }
}
