package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;

/**
 * Lets nobody past who has no valid token of a tenant that is not closed, whatever a resource
 * forgot to say; only a resource method that says {@link PermitAll} itself is open.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {
  @Inject CurrentCaller caller;
  @Inject Tenants tenants;
  @Context ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(PermitAll.class)) {
      return;
    }
    TenantId tenant = caller.tenant();
    if (!method.isAnnotationPresent(EvenWhenClosed.class) && tenants.isClosed(tenant)) {
      throw new ProblemException(
          ErrorCode.TENANT_CLOSED, "This tenant is closed; ask the operator.");
    }
  }
}
