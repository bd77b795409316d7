package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.Interaction;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestConverterTest {
  private final RequestConverter converter = new RequestConverter();

  static Stream<GenerationRequest> requests() {
    return Stream.of(
        new Texture("brushed gold", 1024, true),
        new Texture("\"'\\\n\t\u0001 {} 金 é 😀🏴‍☠️ \u2028", 4096, false),
        new Texture("😀".repeat(GenerationRequest.MAX_PROMPT), 512, true),
        new SoundEffect(null, Interaction.WIN, new BigDecimal("1.5")),
        new SoundEffect("coins 🪙", null, new BigDecimal("0.5")),
        new SoundEffect("coins", Interaction.CONFETTI, new BigDecimal("5")),
        new SoundEffect("coins", Interaction.CLICK, new BigDecimal("3.333")));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_request_survives_being_written_and_read(GenerationRequest request) {
    Object stored = converter.convertToDatabaseColumn(request);
    assertThat(converter.convertToEntityAttribute(stored)).isEqualTo(request);
  }

  @Test
  void the_database_may_reorder_and_space_what_it_stored() {
    Object stored = new StringBuilder("{\"size\": 1024, \"prompt\": \"gold\", ");
    assertThat(
            converter.convertToEntityAttribute(
                stored + "\"request\": \"texture\", \"seamless\": true}"))
        .isEqualTo(new Texture("gold", 1024, true));
  }

  // Rows outlive the code that wrote them.
  @Test
  void the_stored_form_does_not_change() {
    assertThat(converter.convertToDatabaseColumn(new Texture("gold", 1024, true)))
        .isEqualTo("{\"request\":\"texture\",\"prompt\":\"gold\",\"seamless\":true,\"size\":1024}");
    assertThat(
            converter.convertToDatabaseColumn(
                new SoundEffect(null, Interaction.WIN, new BigDecimal("1.5"))))
        .isEqualTo(
            "{\"request\":\"sound_effect\",\"durationSeconds\":1.5,\"interaction\":\"WIN\"}");
  }
}
