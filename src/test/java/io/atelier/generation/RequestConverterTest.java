package io.atelier.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.SoundEffect;
import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.Interaction;
import io.atelier.provider.ProviderAdapterContract;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestConverterTest {
  private final RequestConverter converter = new RequestConverter();

  static Stream<GenerationRequest> requests() {
    return Stream.concat(ProviderAdapterContract.requests(), edges());
  }

  private static Stream<GenerationRequest> edges() {
    return Stream.of(
        Texture.of("brushed gold", 1024, true),
        Texture.of("\"'\\\n\t\u0001 {} 金 é 😀🏴‍☠️ \u2028", 4096, false),
        Texture.of("😀".repeat(GenerationRequest.MAX_PROMPT), 512, true),
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
        .isEqualTo(Texture.of("gold", 1024, true));
  }

  @Test
  void a_texture_that_was_stored_before_there_were_maps_is_read() {
    assertThat(
            converter.convertToEntityAttribute(
                "{\"request\":\"texture\",\"prompt\":\"gold\",\"seamless\":true,\"size\":512}"))
        .isEqualTo(Texture.of("gold", 512, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"request\":\"hologram\"}",
        "{\"request\":\"texture\",\"prompt\":\"gold\",\"seamless\":true,\"size\":1}"
      })
  void what_is_no_request_is_told_apart(String json) {
    assertThatExceptionOfType(UnreadableRequestException.class)
        .isThrownBy(() -> converter.convertToEntityAttribute(json));
  }

  @Test
  void whose_request_cannot_be_read_is_named() {
    UUID job = UUID.randomUUID();
    assertThatExceptionOfType(UnreadableRequestException.class)
        .isThrownBy(() -> RequestConverter.read(job, "{}"))
        .satisfies(e -> assertThat(e.job()).contains(job));
  }

  // Rows outlive the code that wrote them.
  @Test
  void the_stored_form_does_not_change() {
    assertThat(converter.convertToDatabaseColumn(Texture.of("gold", 1024, true)))
        .isEqualTo(
            "{\"request\":\"texture\",\"maps\":[],\"prompt\":\"gold\",\"seamless\":true,\"size\":1024}");
    assertThat(
            converter.convertToDatabaseColumn(
                new SoundEffect(null, Interaction.WIN, new BigDecimal("1.5"))))
        .isEqualTo(
            "{\"request\":\"sound_effect\",\"durationSeconds\":1.5,\"interaction\":\"WIN\"}");
  }
}
