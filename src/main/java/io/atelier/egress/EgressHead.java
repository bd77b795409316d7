package io.atelier.egress;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What comes before an answer's body.
 *
 * @param location where it is instead, if it was redirected
 * @param contentType what the body is said to be
 * @param contentRange which part of the document the body is
 * @param entityTag what the document's content is known by
 */
public record EgressHead(
    int status,
    Optional<String> location,
    Optional<String> contentType,
    Optional<String> contentRange,
    Optional<String> entityTag) {

  static EgressHead of(int status, Function<String, @Nullable String> header) {
    return new EgressHead(
        status,
        Optional.ofNullable(header.apply("Location")),
        Optional.ofNullable(header.apply("Content-Type")),
        Optional.ofNullable(header.apply("Content-Range")),
        Optional.ofNullable(header.apply("ETag")));
  }
}
