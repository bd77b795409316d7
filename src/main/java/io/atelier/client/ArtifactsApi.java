package io.atelier.client;

import io.atelier.artifact.ArtifactView;
import io.atelier.artifact.DeletedArtifacts;
import io.atelier.artifact.SignedUriView;
import io.atelier.artifact.SigningRequest;
import io.atelier.problem.Page;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Artifacts: what was made or brought, and URLs of it. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Path("/api/v1")
public interface ArtifactsApi {

  /** Artifacts, the newest first; null for any. */
  @GET
  @Path("/artifacts")
  Page<ArtifactView> list(
      @QueryParam("run") @Nullable String run,
      @QueryParam("type") @Nullable String type,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);

  /** One artifact. */
  @GET
  @Path("/artifacts/{id}")
  ArtifactView get(@PathParam("id") UUID id);

  /** Deletes an artifact; its asset goes with the last artifact that has it. */
  @DELETE
  @Path("/artifacts/{id}")
  void delete(@PathParam("id") UUID id);

  /** A URL for whoever has it. */
  @POST
  @Path("/artifacts/{id}/signed-uri")
  SignedUriView sign(@PathParam("id") UUID id, SigningRequest request);

  /**
   * Brings a file.
   *
   * @param type {@code image video audio model_3d texture environment_map shader bundle}
   * @param filename what it is called; shown again, and nothing else; or null
   */
  @POST
  @Path("/runs/{run}/artifacts")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  ArtifactView upload(
      @PathParam("run") String run,
      @QueryParam("type") String type,
      @QueryParam("filename") @Nullable String filename,
      InputStream file);

  /** Deletes all of a run's artifacts; assets that other runs use stay. */
  @DELETE
  @Path("/runs/{run}/artifacts")
  DeletedArtifacts deleteAll(@PathParam("run") String run);

  /** URLs for whoever has them, for all of a run's artifacts. */
  @POST
  @Path("/runs/{run}/signed-uris")
  Page<SignedUriView> signAll(
      @PathParam("run") String run,
      @QueryParam("cursor") @Nullable String cursor,
      SigningRequest request);
}
