package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The providers a job may be made by, in the order they are tried; never empty (FR-022).
 *
 * @param passedOver who is configured and not among them, each with its reason
 */
record Route(List<String> providers, List<Candidate> passedOver) {

  Route {
    providers = List.copyOf(providers);
    passedOver = List.copyOf(passedOver);
    if (providers.isEmpty()) {
      throw new ProblemException(
          ErrorCode.NO_PROVIDER,
          passedOver.isEmpty()
              ? "No provider is configured for this; ask the operator."
              : passedOver.stream()
                  .map(one -> one.provider() + ": " + one.reason())
                  .collect(
                      Collectors.joining("; ", "No configured provider can make this. ", ".")));
    }
  }

  /** Nobody was passed over. */
  Route(List<String> providers) {
    this(providers, List.of());
  }

  /** Those who are able. */
  static Route among(List<Candidate> candidates) {
    return new Route(
        candidates.stream().filter(Candidate::isAble).map(Candidate::provider).toList(),
        candidates.stream().filter(candidate -> !candidate.isAble()).toList());
  }

  /** The route that {@link #text} wrote. */
  static Route of(String text) {
    return new Route(List.of(text.split(",")));
  }

  /** The providers, without who was passed over. */
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
