package io.atelier;

import io.atelier.cost.CostParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** The parameters that reports have in common, for the API's description. */
final class ApiReports {
  private static final Set<String> OF_COSTS = Set.of("getCosts", "getCostEntries");
  private static final String OF_STORAGE = "getStorage";

  private ApiReports() {}

  /** Adds them to an operation that is a report. */
  static void addTo(Operation operation) {
    String id = operation.getOperationId();
    if (OF_COSTS.contains(id)) {
      CostParameters.all().forEach(operation::addParameter);
    }
    if (OF_COSTS.contains(id) || OF_STORAGE.equals(id)) {
      operation.addParameter(format());
      operation.addParameter(parameter("cursor", type(SchemaType.STRING)));
      operation.addParameter(
          parameter(
              "limit",
              type(SchemaType.INTEGER)
                  .minimum(BigDecimal.ONE)
                  .maximum(BigDecimal.valueOf(1000))
                  .defaultValue(100)));
    }
  }

  private static Parameter format() {
    return parameter(
            "format", type(SchemaType.STRING).enumeration(List.<Object>of("json", "csv", "ndjson")))
        .description(
            "json in pages, or all of it as csv or as ndjson, an item a line; whatever the Accept"
                + " header says");
  }

  private static Schema type(SchemaType type) {
    return OASFactory.createSchema().addType(type);
  }

  private static Parameter parameter(String name, Schema schema) {
    return OASFactory.createParameter().name(name).in(In.QUERY).schema(schema);
  }
}
