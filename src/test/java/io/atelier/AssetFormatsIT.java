package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.media.FileFormat;
import io.atelier.media.FormatSamples;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FR-002, SC-002: a real file of every format is taken, and served as what it is. */
class AssetFormatsIT {
  private static final Set<FileFormat> PROGRAMS =
      Set.of(FileFormat.GLSL, FileFormat.WGSL, FileFormat.ZIP, FileFormat.WASM);

  private static AssetCaller creator;

  @BeforeAll
  static void aTenant() {
    creator = AssetCaller.of(LiveServer.newTenant());
  }

  static List<FormatSamples.Sample> samples() throws IOException {
    List<FormatSamples.Sample> samples = FormatSamples.all();
    assertThat(samples)
        .extracting(FormatSamples.Sample::format)
        .containsAll(EnumSet.complementOf(EnumSet.of(FileFormat.UNSEEN)));
    return samples;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_file_is_served_as_what_its_bytes_are(FormatSamples.Sample sample) {
    JsonObject artifact = creator.upload("formats", type(sample.format()), sample.bytes());
    HttpResponse<byte[]> answer = creator.anonymous().get(artifact.getString("signed_uri"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(sample.bytes());
    assertThat(answer.headers().firstValue("Content-Type").map(t -> t.replace(" ", "")))
        .contains(contentType(sample.format()));
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .contains("default-src 'none'; sandbox");
    assertThat(answer.headers().firstValue("Content-Disposition").isPresent())
        .isEqualTo(PROGRAMS.contains(sample.format()));
    HttpResponse<byte[]> part = creator.get(artifact.getString("uri"), "Range", "bytes=1-2,4-4");
    assertThat(LiveServer.text(part).replace("; ", ";"))
        .contains("Content-Type: " + contentType(sample.format()) + "\r\n");
  }

  private static String type(FileFormat format) {
    return switch (format) {
      case PNG, JPEG, WEBP, AVIF, GIF -> "image";
      case MP4, WEBM -> "video";
      case MP3, WAV, OGG, M4A, FLAC -> "audio";
      case GLB, GLTF -> "model_3d";
      case KTX2 -> "texture";
      case HDR, EXR -> "environment_map";
      case GLSL, WGSL -> "shader";
      case ZIP, JSON, WASM -> "bundle";
      case UNSEEN -> throw new IllegalArgumentException("nobody uploads it");
    };
  }

  // From the specification, not from the product's own table.
  private static String contentType(FileFormat format) {
    return switch (format) {
      case PNG -> "image/png";
      case JPEG -> "image/jpeg";
      case WEBP -> "image/webp";
      case AVIF -> "image/avif";
      case GIF -> "image/gif";
      case MP4 -> "video/mp4";
      case WEBM -> "video/webm";
      case MP3 -> "audio/mpeg";
      case WAV -> "audio/wav";
      case OGG -> "audio/ogg";
      case M4A -> "audio/mp4";
      case FLAC -> "audio/flac";
      case GLB -> "model/gltf-binary";
      case GLTF -> "model/gltf+json";
      case KTX2 -> "image/ktx2";
      case HDR -> "image/vnd.radiance";
      case EXR -> "image/x-exr";
      case GLSL -> "text/plain;charset=utf-8";
      case WGSL -> "text/wgsl";
      case ZIP -> "application/zip";
      case JSON -> "application/json";
      case WASM -> "application/wasm";
      case UNSEEN -> "application/octet-stream";
    };
  }
}
