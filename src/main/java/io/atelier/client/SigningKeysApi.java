package io.atelier.client;

import io.atelier.artifact.SigningKeyView;
import io.atelier.problem.Page;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: the keys that sign a tenant's asset URLs; never their secrets. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@RegisterProvider(TaggedReader.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/tenants/{tenant}/signing-keys")
public interface SigningKeysApi {

  /** The live keys; the first one signs. */
  @GET
  Tagged<Page<SigningKeyView>> list(@PathParam("tenant") String tenant);

  /**
   * Signs with a new key; URLs of the one before stay valid, older ones end.
   *
   * @param condition the entity tag they were read with; null for whatever there is
   */
  @POST
  Tagged<Page<SigningKeyView>> rotate(
      @PathParam("tenant") String tenant, @HeaderParam("If-Match") @Nullable String condition);

  /** Takes a key back: every URL it signed ends. */
  @DELETE
  @Path("/{id}")
  void revoke(@PathParam("tenant") String tenant, @PathParam("id") String id);
}
