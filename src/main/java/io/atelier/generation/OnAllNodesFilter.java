package io.atelier.generation;

import io.atelier.tenant.OnAllNodes;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Has a change of settings answered when all nodes know of it. What is committed is not taken back
 * for a node that is slow: the answer is then 202, and says which.
 */
@Provider
@OnAllNodes
public class OnAllNodesFilter implements ContainerResponseFilter {
  /** Names the nodes of which it is not known, by their ids; {@code *} where not even that is. */
  static final String UNCONFIRMED = "Unconfirmed-Nodes";

  @Inject SettingsChange change;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
      return;
    }
    List<String> unaware = change.awaitOtherNodes();
    if (!unaware.isEmpty()) {
      response.setStatusInfo(Response.Status.ACCEPTED);
      response.getHeaders().putSingle(UNCONFIRMED, String.join(", ", unaware));
    }
  }
}
