package io.atelier.telemetry;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Takes a caller's trace from its {@code traceparent} header, for as long as its request's thread
 * answers it. Not before assets: they are many, and nothing is made for them.
 */
@WebFilter(urlPatterns = "/api/v1/*", asyncSupported = true)
public class RequestFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Trace trace = Trace.parse(request.getHeader("traceparent")).orElse(null);
    LogContext.Scope scope = LogContext.request(trace);
    try {
      chain.doFilter(request, response);
    } finally {
      scope.close();
    }
  }
}
