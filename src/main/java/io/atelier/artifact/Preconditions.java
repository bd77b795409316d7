package io.atelier.artifact;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The conditions a request sets (RFC 9110, section 13), on an asset whose strong entity tag is its
 * hash. To be asked only after the request was authorized, or they would tell strangers what is
 * there.
 */
final class Preconditions {
  private static final List<String> ANY = List.of("*");

  private final HttpServletRequest request;
  private final String etag;
  private final Instant modified;

  Preconditions(HttpServletRequest request, AssetHeaders asset) {
    this.request = request;
    this.etag = asset.etag();
    this.modified = asset.modified();
  }

  /**
   * Whether it is not what the client says it must be: 412. A tag is compared strongly; a date
   * counts only where no tag is given.
   */
  boolean failed() {
    List<String> tags = tags("If-Match");
    if (!tags.isEmpty()) {
      return !tags.equals(ANY) && !tags.contains(etag);
    }
    return HttpDate.parse(request.getHeader("If-Unmodified-Since"), modified)
        .map(modified::isAfter)
        .orElse(false);
  }

  // A tag of ours has no comma, so whatever has one is another's.
  private List<String> tags(String header) {
    if (request.getHeader(header) == null) {
      return List.of();
    }
    return Collections.list(request.getHeaders(header)).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }

  /** Whether the client has it already: 304. A date counts only where no tag is given. */
  boolean notModified() {
    List<String> tags = tags("If-None-Match");
    if (!tags.isEmpty()) {
      return tags.equals(ANY) || tags.stream().anyMatch(tag -> weak(tag).equals(etag));
    }
    return HttpDate.parse(request.getHeader("If-Modified-Since"), modified)
        .map(since -> !modified.isAfter(since))
        .orElse(false);
  }

  /** Whether {@code Range} counts: there is no {@code If-Range}, or it names this very content. */
  boolean rangeApplies() {
    String condition = request.getHeader("If-Range");
    if (condition == null) {
      return true;
    }
    String validator = condition.strip();
    // A weak tag never matches here; a date must be exactly ours.
    return validator.equals(etag)
        || HttpDate.parse(validator, modified).map(modified::equals).orElse(false);
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
