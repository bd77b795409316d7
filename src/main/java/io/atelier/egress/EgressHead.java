package io.atelier.egress;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What comes before an answer's body.
 *
 * @param location where it is instead, if it was redirected
 * @param contentType what the body is said to be
 * @param contentRange which part of the document the body is
 * @param contentLength how many bytes the body is said to have
 * @param entityTag what the document's content is known by
 */
public record EgressHead(
    int status,
    Optional<String> location,
    Optional<String> contentType,
    Optional<String> contentRange,
    OptionalLong contentLength,
    Optional<String> entityTag) {

  static EgressHead of(int status, Function<String, @Nullable String> header) {
    return new EgressHead(
        status,
        Optional.ofNullable(header.apply("Location")),
        Optional.ofNullable(header.apply("Content-Type")),
        Optional.ofNullable(header.apply("Content-Range")),
        length(header.apply("Content-Length")),
        Optional.ofNullable(header.apply("ETag")));
  }

  private static OptionalLong length(@Nullable String header) {
    return header != null && header.matches("\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(header))
        : OptionalLong.empty();
  }
}
