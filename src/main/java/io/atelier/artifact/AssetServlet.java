package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ErrorPageServlet;
import io.atelier.problem.ProblemException;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TokenVerifier;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;

/**
 * Serves assets to their own tenant (FR-002, FR-003, FR-005).
 *
 * <p>All it needs stands in the path and the token: no database. Another tenant's path is answered
 * exactly like one that does not exist, before anything is looked up.
 */
@WebServlet(name = "assets", urlPatterns = "/assets/*")
public class AssetServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String BEARER = "Bearer ";
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ALLOW = "GET, HEAD, OPTIONS";

  @Inject transient AssetStorage storage;
  @Inject transient TokenVerifier tokens;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (METHODS.contains(request.getMethod())) {
      super.service(request, response);
    } else {
      response.setHeader("Allow", ALLOW);
      refuse(
          response,
          new ProblemException(ErrorCode.METHOD_NOT_ALLOWED, "An asset can only be read."));
    }
  }

  @Override
  protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
    AssetHeaders.crossOrigin(response);
    response.setHeader("Access-Control-Allow-Methods", ALLOW);
    response.setHeader("Access-Control-Allow-Headers", "Authorization, Range, If-None-Match");
    response.setHeader("Access-Control-Max-Age", "86400");
    response.setHeader("Allow", ALLOW);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  // The container derives HEAD from GET by discarding the body; nothing is read for it here.
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response, false);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response, true);
  }

  private void serve(HttpServletRequest request, HttpServletResponse response, boolean withBody)
      throws IOException {
    AssetHeaders.crossOrigin(response);
    try {
      AssetPath path = authorized(request);
      StoredAsset asset = storage.find(path.key()).orElseThrow(AssetServlet::nothing);
      AssetHeaders.describe(response, path, asset);
      if (AssetHeaders.unchanged(request, path)) {
        response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        return;
      }
      response.setContentLengthLong(asset.sizeBytes());
      if (withBody) {
        copy(path, response.getOutputStream());
      }
    } catch (NoSuchFileException e) {
      refuse(response, nothing());
    } catch (ProblemException e) {
      refuse(response, e);
    }
  }

  private AssetPath authorized(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new ProblemException(
          ErrorCode.UNAUTHENTICATED, "Send a valid token in the Authorization header.");
    }
    Caller caller = tokens.verify(header.substring(BEARER.length()).strip());
    if (!caller.groups().contains(Group.CREATOR)) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "The token's groups do not allow this.");
    }
    return Optional.ofNullable(request.getPathInfo())
        // A path with an encoded or matrix part has another raw form; only one spelling is served.
        .filter(path -> request.getRequestURI().equals(request.getContextPath() + "/assets" + path))
        .flatMap(path -> AssetPath.parse(path.substring(1)))
        .filter(path -> path.tenant().equals(caller.tenant()))
        .orElseThrow(AssetServlet::nothing);
  }

  private void copy(AssetPath path, OutputStream out) throws IOException {
    try (InputStream bytes = storage.read(path.key(), 0)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  private static void refuse(HttpServletResponse response, ProblemException e) throws IOException {
    ErrorPageServlet.write(response, e.problem());
  }

  private static ProblemException nothing() {
    return new ProblemException(ErrorCode.NOT_FOUND, "No asset has this path, or it is not yours.");
  }
}
