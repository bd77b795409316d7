package io.atelier.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FileFormatTest {

  @Test
  void every_format_is_found_by_its_own_extension_alone() {
    for (FileFormat format : FileFormat.values()) {
      assertThat(FileFormat.ofExtension(format.extension())).contains(format);
    }
    assertThat(
            Arrays.stream(FileFormat.values())
                .map(FileFormat::extension)
                .collect(Collectors.toSet()))
        .hasSameSizeAs(FileFormat.values());
  }

  @Test
  void letter_case_and_jpeg_are_understood_and_anything_else_is_not() {
    assertThat(FileFormat.ofExtension("PNG")).contains(FileFormat.PNG);
    assertThat(FileFormat.ofExtension("jpeg")).contains(FileFormat.JPEG);
    assertThat(FileFormat.ofExtension(".png")).isEmpty();
    assertThat(FileFormat.ofExtension("html")).isEmpty();
    assertThat(FileFormat.ofExtension("")).isEmpty();
  }

  @Test
  void programs_and_bundles_are_active() {
    assertThat(Arrays.stream(FileFormat.values()).filter(FileFormat::active))
        .containsExactly(FileFormat.GLSL, FileFormat.WGSL, FileFormat.ZIP, FileFormat.WASM);
  }
}
