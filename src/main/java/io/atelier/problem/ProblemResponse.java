package io.atelier.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** A problem as an HTTP response that no cache keeps. */
final class ProblemResponse {
  /** When to ask again, where nothing is known of when it will be better. */
  static final int RETRY_SECONDS = 5;

  private ProblemResponse() {}

  static Response of(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .header(HttpHeaders.CACHE_CONTROL, "no-store")
            .header("X-Content-Type-Options", "nosniff")
            .entity(problem);
    if (problem.status() == 401) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.status() == 429 || problem.status() == 503) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }
}
