package io.atelier.artifact;

import io.atelier.storage.StoredAsset;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** The header fields of an asset's answer (FR-002). */
final class AssetHeaders {
  private AssetHeaders() {}

  /**
   * Describes an asset.
   *
   * @param cachedFor how long a browser may keep it: never longer than it may be asked for
   */
  static void describe(
      HttpServletResponse response, AssetPath path, StoredAsset asset, Duration cachedFor) {
    response.setContentType(path.format().contentType());
    response.setHeader("ETag", Preconditions.etag(path.hash()));
    response.setDateHeader("Last-Modified", asset.publishedAt().toEpochMilli());
    response.setHeader(
        "Cache-Control", "private, max-age=" + cachedFor.toSeconds() + ", immutable");
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (path.format().active()) {
      response.setHeader("Content-Disposition", "attachment");
    }
  }
}
