package io.atelier;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * How the API refuses, for its description: one response for each status, with the codes that
 * {@link ErrorCode} has for it, and every operation's own selection of them.
 */
final class ApiProblems {
  private static final String SCHEMA = "#/components/schemas/Problem";
  private static final String RESPONSE = "#/components/responses/";

  private ApiProblems() {}

  /** Adds the responses of these statuses, and what they have in common. */
  static void addTo(Components components, Set<Integer> statuses) {
    statuses.forEach(status -> components.addResponse(name(status), response(status)));
    Schema problem = Objects.requireNonNull(components.getSchemas().get("Problem"));
    problem.setDescription("What a request was refused for, or failed of (RFC 9457)");
    Optional.ofNullable(problem.getProperties().get("code"))
        .ifPresent(
            code ->
                code.setEnumeration(
                    Arrays.stream(ErrorCode.values()).<Object>map(Enum::name).toList()));
  }

  /**
   * Adds to an operation the refusals that follow from its form, unless it says them itself; gives
   * those that it names without a body the usual one.
   *
   * @return the statuses that were added
   */
  static Set<Integer> addTo(Operation operation, String path, HttpMethod method) {
    TreeSet<Integer> statuses = new TreeSet<>(List.of(401, 403, 406, 500, 503));
    if (path.contains("{") || namesTenant(operation)) {
      statuses.add(404);
    }
    if (path.contains("{") || operation.getParameters() != null || method != HttpMethod.GET) {
      statuses.add(400);
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of(413, 415));
    }
    statuses.removeIf(status -> operation.getResponses().hasAPIResponse(String.valueOf(status)));
    for (int status : statuses) {
      operation
          .getResponses()
          .addAPIResponse(
              String.valueOf(status), OASFactory.createAPIResponse().ref(RESPONSE + name(status)));
    }
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.compareTo("400") >= 0
                  && response.getRef() == null
                  && response.getContent() == null) {
                response.setContent(content(Integer.parseInt(status)));
              }
            });
    return statuses;
  }

  // Another's is answered like one that there is not.
  private static boolean namesTenant(Operation operation) {
    return operation.getParameters() != null
        && operation.getParameters().stream().anyMatch(one -> "tenant".equals(one.getName()));
  }

  private static String name(int status) {
    return "Problem" + status;
  }

  private static APIResponse response(int status) {
    String codes =
        codes(status).stream()
            .map(code -> "`" + code.name() + "`: " + code.title())
            .collect(Collectors.joining("; "));
    APIResponse response =
        OASFactory.createAPIResponse().description(codes + ".").content(content(status));
    if (status == 429 || status == 503) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("After how many seconds to ask again at the earliest")
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.INTEGER)));
    }
    return response;
  }

  private static Content content(int status) {
    Problem example = Problem.of(codes(status).get(0), null, codes(status).get(0).title() + ".");
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("type", example.type());
    shown.put("title", example.title());
    shown.put("status", example.status());
    shown.put("code", example.code());
    shown.put("field", null);
    shown.put("detail", example.detail());
    shown.put("retryable", example.retryable());
    return OASFactory.createContent()
        .addMediaType(
            Problem.MEDIA_TYPE,
            OASFactory.createMediaType()
                .schema(OASFactory.createSchema().ref(SCHEMA))
                .example(shown));
  }

  private static List<ErrorCode> codes(int status) {
    return Arrays.stream(ErrorCode.values()).filter(code -> code.status() == status).toList();
  }
}
