package io.atelier.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArtifactTypeTest {

  // FR-002
  @Test
  void each_type_has_its_formats() {
    assertThat(extensions(ArtifactType.IMAGE))
        .isEqualTo(Set.of("png", "jpg", "webp", "avif", "gif"));
    assertThat(extensions(ArtifactType.VIDEO)).isEqualTo(Set.of("mp4", "webm"));
    assertThat(extensions(ArtifactType.AUDIO))
        .isEqualTo(Set.of("mp3", "wav", "ogg", "m4a", "flac"));
    assertThat(extensions(ArtifactType.MODEL_3D)).isEqualTo(Set.of("glb", "gltf"));
    assertThat(extensions(ArtifactType.TEXTURE))
        .isEqualTo(Set.of("png", "jpg", "webp", "avif", "ktx2"));
    assertThat(extensions(ArtifactType.ENVIRONMENT_MAP))
        .isEqualTo(Set.of("hdr", "exr", "ktx2", "png", "jpg", "webp"));
    assertThat(extensions(ArtifactType.SHADER)).isEqualTo(Set.of("glsl", "wgsl"));
    assertThat(extensions(ArtifactType.BUNDLE)).isEqualTo(Set.of("zip", "json", "wasm"));
  }

  @Test
  void every_format_that_is_looked_into_is_of_some_type() {
    assertThat(
            Arrays.stream(ArtifactType.values())
                .flatMap(type -> type.formats().stream())
                .collect(Collectors.toSet()))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(FileFormat.UNSEEN)));
  }

  @Test
  void a_type_is_found_by_its_json_name_alone() {
    for (ArtifactType type : ArtifactType.values()) {
      assertThat(ArtifactType.ofJsonName(type.jsonName())).contains(type);
    }
    assertThat(ArtifactType.MODEL_3D.jsonName()).isEqualTo("model_3d");
    assertThat(ArtifactType.ofJsonName("IMAGE")).isEmpty();
    assertThat(ArtifactType.ofJsonName("script")).isEmpty();
  }

  private static Set<String> extensions(ArtifactType type) {
    return type.formats().stream().map(FileFormat::extension).collect(Collectors.toSet());
  }
}
