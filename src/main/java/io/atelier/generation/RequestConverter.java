package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.UUID;

/**
 * A request as the JSON it is stored as.
 *
 * <p>{@code Object}, because the driver takes text for a jsonb column but gives back a type of its
 * own, whose string form is the text.
 */
@Converter
public class RequestConverter implements AttributeConverter<GenerationRequest, Object> {
  private static final Jsonb JSON = JsonbBuilder.create();

  @Override
  public String convertToDatabaseColumn(GenerationRequest request) {
    return JSON.toJson(request);
  }

  @Override
  public GenerationRequest convertToEntityAttribute(Object json) {
    try {
      return JSON.fromJson(json.toString(), GenerationRequest.class);
    } catch (RuntimeException e) {
      throw new UnreadableRequestException(e);
    }
  }

  /**
   * What a job is to make, by its row.
   *
   * @throws UnreadableRequestException naming the job
   */
  static GenerationRequest read(UUID job, Object json) {
    try {
      return new RequestConverter().convertToEntityAttribute(json);
    } catch (UnreadableRequestException e) {
      throw new UnreadableRequestException(job, e);
    }
  }
}
