package io.atelier.client;

import io.atelier.problem.Page;
import io.atelier.tenant.AuditEntry;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: who did what. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/audit")
public interface AuditApi {

  /**
   * What was done, the newest first.
   *
   * @param tenant whose things it was done to; null for any, and for the installation's
   */
  @GET
  Page<AuditEntry> list(
      @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit);
}
