package io.atelier.artifact;

import io.atelier.artifact.AssetBody.Source;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ErrorPageServlet;
import io.atelier.problem.Problem;
import io.atelier.problem.ProblemException;
import io.atelier.storage.AssetStorage;
import io.atelier.storage.StoredAsset;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves assets to their own tenant (FR-002, FR-003, FR-005).
 *
 * <p>All it needs stands in the path and in the token or signature: no database, once the tenant's
 * keys are known. Another tenant's path is answered exactly like one that does not exist, before
 * anything is looked up.
 */
@ManagedExecutorDefinition(name = AssetServlet.READERS, virtual = true)
@WebServlet(name = "assets", urlPatterns = "/assets/*", asyncSupported = true)
public class AssetServlet extends HttpServlet {
  private static final Logger LOG = System.getLogger(AssetServlet.class.getName());

  /** Waits for slow readers. */
  static final String READERS = "java:module/concurrent/asset-readers";

  private static final String RETRY_SECONDS = "5";
  private static final long serialVersionUID = 1L;
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String ALLOW = "GET, HEAD, OPTIONS";

  @Inject transient AssetStorage storage;
  @Inject transient RemovedAssets removed;
  @Inject transient SmallAssets smallAssets;
  @Inject transient LargeReads largeReads;
  @Inject transient Permissions permissions;
  @Inject transient CrossOrigin origins;
  @Inject transient AssetMetrics metrics;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    open(request, response);
    if (METHODS.contains(request.getMethod())) {
      super.service(request, response);
    } else {
      response.setHeader("Allow", ALLOW);
      ErrorPageServlet.write(
          response, Problem.of(ErrorCode.METHOD_NOT_ALLOWED, null, "An asset can only be read."));
    }
    metrics.answered(response.getStatus());
  }

  // Every answer has these, refusals too: a header that only some have would tell them apart.
  private void open(HttpServletRequest request, HttpServletResponse response) {
    origins.allowAsset(request, response);
    if (!SignedLinks.isSigned(request.getQueryString())) {
      response.addHeader("Vary", "Authorization");
    }
  }

  @Override
  protected void doOptions(HttpServletRequest request, HttpServletResponse response) {
    origins.preflight(
        response,
        ALLOW,
        "Authorization, If-Match, If-Modified-Since, If-None-Match, If-Range, If-Unmodified-Since,"
            + " Range");
  }

  // The container would derive it from GET by discarding the body, which is not even read here.
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    serve(request, response);
  }

  private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
    try {
      send(permissions.of(request), request, response);
    } catch (NoSuchFileException e) {
      refuse(request, response, Permissions.nothing());
    } catch (ProblemException e) {
      refuse(request, response, e);
    } catch (IOException e) {
      if (response.isCommitted()) {
        throw e; // the connection's end tells it; most likely its reader went away
      }
      LOG.log(Level.WARNING, "An asset cannot be read: " + e); // no trace: everybody asks again
      refuse(
          request,
          response,
          new ProblemException(
              ErrorCode.UNAVAILABLE, "The asset cannot be read now; try again in a moment."));
    }
  }

  private void send(
      Permissions.Permission permission, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AssetPath path = permission.path();
    if (removed.contains(path)) {
      throw Permissions.nothing();
    }
    SmallAssets.Entry small = smallAssets.get(path).orElse(null);
    long lookedAt = smallAssets.now();
    StoredAsset asset =
        small != null ? small.asset() : storage.find(path.key()).orElseThrow(Permissions::nothing);
    if (small == null && asset.sizeBytes() <= SmallAssets.MOST_BYTES) {
      small = smallAssets.keep(path, asset, lookedAt);
    }
    new AssetResponse(
            path, asset, source(asset, small), permission.lasts(), request, response, largeReads)
        .send();
  }

  private Source source(StoredAsset asset, SmallAssets.@Nullable Entry small) {
    return small == null ? offset -> storage.read(asset.key(), offset) : small;
  }

  // Without what was already said of an asset that is gone now.
  private void refuse(HttpServletRequest request, HttpServletResponse response, ProblemException e)
      throws IOException {
    response.reset();
    open(request, response);
    if (e.code() == ErrorCode.TOO_MANY_READS) {
      response.setHeader("Retry-After", RETRY_SECONDS);
    }
    ErrorPageServlet.write(response, e.problem());
  }
}
