package io.atelier.fitting;

import io.atelier.artifact.InspectedFile;
import io.atelier.media.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What a file's own structure says, as it is kept with it. */
record Facts(InspectedFile file) {
  private static final Set<String> CODECS_OF_BROWSERS =
      Arrays.stream(Codec.values())
          .filter(Codec::browserSafe)
          .map(Codec::jsonName)
          .collect(Collectors.toUnmodifiableSet());

  OptionalLong number(String name) {
    return file.facts().get(name) instanceof Number number
        ? OptionalLong.of(number.longValue())
        : OptionalLong.empty();
  }

  /** How long it plays; empty for a file that does not tell. */
  OptionalDouble seconds() {
    return file.facts().get("duration_seconds") instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  boolean is(String name) {
    return Boolean.TRUE.equals(file.facts().get(name));
  }

  /** Whether the codec that stands there is one that browsers have. */
  boolean isPlayed(String name) {
    return file.facts().get(name) instanceof String codec && CODECS_OF_BROWSERS.contains(codec);
  }

  List<?> list(String name) {
    return file.facts().get(name) instanceof List<?> list ? list : List.of();
  }

  boolean hasSize(int width, int height) {
    return number("width").orElse(-1) == width && number("height").orElse(-1) == height;
  }

  /** Whether it has the shape of a picture of that size, to a pixel or two of rounding. */
  boolean hasShape(int width, int height) {
    double wide = number("width").orElse(0);
    double high = number("height").orElse(0);
    return high > 0 && Math.abs(wide / high - (double) width / height) < 0.02 * width / height;
  }
}
