package io.atelier.artifact;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * Which other origins' pages may use this installation (FR-005), {@code cross-origin.origins}.
 *
 * <p>By default any may load assets, and none may call the API: no cookie authenticates for an
 * asset, so any origin is as good as none. An exact list replaces the default for assets and opens
 * the API to the same origins. {@code null} is never one: every sandboxed frame has it.
 */
@ApplicationScoped
public class CrossOrigin {
  private static final String ANY = "*";
  private static final String DAY_SECONDS = "86400";

  @Inject Config config;

  private Set<String> origins = Set.of();

  @PostConstruct
  void read() {
    origins =
        Arrays.stream(config.getValue("cross-origin.origins", String[].class))
            .map(String::strip)
            .collect(Collectors.toSet());
  }

  /** Every reason why the list is none; empty when it is one. */
  public List<String> objections() {
    return origins.stream()
        .filter(origin -> !origin.equals(ANY) && !isOrigin(origin))
        .map(
            origin ->
                "cross-origin.origins has %s, which is no origin such as https://play.example"
                    .formatted(origin))
        .toList();
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      return uri.getHost() != null
          && text.equals(
              uri.getScheme()
                  + "://"
                  + uri.getHost()
                  + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
          && text.matches("https?://[^A-Z]*");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Says whether the asking page may use an asset's answer. CORP alone is not enough: every
   * Three.js loader wants {@code Access-Control-Allow-Origin}.
   */
  public void allowAsset(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.addHeader("Vary", "Origin");
    String allowed = origins.contains(ANY) ? ANY : listed(request);
    if (allowed != null) {
      response.setHeader("Access-Control-Allow-Origin", allowed);
      response.setHeader(
          "Access-Control-Expose-Headers",
          "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified,"
              + " Retry-After");
    }
  }

  /** Says whether the asking page may use the API's answer; only where origins are listed. */
  public void allowCall(HttpServletRequest request, HttpServletResponse response) {
    response.addHeader("Vary", "Origin");
    String allowed = listed(request);
    if (allowed != null) {
      response.setHeader("Access-Control-Allow-Origin", allowed);
      response.setHeader(
          "Access-Control-Expose-Headers", "Location, Retry-After, WWW-Authenticate, ETag");
    }
  }

  /** Answers a browser that asks before it sends; what it may send, where it may send at all. */
  public void preflight(HttpServletResponse response, String methods, String headers) {
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    response.setHeader("Allow", methods);
    if (response.containsHeader("Access-Control-Allow-Origin")) {
      response.setHeader("Access-Control-Allow-Methods", methods);
      response.setHeader("Access-Control-Allow-Headers", headers);
      response.setHeader("Access-Control-Max-Age", DAY_SECONDS);
    }
  }

  private @Nullable String listed(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && !origin.equals(ANY) && origins.contains(origin) ? origin : null;
  }
}
