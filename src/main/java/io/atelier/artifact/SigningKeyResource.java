package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.OnAllNodes;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For operators: the keys that sign a tenant's asset URLs; never the secrets. */
@RestResource
@Path("/tenants/{tenant}/signing-keys")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.OPERATOR)
@Tag(name = "Operations")
public class SigningKeyResource {
  private final SigningKeys keys;
  private final CurrentCaller caller;

  @Inject
  public SigningKeyResource(SigningKeys keys, CurrentCaller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  /** The live keys, the newest, which signs, first. */
  @GET
  @Operation(
      operationId = "listSigningKeys",
      summary = "The live keys; the first one signs",
      description = "The ETag is what a rotation may name in If-Match. For operators.")
  @APIResponse(
      responseCode = "200",
      description = "The live keys",
      content = @Content(schema = @Schema(implementation = KeyPage.class)))
  public Response list(@PathParam("tenant") String tenant) {
    return answer(Response.Status.OK, keys.live(TenantId.named(tenant)));
  }

  /** A new key signs from now on; the one before it still verifies, older ones no longer. */
  @POST
  @OnAllNodes
  @Operation(
      operationId = "rotateSigningKeys",
      summary = "Sign with a new key; URLs of the one before stay valid, older ones end",
      description =
          "Who sends the ETag that the keys were read with in If-Match does not end URLs that"
              + " another rotation left valid a moment ago. For operators; audited with the keys"
              + " before and after, never their secrets.")
  @APIResponse(
      responseCode = "201",
      description = "The live keys; the new one is the first",
      content = @Content(schema = @Schema(implementation = KeyPage.class)))
  @APIResponse(responseCode = "412", description = "They were changed meanwhile")
  public Response rotate(
      @PathParam("tenant") String tenant,
      @Parameter(description = "The ETag they were read with; then a change meanwhile is not lost")
          @HeaderParam(HttpHeaders.IF_MATCH)
          @Nullable String condition) {
    return answer(
        Response.Status.CREATED,
        keys.rotate(caller.get(), TenantId.named(tenant), IfMatch.of(condition)));
  }

  /** Takes a key back: the URLs it signed end. */
  @DELETE
  @OnAllNodes
  @Path("/{id}")
  @Operation(
      operationId = "revokeSigningKey",
      summary = "Take a key back: every URL it signed ends, on all nodes")
  public void revoke(@PathParam("tenant") String tenant, @PathParam("id") String id) {
    if (!SigningKey.isId(id) || !keys.revoke(caller.get(), TenantId.named(tenant), id)) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "The tenant has no live key of this id.");
    }
  }

  private static Response answer(Response.Status status, List<SigningKey> live) {
    List<SigningKeyView> shown =
        live.stream().map(key -> new SigningKeyView(key.id(), key.createdAt())).toList();
    return Response.status(status)
        .entity(new Page<>(shown, null))
        .header(HttpHeaders.ETAG, SigningKeys.tag(live.stream().map(SigningKey::id).toList()))
        .build();
  }

  /** Keys, as the API's description shows them. */
  public record KeyPage(List<SigningKeyView> items, @Nullable String next) {}
}
