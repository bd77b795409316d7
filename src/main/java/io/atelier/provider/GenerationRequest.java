package io.atelier.provider;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made, free of any provider's words; a request outside of the limits of the
 * requirement cannot be constructed.
 *
 * <p>Skills turn their input into one of these, adapters turn it into their own protocol.
 */
@JsonbTypeInfo(
    key = "request",
    value = {
      @JsonbSubtype(alias = "video", type = GenerationRequest.Video.class),
      @JsonbSubtype(alias = "sound_effect", type = GenerationRequest.SoundEffect.class),
      @JsonbSubtype(alias = "music", type = GenerationRequest.Music.class),
      @JsonbSubtype(alias = "model", type = GenerationRequest.Model.class),
      @JsonbSubtype(alias = "texture", type = GenerationRequest.Texture.class),
      @JsonbSubtype(alias = "image", type = GenerationRequest.Image.class),
      @JsonbSubtype(alias = "environment_map", type = GenerationRequest.EnvironmentMap.class)
    })
public sealed interface GenerationRequest {
  /** The longest prompt, in Unicode code points. */
  int MAX_PROMPT = 2_000;

  /** The longest style, in Unicode code points. */
  int MAX_STYLE = 200;

  /** The queue, deadline and limits it belongs to. */
  MediaKind kind();

  /** The tenant's artifact that shows what it is to be made from, or null. */
  default @Nullable UUID reference() {
    return null;
  }

  /**
   * A short video (FR-007).
   *
   * @param style the campaign's look, or null
   * @param durationSeconds 4 to 15 seconds
   * @param loop whether its end must meet its beginning without a visible seam (FR-008)
   * @param reference an image that it animates, or null
   */
  record Video(
      String prompt,
      @Nullable String style,
      BigDecimal durationSeconds,
      Resolution resolution,
      AspectRatio aspectRatio,
      boolean loop,
      @Nullable UUID reference)
      implements GenerationRequest {
    public static final BigDecimal MIN_SECONDS = new BigDecimal("4");
    public static final BigDecimal MAX_SECONDS = new BigDecimal("15");

    public Video {
      requirePrompt(prompt);
      requireStyle(style);
      requireWithin(durationSeconds, MIN_SECONDS, MAX_SECONDS);
    }

    /** In pixels, even. */
    public int width() {
      return aspectRatio.width(resolution.shortSide());
    }

    /** In pixels, even. */
    public int height() {
      return aspectRatio.height(resolution.shortSide());
    }

    @Override
    public MediaKind kind() {
      return MediaKind.VIDEO;
    }
  }

  /**
   * A short sound (FR-009); it has a prompt, an interaction or both.
   *
   * @param prompt what it sounds like, or null
   * @param interaction the game interaction it accompanies, or null
   * @param durationSeconds 0.5 to 5 seconds
   */
  record SoundEffect(
      @Nullable String prompt, @Nullable Interaction interaction, BigDecimal durationSeconds)
      implements GenerationRequest {
    public static final BigDecimal MIN_SECONDS = new BigDecimal("0.5");
    public static final BigDecimal MAX_SECONDS = new BigDecimal("5");

    public SoundEffect {
      if (prompt != null) {
        requirePrompt(prompt);
      }
      require(prompt != null || interaction != null, "prompt");
      requireWithin(durationSeconds, MIN_SECONDS, MAX_SECONDS);
    }

    @Override
    public MediaKind kind() {
      return MediaKind.SFX;
    }
  }

  /**
   * Background music (FR-010).
   *
   * @param durationSeconds 30 to 120 seconds
   * @param instrumental whether nobody may sing in it (US3.3)
   */
  record Music(String prompt, MusicStyle style, BigDecimal durationSeconds, boolean instrumental)
      implements GenerationRequest {
    public static final BigDecimal MIN_SECONDS = new BigDecimal("30");
    public static final BigDecimal MAX_SECONDS = new BigDecimal("120");

    public Music {
      requirePrompt(prompt);
      requireWithin(durationSeconds, MIN_SECONDS, MAX_SECONDS);
    }

    @Override
    public MediaKind kind() {
      return MediaKind.BGM;
    }
  }

