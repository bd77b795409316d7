package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.util.List;
import java.util.Optional;

/** The providers a job may be made by, in the order they are tried; never empty (FR-022). */
record Route(List<String> providers) {

  Route {
    providers = List.copyOf(providers);
    if (providers.isEmpty()) {
      throw new ProblemException(
          ErrorCode.NO_PROVIDER,
          "No configured provider can make this; ask the operator which providers are set up.");
    }
  }

  /** The route that {@link #text} wrote. */
  static Route of(String text) {
    return new Route(List.of(text.split(",")));
  }

  String text() {
    return String.join(",", providers);
  }

  String first() {
    return providers.get(0);
  }

  /** Whom to try after that provider. */
  Optional<String> after(String provider) {
    int next = providers.indexOf(provider) + 1;
    return next > 0 && next < providers.size()
        ? Optional.of(providers.get(next))
        : Optional.empty();
  }
}
