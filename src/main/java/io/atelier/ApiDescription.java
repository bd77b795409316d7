package io.atelier;

import static java.util.Map.entry;

import io.atelier.skill.StepSchema;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.examples.Example;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Says in the API's description, once, what holds for all of its operations: how they are refused,
 * what their usual parameters mean, which properties an answer always has, and what a step may say.
 */
public class ApiDescription implements OASFilter {
  private static final String STEP = "#/components/schemas/StepOrder";

  private static final String BATCH = "#/components/schemas/StepBatch";

  /** The operations that are answered when all nodes know of what they change. */
  static final Set<String> ON_ALL_NODES =
      Set.of(
          "putTenant",
          "putTenantAccess",
          "putTenantBudget",
          "putTenantGeneration",
          "putTenantStorage",
          "deleteTenantStorage",
          "rotateSigningKeys",
          "revokeSigningKey");

  /** What a parameter of a name is, wherever it is. */
  private static final Map<String, String> PARAMETERS =
      Map.ofEntries(
          entry("basis", "Those known in this way: reported computed assumed possible unknown"),
          entry("currency", "Those in this currency, ISO 4217"),
          entry("cursor", "The next of the page before; the first page without it"),
          entry("id", "The id, as its list or the answer that made it gives it"),
          entry("kind", "Those of this kind of media: video sfx bgm model_3d image"),
          entry("limit", "How many items a page has at most"),
          entry("model", "Those of this model of a provider's"),
          entry("name", "The name, as the list gives it"),
          entry("provider", "The provider's name, as in the configuration"),
          entry("run", "The workflow's own name of the run"),
          entry("skill", "Those of this skill"),
          entry("step", "The workflow's own name of the step"),
          entry("tenant", "The tenant; operators name whom they mean, others only themselves"),
          entry(
              "Idempotency-Key",
              "Names the request: repeated within seven days with the same body, it"
                  + " is answered as the first time and nothing more is made"),
          entry("Prefer", "wait=N: answer when the job has ended, or after N seconds, 60 at most"));

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Components components = api.getComponents();
    ApiRecords.describe(components);
    components.addSchema("StepOrder", JsonSchemas.of(StepSchema.step()));
    components.addSchema("StepBatch", JsonSchemas.of(StepSchema.steps(STEP)));
    components.addSchema(
        "StepRequest",
        OASFactory.createSchema()
            .description("A step, or several")
            .addOneOf(OASFactory.createSchema().ref(STEP))
            .addOneOf(OASFactory.createSchema().ref(BATCH)));
    Set<Integer> refusals = new TreeSet<>();
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> {
                          ApiReports.addTo(operation);
                          describe(item, operation);
                          onAllNodes(operation);
                          refusals.addAll(ApiProblems.addTo(operation, path, method));
                        }));
    ApiProblems.addTo(components, refusals);
  }

  private static void describe(PathItem item, Operation operation) {
    parameters(item.getParameters());
    parameters(operation.getParameters());
    if ("createStep".equals(operation.getOperationId())) {
      MediaType body =
          operation.getRequestBody().getContent().getMediaTypes().values().iterator().next();
      JsonObject examples = StepSchema.examples();
      examples.forEach(
          (name, step) -> {
            Example example = OASFactory.createExample();
            example.setValue(JsonSchemas.plain(step));
            body.addExample(name, example);
          });
    }
  }

  private static void onAllNodes(Operation operation) {
    if (!ON_ALL_NODES.contains(operation.getOperationId())) {
      return;
    }
    operation.setDescription(
        Optional.ofNullable(operation.getDescription()).map(text -> text + " ").orElse("")
            + "Answered when the change holds on all nodes that are up.");
    operation.getResponses().getAPIResponses().entrySet().stream()
        .filter(response -> response.getKey().startsWith("2"))
        .map(Map.Entry::getValue)
        .findFirst()
        .ifPresent(
            done ->
                operation
                    .getResponses()
                    .addAPIResponse(
                        "202",
                        OASFactory.createAPIResponse()
                            .description(
                                "It is done, but after five seconds some node that is up did not"
                                    + " know of it; it does as soon as it reads the database")
                            .content(done.getContent())
                            .addHeader(
                                "Unconfirmed-Nodes",
                                OASFactory.createHeader()
                                    .description(
                                        "The ids of those nodes; * where that is not known")
                                    .schema(
                                        OASFactory.createSchema()
                                            .addType(Schema.SchemaType.STRING)))));
  }

  private static void parameters(List<Parameter> parameters) {
    if (parameters == null) {
      return;
    }
    for (Parameter parameter : parameters) {
      String usual = PARAMETERS.get(parameter.getName());
      if (parameter.getDescription() == null && usual != null) {
        parameter.setDescription(usual);
      }
    }
  }
}
