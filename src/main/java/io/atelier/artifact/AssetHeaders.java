package io.atelier.artifact;

import io.atelier.storage.StoredAsset;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of an asset's answers (FR-002), made once for as long as the asset is known.
 *
 * @param etag its strong entity tag, which is its hash
 * @param modified when it was published, in whole seconds
 * @param lastModified the same as a header has it
 * @param disposition how an active type is to be opened, which is not at all; else null
 */
record AssetHeaders(
    String contentType,
    String etag,
    Instant modified,
    String lastModified,
    @Nullable String disposition) {

  /** Those of an asset. */
  static AssetHeaders of(AssetPath path, StoredAsset asset) {
    Instant modified = asset.publishedAt().truncatedTo(ChronoUnit.SECONDS);
    return new AssetHeaders(
        path.format().contentType(),
        '"' + path.hash().hex() + '"',
        modified,
        HttpDate.format(modified),
        path.format().active() ? "attachment" : null);
  }

  /**
   * Describes the asset.
   *
   * @param cachedFor how long a browser may keep it: never longer than it may be asked for; less
   *     than nothing where that has just ended
   */
  void describe(HttpServletResponse response, Duration cachedFor) {
    response.setContentType(contentType);
    response.setHeader("ETag", etag);
    response.setHeader("Last-Modified", lastModified);
    response.setHeader(
        "Cache-Control", "private, max-age=" + Math.max(0, cachedFor.toSeconds()) + ", immutable");
    response.setHeader("Accept-Ranges", "bytes");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (disposition != null) {
      response.setHeader("Content-Disposition", disposition);
    }
  }
}
