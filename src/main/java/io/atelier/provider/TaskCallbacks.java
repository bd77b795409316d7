package io.atelier.provider;

import java.util.Map;
import java.util.Optional;

/**
 * Understands what a provider says by itself about its tasks; implemented by the adapters whose
 * providers call back.
 *
 * <p>Nothing that is said so is believed: it is a reason to ask the provider now, and no more.
 */
public interface TaskCallbacks {

  /**
   * Whether the end of an address that is called is one that was given to the provider; looked at
   * before anything else of a call is read.
   */
  boolean knows(String token);

  /** What a call is about; empty where it does not prove to be the provider's. */
  Optional<Hint> hint(Callback call);

  /**
   * A call, as it came.
   *
   * @param token the end of the address that was called
   * @param headers by lower-case name
   */
  record Callback(String token, Map<String, String> headers, String body) {
    public Callback {
      headers = Map.copyOf(headers);
    }
  }

  /** Which task there may be something new about. */
  sealed interface Hint {

    /**
     * The one that a create of ours became.
     *
     * @param create the create's {@link Submission#key}
     * @param task what the call names the task; empty where that does not count
     */
    record OfCreate(String create, Optional<String> task) implements Hint {}

    /** The one of that id. */
    record OfTask(String task) implements Hint {}
  }
}
