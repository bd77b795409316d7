package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.run.RunId;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import io.atelier.tenant.PublicAddress;
import io.atelier.tenant.TenantId;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A run's artifacts as a whole: brought, deleted, and given URLs that need no token. */
@RestResource
@Path("/runs/{run}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Artifacts")
public class RunArtifactsResource {
  private static final int MOST_SIGNED = 1_000;

  private final Uploads uploads;
  private final Deletions deletions;
  private final ArtifactList artifacts;
  private final SignedLinks links;
  private final CurrentCaller caller;
  private final PublicAddress address;

  @Inject
  public RunArtifactsResource(
      Uploads uploads,
      Deletions deletions,
      ArtifactList artifacts,
      SignedLinks links,
      CurrentCaller caller,
      PublicAddress address) {
    this.uploads = uploads;
    this.deletions = deletions;
    this.artifacts = artifacts;
    this.links = links;
    this.caller = caller;
    this.address = address;
  }

  /** Saves the body as an artifact; what it is, its bytes say. */
  @POST
  @Path("/artifacts")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      operationId = "uploadArtifact",
      summary = "Bring a file",
      description =
          "The body is the file as it is, of whatever Content-Type: what it is, its bytes say.")
  @APIResponse(
      responseCode = "201",
      description = "Kept",
      headers =
          @Header(
              name = "Location",
              description = "Where the artifact is",
              schema = @Schema(type = SchemaType.STRING, format = "uri")),
      content = @Content(schema = @Schema(implementation = ArtifactView.class)))
  @APIResponse(responseCode = "413", description = "The file is larger than its type may be")
  @APIResponse(
      responseCode = "422",
      description = "The file is damaged, or nothing that an artifact of this type is")
  public Response upload(
      @PathParam("run") String run,
      @Parameter(
              description = "What it is to be used as",
              required = true,
              schema =
                  @Schema(
                      enumeration = {
                        "image",
                        "video",
                        "audio",
                        "model_3d",
                        "texture",
                        "environment_map",
                        "shader",
                        "bundle"
                      }))
          @QueryParam("type")
          String type,
      @Parameter(description = "What the client calls it; shown again, and nothing else")
          @QueryParam("filename")
          String filename,
      @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_OCTET_STREAM,
                      schema = @Schema(type = SchemaType.STRING, format = "binary")))
          InputStream body) {
    Artifact artifact =
        uploads.accept(
            new Upload(
                caller.get(),
                Parameters.run(run),
                Parameters.type(type),
                Parameters.filename(filename)),
            body,
            bytes(length));
    URI self = address.of("/api/v1/artifacts/" + artifact.id());
    return Response.created(self).entity(artifact.view(links)).build();
  }

  /** Deletes all of the run's artifacts; assets that other runs use stay. */
  @DELETE
  @Path("/artifacts")
  @RolesAllowed({Group.CREATOR, Group.OPERATOR})
  @Operation(
      operationId = "deleteRunArtifacts",
      summary = "Delete a run's artifacts; assets that other runs use stay")
  @Parameter(
      name = "tenant",
      in = ParameterIn.QUERY,
      description = "Whose run it is; operators have to say it",
      schema = @Schema(type = SchemaType.STRING))
  public DeletedArtifacts deleteAll(@PathParam("run") String run, @Context UriInfo request) {
    RunId id = Parameters.run(run);
    Optional<TenantId> asked =
        QueryParameters.of(request, "tenant").find("tenant").map(TenantId::named);
    if (caller.get().groups().contains(Group.OPERATOR)) {
      return delete(asked.orElseGet(this::own), id);
    }
    // Another tenant is answered like one that has nothing.
    return asked.orElse(caller.tenant()).equals(caller.tenant())
        ? delete(caller.tenant(), id)
        : new DeletedArtifacts(0);
  }

  // An operator has no assets, unless as a creator too.
  private TenantId own() {
    if (!caller.get().groups().contains(Group.CREATOR)) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD, "tenant", "tenant is required: whose run is it?");
    }
    return caller.tenant();
  }

  private DeletedArtifacts delete(TenantId tenant, RunId run) {
    return new DeletedArtifacts(deletions.deleteAll(caller.get(), tenant, run));
  }

  /** URLs that need no token, for all of the run's artifacts. */
  @POST
  @Path("/signed-uris")
  @Operation(
      operationId = "signRun",
      summary = "URLs for whoever has them, for all of a run's artifacts",
      description = "They work without a token until they expire; 1000 to a page.")
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  public Page<SignedUriView> sign(
      @PathParam("run") String run,
      @Context UriInfo request,
      @RequestBody(
              description = "How long they are to live; as configured without it",
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = SigningRequest.class),
                      examples =
                          @ExampleObject(
                              name = "an hour",
                              value = "{\"expires_in_seconds\":3600}")))
          InputStream body)
      throws IOException {
    RunId id = Parameters.run(run);
    UUID before = QueryParameters.of(request, "cursor").cursor(Parameters::key).orElse(null);
    SigningOrder order = SigningOrder.read(body, links);
    Page<Artifact> page =
        Page.of(
            artifacts.page(caller.tenant(), id, null, before, MOST_SIGNED + 1),
            MOST_SIGNED,
            Parameters::cursor);
    return new Page<>(
        page.items().stream().map(artifact -> links.view(artifact, order.lifetime())).toList(),
        page.next());
  }

  private static long bytes(@Nullable String length) {
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
  }
}
