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
  void programs_and_bundles_are_active_and_what_was_not_looked_into_may_be() {
    assertThat(Arrays.stream(FileFormat.values()).filter(FileFormat::active))
        .containsExactly(
            FileFormat.GLSL, FileFormat.WGSL, FileFormat.ZIP, FileFormat.WASM, FileFormat.UNSEEN);
  }

  // FR-002; the table, and IANA's registry for the rest
  @Test
  void every_format_is_served_under_its_own_type() {
    assertThat(
            Arrays.stream(FileFormat.values())
                .map(format -> format.extension() + " " + format.contentType()))
        .containsExactly(
            "png image/png",
            "jpg image/jpeg",
            "webp image/webp",
            "avif image/avif",
            "gif image/gif",
            "mp4 video/mp4",
            "webm video/webm",
            "mp3 audio/mpeg",
            "wav audio/wav",
            "ogg audio/ogg",
            "m4a audio/mp4",
            "flac audio/flac",
            "glb model/gltf-binary",
            "gltf model/gltf+json",
            "ktx2 image/ktx2",
            "hdr image/vnd.radiance",
            "exr image/x-exr",
            "glsl text/plain;charset=utf-8",
            "wgsl text/wgsl",
            "zip application/zip",
            "json application/json",
            "wasm application/wasm",
            "bin application/octet-stream");
  }

  @Test
  void the_media_type_alone_has_no_parameters() {
    assertThat(FileFormat.GLSL.mimeType()).isEqualTo("text/plain");
    assertThat(Arrays.stream(FileFormat.values()).map(FileFormat::mimeType))
        .allMatch(type -> type.matches("[a-z]+/[a-z0-9.+-]+"));
  }
}