  /**
   * A 3D model with PBR materials (FR-012); from a prompt, a reference image (FR-013) or both.
   *
   * @param prompt what it is, or null
   * @param style the campaign's look, or null
   * @param reference an image of it, or null
   * @param maxTriangles the most that may be drawn, 100 to 50,000
   */
  record Model(
      @Nullable String prompt, @Nullable String style, @Nullable UUID reference, int maxTriangles)
      implements GenerationRequest {
    public static final int MIN_TRIANGLES = 100;
    public static final int MAX_TRIANGLES = 50_000;

    public Model {
      if (prompt != null) {
        requirePrompt(prompt);
      }
      require(prompt != null || reference != null, "prompt");
      requireStyle(style);
      require(maxTriangles >= MIN_TRIANGLES && maxTriangles <= MAX_TRIANGLES, "maxTriangles");
    }

    @Override
    public MediaKind kind() {
      return MediaKind.MODEL_3D;
    }
  }

  /**
   * A square image that covers a surface (FR-014), or the set of maps of a PBR material.
   *
   * @param prompt what it shows
   * @param style the campaign's look, or null
   * @param size width and height in pixels, 512 to 4096
   * @param seamless whether opposite edges must meet without a visible seam
   * @param maps which maps of the material, each once, in the order they are given back; empty for
   *     a picture of the surface
   */
  record Texture(
      String prompt, @Nullable String style, int size, boolean seamless, List<TextureMap> maps)
      implements GenerationRequest {
    public static final int MIN_SIZE = 512;
    public static final int MAX_SIZE = 4096;

    // Rows written before there were maps have none.
    @SuppressWarnings("ConstantValue")
    public Texture {
      requirePrompt(prompt);
      requireStyle(style);
      require(size >= MIN_SIZE && size <= MAX_SIZE, "size");
      maps = maps == null ? List.of() : List.copyOf(maps);
      require(maps.stream().distinct().count() == maps.size(), "maps");
    }

    /** A picture of the surface, in no particular style. */
    public static Texture of(String prompt, int size, boolean seamless) {
      return new Texture(prompt, null, size, seamless, List.of());
    }

    @Override
    public MediaKind kind() {
      return MediaKind.IMAGE;
    }
  }

  /**
   * A picture (FR-014).
   *
   * @param style the campaign's look, or null
   * @param width in pixels, 512 to 4096
   * @param height the same
   * @param reference an image that it is made from, or null
   */
  record Image(
      String prompt, @Nullable String style, int width, int height, @Nullable UUID reference)
      implements GenerationRequest {
    public static final int MIN_SIZE = 512;
    public static final int MAX_SIZE = 4096;

    public Image {
      requirePrompt(prompt);
      requireStyle(style);
      require(width >= MIN_SIZE && width <= MAX_SIZE, "width");
      require(height >= MIN_SIZE && height <= MAX_SIZE, "height");
    }

    @Override
    public MediaKind kind() {
      return MediaKind.IMAGE;
    }
  }

  /**
   * What lights a scene and is mirrored in it: an equirectangular panorama of high dynamic range
   * (FR-015), twice as wide as high.
   *
   * @param style the campaign's look, or null
   * @param width in pixels, 1024 to 4096, even
   */
  record EnvironmentMap(String prompt, @Nullable String style, int width)
      implements GenerationRequest {
    public static final int MIN_WIDTH = 1024;
    public static final int MAX_WIDTH = 4096;

    public EnvironmentMap {
      requirePrompt(prompt);
      requireStyle(style);
      require(width >= MIN_WIDTH && width <= MAX_WIDTH && width % 2 == 0, "width");
    }

    /** In pixels. */
    public int height() {
      return width / 2;
    }

    @Override
    public MediaKind kind() {
      return MediaKind.IMAGE;
    }
  }

  private static void requirePrompt(String prompt) {
    require(!prompt.isBlank() && prompt.codePointCount(0, prompt.length()) <= MAX_PROMPT, "prompt");
  }

  private static void requireStyle(@Nullable String style) {
    require(
        style == null || (!style.isBlank() && style.codePointCount(0, style.length()) <= MAX_STYLE),
        "style");
  }

  private static void requireWithin(BigDecimal seconds, BigDecimal least, BigDecimal most) {
    require(seconds.compareTo(least) >= 0 && seconds.compareTo(most) <= 0, "durationSeconds");
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is out of range");
    }
  }
}
