package io.atelier.provider.remote;

import java.util.List;
import java.util.Locale;

/**
 * The hosts a provider keeps results at; nothing else is fetched, whatever it says.
 *
 * @param patterns host names, or {@code *.name} for all below one
 */
record Origins(List<String> patterns) {
  Origins {
    patterns = patterns.stream().map(pattern -> pattern.toLowerCase(Locale.ROOT)).toList();
  }

  boolean contain(String host) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.startsWith("*.")
                    ? host.endsWith(pattern.substring(1))
                    : host.equals(pattern));
  }
}
