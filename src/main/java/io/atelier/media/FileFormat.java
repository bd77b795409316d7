package io.atelier.media;

import java.util.Locale;
import java.util.Optional;

/**
 * The file formats Atelier stores and serves, each with the Content-Type and the file extension it
 * is served under.
 *
 * <p>Types are those of the IANA media type registry, except {@code audio/wav}, {@code video/webm}
 * and {@code image/x-exr}, which are the names in use, and {@code text/wgsl} (WebGPU Shading
 * Language, appendix A).
 */
public enum FileFormat {
  PNG("image/png", "png", false),
  JPEG("image/jpeg", "jpg", false),
  WEBP("image/webp", "webp", false),
  AVIF("image/avif", "avif", false),
  GIF("image/gif", "gif", false),
  MP4("video/mp4", "mp4", false),
  WEBM("video/webm", "webm", false),
  MP3("audio/mpeg", "mp3", false),
  WAV("audio/wav", "wav", false),
  OGG("audio/ogg", "ogg", false),
  M4A("audio/mp4", "m4a", false),
  FLAC("audio/flac", "flac", false),
  GLB("model/gltf-binary", "glb", false),
  GLTF("model/gltf+json", "gltf", false),
  KTX2("image/ktx2", "ktx2", false),
  HDR("image/vnd.radiance", "hdr", false),
  EXR("image/x-exr", "exr", false),
  GLSL("text/plain", "glsl", true),
  WGSL("text/wgsl", "wgsl", true),
  ZIP("application/zip", "zip", true),
  JSON("application/json", "json", false),
  WASM("application/wasm", "wasm", true),
  /** Bytes that nobody looked into. */
  UNSEEN("application/octet-stream", "bin", true);

  private final String mimeType;
  private final String extension;
  private final boolean active;

  FileFormat(String mimeType, String extension, boolean active) {
    this.mimeType = mimeType;
    this.extension = extension;
    this.active = active;
  }

  /**
   * The format a file extension names, in any letter case and without its dot; {@code jpeg} is
   * {@code jpg}.
   */
  public static Optional<FileFormat> ofExtension(String extension) {
    String wanted = extension.toLowerCase(Locale.ROOT);
    if (wanted.equals("jpeg")) {
      return Optional.of(JPEG);
    }
    for (FileFormat format : values()) {
      if (format.extension.equals(wanted)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The media type, without parameters. */
  public String mimeType() {
    return mimeType;
  }

  /**
   * The media type as a header field, with a charset where a browser would else guess one: WGSL and
   * JSON are UTF-8 by definition, plain text is not.
   */
  public String contentType() {
    return mimeType.equals("text/plain") ? mimeType + ";charset=utf-8" : mimeType;
  }

  /** The file extension, lower case, without the dot. */
  public String extension() {
    return extension;
  }

  /**
   * Whether the content is a program or may carry one, and so must be served sandboxed or as an
   * attachment.
   */
  public boolean active() {
    return active;
  }
}
