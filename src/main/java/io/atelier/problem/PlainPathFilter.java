package io.atelier.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses paths with matrix parameters ({@code /runs/a;b=c}), which JAX-RS would pass over: every
 * resource has one address, and what stands in front of us must not read another one than we do.
 */
@Provider
@PreMatching
public class PlainPathFilter implements ContainerRequestFilter {
  // As it was sent: JAX-RS' own view of it throws on a query it cannot read.
  @Context HttpServletRequest sent;

  @Override
  public void filter(ContainerRequestContext request) {
    if (sent.getRequestURI().indexOf(';') >= 0) {
      throw new ProblemException(ErrorCode.NOT_FOUND, "No resource has this path.");
    }
  }
}
