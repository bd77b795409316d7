package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.Page;
import io.atelier.problem.ProblemException;
import io.atelier.problem.QueryParameters;
import io.atelier.problem.RestResource;
import io.atelier.tenant.CurrentCaller;
import io.atelier.tenant.Group;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's artifacts: listed, read, deleted, and given URLs that need no token. */
@RestResource
@Path("/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Group.CREATOR)
@Tag(name = "Artifacts")
public class ArtifactResource {
  private static final int USUAL_ITEMS = 50;
  private static final int MOST_ITEMS = 200;

  private final ArtifactList artifacts;
  private final Deletions deletions;
  private final SignedLinks links;
  private final CurrentCaller caller;

  @Inject
  public ArtifactResource(
      ArtifactList artifacts, Deletions deletions, SignedLinks links, CurrentCaller caller) {
    this.artifacts = artifacts;
    this.deletions = deletions;
    this.links = links;
    this.caller = caller;
  }

  /** The tenant's artifacts, the newest first. */
  @GET
  @Operation(operationId = "listArtifacts", summary = "Artifacts, the newest first")
  @Parameter(name = "run", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "type",
      in = ParameterIn.QUERY,
      description = "These only",
      schema =
          @Schema(
              type = SchemaType.STRING,
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
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "limit", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
  public Page<ArtifactView> list(@Context UriInfo request) {
    QueryParameters query = QueryParameters.of(request, "run", "type", "cursor", "limit");
    int limit = query.limit(USUAL_ITEMS, MOST_ITEMS);
    List<Artifact> found =
        artifacts.page(
            caller.tenant(),
            query.find("run").map(Parameters::run).orElse(null),
            query.find("type").map(Parameters::type).orElse(null),
            query.cursor(Parameters::key).orElse(null),
            limit + 1);
    Page<Artifact> page = Page.of(found, limit, Parameters::cursor);
    return new Page<>(
        page.items().stream().map(artifact -> artifact.view(links)).toList(), page.next());
  }

  /** One artifact. */
  @GET
  @Path("/{id}")
  @Operation(operationId = "getArtifact", summary = "One artifact, with its URLs")
  public ArtifactView get(@PathParam("id") String id) {
    return find(id).view(links);
  }

  /** Deletes an artifact; its asset goes with the last artifact that has it. */
  @DELETE
  @Path("/{id}")
  @Operation(
      operationId = "deleteArtifact",
      summary = "Delete an artifact; its asset goes with the last artifact that has it")
  public void delete(@PathParam("id") String id) {
    UUID artifact = Parameters.id(id).orElseThrow(ArtifactResource::nothing);
    if (!deletions.delete(caller.get(), artifact)) {
      throw nothing();
    }
  }

  /** A URL that needs no token. */
  @POST
  @Path("/{id}/signed-uri")
  @Operation(
      operationId = "signArtifact",
      summary = "A URL for whoever has it",
      description =
          "It works without a token until it expires, and another can be had at any time.")
  public SignedUriView sign(
      @PathParam("id") String id,
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
    Artifact artifact = find(id);
    return links.view(artifact, SigningOrder.read(body, links).lifetime());
  }

  private Artifact find(String id) {
    return Parameters.id(id)
        .flatMap(artifact -> artifacts.find(caller.tenant(), artifact))
        .orElseThrow(ArtifactResource::nothing);
  }

  private static ProblemException nothing() {
    return new ProblemException(
        ErrorCode.NOT_FOUND, "No artifact has this id, or it is not yours.");
  }
}
