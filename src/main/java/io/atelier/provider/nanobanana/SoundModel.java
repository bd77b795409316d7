package io.atelier.provider.nanobanana;

import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.remote.PriceBook.Unit;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The model that makes sounds.
 *
 * @param name of the model
 */
record SoundModel(String name) {
  // Documented are 5,000; more than these are answered with "text exceeds maximum length".
  private static final int LONGEST_TEXT = 450;
  private static final BigDecimal INFLUENCE = new BigDecimal("0.3");

  Optional<String> refusal(SoundEffect sound) {
    return Wording.of(sound, LONGEST_TEXT).isEmpty()
        ? Optional.of("its sounds are described in at most " + LONGEST_TEXT + " characters")
        : Optional.empty();
  }

  Creation creation(SoundEffect sound) {
    // In steps of a tenth: what is too long is cut.
    BigDecimal seconds = sound.durationSeconds().setScale(1, RoundingMode.CEILING);
    return new Creation(
        name,
        Json.createObjectBuilder()
            .add("text", Wording.of(sound, LONGEST_TEXT).orElseThrow())
            .add("loop", false)
            .add("duration_seconds", seconds)
            .add("prompt_influence", INFLUENCE)
            .add("output_format", "mp3_44100_128")
            .build(),
        name,
        Unit.SECOND,
        seconds);
  }
}
