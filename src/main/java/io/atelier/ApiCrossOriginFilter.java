package io.atelier;

import io.atelier.artifact.CrossOrigin;
import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets pages of the listed origins call the API, and answers their browsers' preflights. */
@WebFilter(
    filterName = "api-cross-origin",
    urlPatterns = "/api/*",
    dispatcherTypes = DispatcherType.REQUEST,
    asyncSupported = true)
public class ApiCrossOriginFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject transient CrossOrigin origins;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    origins.allowCall(request, response);
    if (request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null) {
      origins.preflight(
          response,
          "GET, HEAD, POST, PUT, DELETE, OPTIONS",
          "Authorization, Content-Type, Idempotency-Key, If-Match, Last-Event-ID, Prefer");
    } else {
      chain.doFilter(request, response);
    }
  }
}
