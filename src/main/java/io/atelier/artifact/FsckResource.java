package io.atelier.artifact;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.bind.Jsonb;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has the store compared with the database, for operators; nothing is ever changed by it. */
@RestResource
@Path("/fsck")
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class FsckResource {
  private static final Logger LOG = System.getLogger(FsckResource.class.getName());

  private static final String EXAMPLE =
      "{\"event\":\"end\",\"rows\":1200,\"files\":1200,\"bytes\":470239200,\"findings\":{}}";

  private final Fsck fsck;
  private final AuditTrail trail;
  private final CurrentCaller caller;
  private final Jsonb json;

  @Inject
  public FsckResource(Fsck fsck, AuditTrail trail, CurrentCaller caller, Jsonb json) {
    this.fsck = fsck;
    this.trail = trail;
    this.caller = caller;
    this.json = json;
  }

  /** Answers one JSON object a line while it goes: progress, findings, and totals at the end. */
  @POST
  @Transactional
  @Produces("application/x-ndjson")
  @Operation(
      operationId = "fsck",
      summary = "Whether files and rows belong together, as a stream",
      description = "Changes nothing. An answer whose last line has not the event end was cut off.")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "This tenant's assets only",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "content",
      in = ParameterIn.QUERY,
      description = "false leaves the bytes unread: names, sizes and rows only",
      schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "true"))
  @APIResponse(
      responseCode = "200",
      description = "Lines with the event progress, finding, and at last end",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(anyOf = {FsckFinding.class, FsckTotals.class}),
              examples = @ExampleObject(name = "the last line", value = EXAMPLE)))
  public StreamingOutput run(@Context UriInfo request) {
    QueryParameters query = QueryParameters.of(request, "tenant", "content");
    Optional<TenantId> only = query.find("tenant").map(TenantId::named);
    boolean bytes = query.find("content").map(FsckResource::bool).orElse(true);
    // One that is of all tenants is written down as done to the operator's own.
    trail.record(
        caller.get(),
        only.orElse(caller.tenant()),
        "fsck",
        Json.createObjectBuilder()
            .add("all_tenants", only.isEmpty())
            .add("content", bytes)
            .build());
    return out -> run(only, bytes, out);
  }

  private void run(Optional<TenantId> tenant, boolean bytes, OutputStream out) {
    FsckReport report = new FsckReport(out, json, System::nanoTime);
    try {
      fsck.run(tenant, bytes, report);
      report.end();
    } catch (IOException | RuntimeException e) {
      if (report.abandoned()) {
        LOG.log(Level.INFO, "Nobody listens to fsck any more; it stops");
      } else {
        // The status is sent; the last line has to say it.
        LOG.log(Level.ERROR, "fsck could not go on", e);
        report.failed();
      }
    }
  }

  private static boolean bool(String content) {
    return switch (content) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new InvalidFieldException("content", "must be true or false");
    };
  }
}
