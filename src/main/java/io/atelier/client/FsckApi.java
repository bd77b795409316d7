package io.atelier.client;

import io.atelier.artifact.FsckFinding;
import io.atelier.artifact.FsckTotals;
import io.atelier.cost.BudgetDifferences;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** For operators: whether what belongs together is together; nothing is changed by it. */
@RegisterRestClient(configKey = "atelier")
@RegisterProvider(ClientJson.class)
@RegisterProvider(Refusals.class)
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/v1/fsck")
public interface FsckApi {

  /**
   * Compares files and rows, for as long as it takes. Whoever closes what is returned ends it.
   *
   * @param tenant null for all tenants'
   * @param content whether files are read and hashed; null if they are
   * @return a line of JSON at a time, each a {@link FsckFinding} or {@link FsckTotals}; without
   *     totals at last, whose event is {@code end}, it was cut off
   */
  @POST
  @Produces("application/x-ndjson")
  InputStream files(
      @QueryParam("tenant") @Nullable String tenant,
      @QueryParam("content") @Nullable Boolean content);

  /**
   * Compares budgets' counters with the jobs they count.
   *
   * @param tenant null for every tenant's
   */
  @POST
  @Path("/budgets")
  BudgetDifferences budgets(@QueryParam("tenant") @Nullable String tenant);
}
