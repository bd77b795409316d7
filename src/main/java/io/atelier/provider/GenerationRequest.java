package io.atelier.provider;

import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.math.BigDecimal;
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
      @JsonbSubtype(alias = "texture", type = GenerationRequest.Texture.class),
      @JsonbSubtype(alias = "sound_effect", type = GenerationRequest.SoundEffect.class)
    })
public sealed interface GenerationRequest {
  /** The longest prompt, in Unicode code points. */
  int MAX_PROMPT = 2_000;

  /** The queue, deadline and limits it belongs to. */
  MediaKind kind();

  /**
   * A square image that covers a surface (FR-014).
   *
   * @param prompt what it shows
   * @param size width and height in pixels, 512 to 4096
   * @param seamless whether opposite edges must meet without a visible seam
   */
  record Texture(String prompt, int size, boolean seamless) implements GenerationRequest {
    public static final int MIN_SIZE = 512;
    public static final int MAX_SIZE = 4096;

    public Texture {
      requirePrompt(prompt);
      require(size >= MIN_SIZE && size <= MAX_SIZE, "size");
    }

    @Override
    public MediaKind kind() {
      return MediaKind.IMAGE;
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
      require(
          durationSeconds.compareTo(MIN_SECONDS) >= 0
              && durationSeconds.compareTo(MAX_SECONDS) <= 0,
          "durationSeconds");
    }

    @Override
    public MediaKind kind() {
      return MediaKind.SFX;
    }
  }

  private static void requirePrompt(String prompt) {
    require(!prompt.isBlank() && prompt.codePointCount(0, prompt.length()) <= MAX_PROMPT, "prompt");
  }

  private static void require(boolean holds, String field) {
    if (!holds) {
      throw new IllegalArgumentException(field + " is out of range");
    }
  }
}
