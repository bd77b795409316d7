package io.atelier.artifact;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * A jsonb column as text.
 *
 * <p>{@code Object}, because the driver takes text for such a column but gives back a type of its
 * own, whose string form is the text.
 */
@Converter
public class JsonTextConverter implements AttributeConverter<@Nullable String, @Nullable Object> {

  @Override
  public @Nullable Object convertToDatabaseColumn(@Nullable String json) {
    return json;
  }

  @Override
  public @Nullable String convertToEntityAttribute(@Nullable Object column) {
    return column == null ? null : column.toString();
  }
}
