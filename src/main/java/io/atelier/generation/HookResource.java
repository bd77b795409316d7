package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.problem.RestResource;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import io.atelier.provider.TaskCallbacks;
import io.atelier.provider.TaskCallbacks.Callback;
import io.atelier.provider.TaskCallbacks.Hint;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/**
 * Takes the calls of providers about their tasks. Whoever calls has no token of a tenant: the
 * address itself proves that we gave it away, and a call that proves nothing costs no look at the
 * database.
 */
@RestResource
@Path("/hooks")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@org.eclipse.microprofile.openapi.annotations.tags.Tag(name = "Provider hooks")
public class HookResource {
  private static final int MOST_BYTES = 256 * 1024;
  private static final JsonObject RECEIVED =
      Json.createObjectBuilder().add("received", true).build();

  private final Providers providers;
  private final Hints hints;
  private final MetricRegistry metrics;

  @Inject
  public HookResource(Providers providers, Hints hints, MetricRegistry metrics) {
    this.providers = providers;
    this.hints = hints;
    this.metrics = metrics;
  }

  /**
   * Takes a call. One that is the provider's is answered alike whatever became of its task: these
   * stop calling where they are answered by failures.
   */
  @POST
  @Path("/{provider}/{token}")
  @PermitAll
  @Operation(
      operationId = "providerHook",
      summary = "For providers: something happened to a task; it is looked at, nothing is believed")
  @APIResponse(
      responseCode = "200",
      description = "It was heard, whatever becomes of it",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = JsonObject.class),
              examples = @ExampleObject(name = "it was heard", value = "{\"received\":true}")))
  public JsonObject call(
      @PathParam("provider") String provider,
      @PathParam("token") String token,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    Optional<ProviderAdapter> named = providers.find(provider).filter(ProviderAdapter::available);
    if (named.isEmpty() || !(named.get() instanceof TaskCallbacks callbacks)) {
      throw nothing();
    }
    // No byte is read for whoever does not know the address.
    Optional<Hint> hint =
        callbacks.knows(token)
            ? callbacks.hint(new Callback(token, named(headers), text(body)))
            : Optional.empty();
    if (hint.isEmpty()) {
      count(provider, "refused");
      throw nothing();
    }
    count(provider, hints.take(provider, hint.get()) ? "taken" : "without_effect");
    return RECEIVED;
  }

  private void count(String provider, String outcome) {
    metrics
        .counter(
            "atelier_provider_hooks", new Tag("provider", provider), new Tag("outcome", outcome))
        .inc();
  }

  private static Map<String, String> named(HttpHeaders headers) {
    Map<String, String> named = new HashMap<>();
    headers
        .getRequestHeaders()
        .forEach((name, values) -> named.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    return named;
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE, "A call may have at most " + MOST_BYTES + " bytes.");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ProblemException nothing() {
    return new ProblemException(ErrorCode.NOT_FOUND, "Nobody is to call here.");
  }
}
