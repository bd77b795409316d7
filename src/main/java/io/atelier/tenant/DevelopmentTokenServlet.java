package io.atelier.tenant;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ErrorPageServlet;
import io.atelier.problem.Problem;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /dev/token?tenant=acme&groups=creator}: a token as plain text, on a developer's
 * machine only.
 *
 * <p>It answers loopback peers that also asked for a loopback name: the second check keeps a web
 * page whose name was rebound to 127.0.0.1 from reading tokens. Off, it does not exist.
 */
@WebServlet(name = "development-token", urlPatterns = "/dev/token")
public class DevelopmentTokenServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Set<String> LOOPBACK_NAMES =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private static final Set<String> GROUPS = Set.of(Group.CREATOR, Group.OPERATOR);

  /** What a proxy on this machine, which is a loopback peer too, says of whom it asks for. */
  private static final Set<String> FORWARDED =
      Set.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

  @Inject transient IdentitySettings settings;
  @Inject transient DevelopmentIssuer issuer;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!settings.developmentIssuer() || !isLocal(request)) {
      ErrorPageServlet.write(
          response, Problem.of(ErrorCode.NOT_FOUND, null, "No resource has this path."));
    } else if (request.getMethod().equals("POST")) {
      super.service(request, response);
    } else {
      response.setHeader("Allow", "POST");
      ErrorPageServlet.write(
          response,
          Problem.of(
              ErrorCode.METHOD_NOT_ALLOWED,
              null,
              "Ask by POST: a link or a picture on a page must get no token."));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<TenantId> tenant;
    List<String> groups;
    try {
      tenant = Optional.ofNullable(request.getParameter("tenant")).flatMap(TenantId::parse);
      groups = groups(request);
    } catch (IllegalArgumentException | IllegalStateException e) { // no query can be read
      tenant = Optional.empty();
      groups = List.of();
    }
    if (tenant.isEmpty()) {
      ErrorPageServlet.write(
          response,
          Problem.of(
              ErrorCode.INVALID_FIELD,
              "tenant",
              "Name a tenant: lower-case letters, digits and hyphens, at most 63."));
      return;
    }
    if (!GROUPS.containsAll(groups)) {
      ErrorPageServlet.write(
          response,
          Problem.of(
              ErrorCode.INVALID_FIELD, "groups", "Name groups: creator, operator, or both."));
      return;
    }
    response.setContentType("text/plain;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(issuer.issue(tenant.get(), groups));
  }

  private static boolean isLocal(HttpServletRequest request) throws IOException {
    return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
        && LOOPBACK_NAMES.contains(request.getServerName())
        && FORWARDED.stream().allMatch(header -> request.getHeader(header) == null);
  }

  private static List<String> groups(HttpServletRequest request) {
    String[] groups = request.getParameterValues("groups");
    return groups == null
        ? List.of(Group.CREATOR)
        : Arrays.stream(groups).flatMap(g -> Arrays.stream(g.split(","))).toList();
  }
}
