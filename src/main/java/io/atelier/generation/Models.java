package io.atelier.generation;

import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * Which model made what: the one that was asked, whichever is configured by now; of a create from
 * before that was kept, the one that would be asked now.
 */
@Dependent
class Models {
  private final Providers providers;

  @Inject
  Models(Providers providers) {
    this.providers = providers;
  }

  /** The provider's name of it; null where it has none to tell apart. */
  @Nullable String of(GenerationJob job, Attempt attempt, Stage stage) {
    String asked = stage.model();
    return asked == null ? now(job, attempt, stage) : asked;
  }

  /** The one that a create is going to be made with. */
  @Nullable String now(GenerationJob job, Attempt attempt, Stage stage) {
    return providers
        .find(attempt.provider())
        .flatMap(provider -> provider.model(job.request(), stage.ordinal()))
        .orElse(null);
  }
}
