package io.atelier.artifact;

import io.atelier.storage.StoredAsset;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;

/** The header fields every asset answer carries. */
final class AssetHeaders {
  private static final long ONE_YEAR_SECONDS = 31_536_000;

  private AssetHeaders() {}

  /**
   * Lets pages of other origins use the asset in WebGL (FR-005). CORP alone is not enough: every
   * Three.js loader also wants {@code Access-Control-Allow-Origin}. No cookie authenticates here,
   * so any origin is as good as none.
   */
  static void crossOrigin(HttpServletResponse response) {
    response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Expose-Headers", "ETag, Content-Length");
    response.setHeader("Vary", "Origin, Authorization");
  }

  static void describe(HttpServletResponse response, AssetPath path, StoredAsset asset) {
    response.setContentType(path.format().mimeType());
    response.setHeader("ETag", etag(path));
    response.setDateHeader("Last-Modified", asset.publishedAt().toEpochMilli());
    response.setHeader("Cache-Control", "private, max-age=" + ONE_YEAR_SECONDS + ", immutable");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (path.format().active()) {
      response.setHeader("Content-Disposition", "attachment");
    }
  }

  /** Whether the client already has it; asked only after it was authorized. */
  static boolean unchanged(HttpServletRequest request, AssetPath path) {
    String known = request.getHeader("If-None-Match");
    if (known == null) {
      return false;
    }
    return known.strip().equals("*")
        || Arrays.stream(known.split(","))
            .map(tag -> tag.strip().replaceFirst("^W/", ""))
            .anyMatch(etag(path)::equals);
  }

  private static String etag(AssetPath path) {
    return '"' + path.hash().hex() + '"';
  }
}
