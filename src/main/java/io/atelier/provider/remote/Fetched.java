package io.atelier.provider.remote;

import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderSnapshot.Failed;
import java.nio.file.Path;

/** What came of fetching a result. */
public sealed interface Fetched {

  /**
   * It is here, whole.
   *
   * @param file of the workspace
   */
  record Whole(Path file) implements Fetched {}

  /** It could not be had now, and may be later. */
  record Later(String reason) implements Fetched {}

  /** It cannot be had from there. */
  sealed interface Never extends Fetched {

    /**
     * What that is of a task that succeeded.
     *
     * @param cost what the task cost
     */
    Failed failed(ProviderCost cost);
  }

  /** Its address is dead, and another may be had. */
  record Gone(int status) implements Never {
    @Override
    public Failed failed(ProviderCost cost) {
      return new Failed(
          FailureClass.RESULT_EXPIRED, "http_" + status, "the result's address is dead", cost);
    }
  }

  /** What is there is no result, or at no address of the provider's. */
  record Wrong(String reason) implements Never {
    @Override
    public Failed failed(ProviderCost cost) {
      return new Failed(FailureClass.INVALID_OUTPUT, "no_result", reason, cost);
    }
  }

  /** It is longer than its type may be, which it is the next time too. */
  record TooLarge(String reason) implements Never {
    @Override
    public Failed failed(ProviderCost cost) {
      return new Failed(FailureClass.INVALID_OUTPUT, Failed.TOO_LARGE, reason, cost);
    }
  }
}
