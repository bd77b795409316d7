package io.atelier.artifact;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** A provenance as the JSON it is stored as; {@code Object} as in {@link JsonTextConverter}. */
@Converter
public class ProvenanceConverter
    implements AttributeConverter<@Nullable Provenance, @Nullable Object> {
  private static final Jsonb JSON = JsonbBuilder.create();

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable Provenance provenance) {
    return provenance == null ? null : JSON.toJson(provenance);
  }

  @Override
  public @Nullable Provenance convertToEntityAttribute(@Nullable Object json) {
    return json == null ? null : JSON.fromJson(json.toString(), Provenance.class);
  }
}
