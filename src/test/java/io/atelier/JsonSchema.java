package io.atelier;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.json.JsonValue;

/** A JSON Schema (draft 2020-12), as a validator that knows nothing of Atelier reads it. */
public record JsonSchema(Schema schema) {

  /** The schema of that text. */
  public static JsonSchema of(String text) {
    return new JsonSchema(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(text));
  }

  /** Whether it takes that value. */
  public boolean takes(JsonValue value) {
    return schema.validate(value.toString(), InputFormat.JSON).isEmpty();
  }
}
