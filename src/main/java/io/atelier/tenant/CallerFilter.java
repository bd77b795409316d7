package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.telemetry.LogContext;
import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;

/**
 * Lets nobody past who has no valid token of a tenant that is not closed, whatever a resource
 * forgot to say; only a resource method that says {@link PermitAll} itself is open.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class CallerFilter implements ContainerRequestFilter {
  private static final Logger LOG = System.getLogger(CallerFilter.class.getName());

  @Inject CurrentCaller caller;
  @Inject Tenants tenants;
  @Context ResourceInfo resource;
  @Context HttpServletRequest servletRequest;
  @Context HttpServletResponse servletResponse;

  @Override
  public void filter(ContainerRequestContext request) {
    Method method = resource.getResourceMethod();
    if (method.isAnnotationPresent(PermitAll.class)) {
      return;
    }
    authenticate();
    TenantId tenant = caller.tenant();
    LogContext.tenant(tenant.value());
    if (!method.isAnnotationPresent(EvenWhenClosed.class) && tenants.isClosed(tenant)) {
      throw new ProblemException(
          ErrorCode.TENANT_CLOSED, "This tenant is closed; ask the operator.");
    }
  }

  // Left to itself the container looks at the token of every request, an asset's too, before
  // anybody asks.
  private void authenticate() {
    if (servletRequest.getHeader(HttpHeaders.AUTHORIZATION) == null) {
      return;
    }
    try {
      servletRequest.authenticate(new UnansweredResponse(servletResponse));
    } catch (IOException | ServletException e) {
      LOG.log(Level.DEBUG, "A token was not accepted", e); // and nobody calls
    }
  }
}
