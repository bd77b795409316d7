package io.atelier.artifact;

import static io.atelier.media.FileFormat.AVIF;
import static io.atelier.media.FileFormat.EXR;
import static io.atelier.media.FileFormat.FLAC;
import static io.atelier.media.FileFormat.GIF;
import static io.atelier.media.FileFormat.GLB;
import static io.atelier.media.FileFormat.GLSL;
import static io.atelier.media.FileFormat.GLTF;
import static io.atelier.media.FileFormat.HDR;
import static io.atelier.media.FileFormat.JPEG;
import static io.atelier.media.FileFormat.JSON;
import static io.atelier.media.FileFormat.KTX2;
import static io.atelier.media.FileFormat.M4A;
import static io.atelier.media.FileFormat.MP3;
import static io.atelier.media.FileFormat.MP4;
import static io.atelier.media.FileFormat.OGG;
import static io.atelier.media.FileFormat.PNG;
import static io.atelier.media.FileFormat.WASM;
import static io.atelier.media.FileFormat.WAV;
import static io.atelier.media.FileFormat.WEBM;
import static io.atelier.media.FileFormat.WEBP;
import static io.atelier.media.FileFormat.WGSL;
import static io.atelier.media.FileFormat.ZIP;

import io.atelier.media.FileFormat;
import io.atelier.media.measure.Measure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an artifact is for (FR-001); a directory of its run. */
public enum ArtifactType {
  IMAGE(PNG, JPEG, WEBP, AVIF, GIF),
  VIDEO(MP4, WEBM),
  AUDIO(MP3, WAV, OGG, M4A, FLAC),
  MODEL_3D(GLB, GLTF),
  TEXTURE(PNG, JPEG, WEBP, AVIF, KTX2),
  ENVIRONMENT_MAP(HDR, EXR, KTX2, PNG, JPEG, WEBP),
  SHADER(GLSL, WGSL),
  BUNDLE(ZIP, JSON, WASM);

  private final Set<FileFormat> formats;

  ArtifactType(FileFormat... formats) {
    this.formats = Set.of(formats);
  }

  /** The formats such an artifact may have. */
  public Set<FileFormat> formats() {
    return formats;
  }

  /** What is measured on all its pixels; empty where its structure says enough. */
  Optional<Measure> measure() {
    return switch (this) {
      case TEXTURE -> Optional.of(Measure.SEAM);
      case ENVIRONMENT_MAP -> Optional.of(Measure.RANGE);
      case VIDEO -> Optional.of(Measure.LOOP);
      case IMAGE, AUDIO, MODEL_3D, SHADER, BUNDLE -> Optional.empty();
    };
  }

  /** The name in JSON and paths, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of that JSON name. */
  public static Optional<ArtifactType> ofJsonName(String name) {
    return Arrays.stream(values()).filter(type -> type.jsonName().equals(name)).findFirst();
  }
}
