package io.atelier.problem;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The error page of the whole application: an error the container raises outside of JAX-RS (a
 * refused token, an unknown path, a servlet's {@code sendError}) leaves as a problem document, and
 * names no product.
 */
@WebServlet(name = "problem", urlPatterns = "/problem")
public class ErrorPageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Jsonb JSON = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Object raised = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    // Asked for directly there is no error to show.
    ErrorCode code = raised instanceof Integer s ? ErrorCode.ofStatus(s) : ErrorCode.NOT_FOUND;
    write(response, Problem.of(code, null, code.title() + "."));
  }

  /** Writes a problem as the whole response of a servlet. */
  public static void write(HttpServletResponse response, Problem problem) throws IOException {
    byte[] body = JSON.toJson(problem).getBytes(StandardCharsets.UTF_8);
    response.setStatus(problem.status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (problem.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer");
    }
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
