package io.atelier.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** What reports of costs are filtered by, for the API's description. */
public final class CostParameters {
  private CostParameters() {}

  /** The parameters that {@link CostFilter} reads the filter from. */
  public static List<Parameter> all() {
    List<Parameter> all = new ArrayList<>();
    all.add(text("from").description("Accepted on this UTC day, or at this time, or later"));
    all.add(text("to").description("Accepted before this UTC day or time"));
    Arrays.stream(CostKey.values())
        .filter(CostKey::filters)
        .map(CostParameters::of)
        .forEach(all::add);
    return all;
  }

  private static Parameter of(CostKey key) {
    Parameter parameter = text(key.jsonName());
    if (key == CostKey.RESOLUTION) {
      parameter.description("As it was asked for; empty for what has none").example("1080p");
    } else if (key == CostKey.DURATION) {
      parameter.setDescription("The bucket of seconds; empty for what has none");
      List<Object> buckets = new ArrayList<>(List.of(""));
      buckets.addAll(DurationBucket.NAMES);
      parameter.getSchema().setEnumeration(buckets);
    }
    return parameter;
  }

  private static Parameter text(String name) {
    Schema schema = OASFactory.createSchema().addType(SchemaType.STRING);
    return OASFactory.createParameter().name(name).in(In.QUERY).schema(schema);
  }
}
