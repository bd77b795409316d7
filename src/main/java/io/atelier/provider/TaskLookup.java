package io.atelier.provider;

import java.time.Instant;
import java.util.List;

/**
 * Finds out at the provider what became of a create whose outcome is unknown; implemented by the
 * adapters whose guarantee is {@link SubmissionGuarantee#LOOKUP}.
 */
public interface TaskLookup {

  /**
   * The task that a create became, by what the create was sent with. It costs nothing, and may be
   * asked again.
   *
   * @param since when the create was first about to be sent, by our clock
   */
  Finding lookUp(Submission submission, Instant since);

  /**
   * All that the provider's list shows of a create: two creates alike in it cannot be told apart
   * there. By default no two are, as where the list shows a create's own key.
   */
  default String likeness(Submission submission) {
    return submission.key();
  }

  /** What a look at the provider's list shows. */
  sealed interface Finding {

    /** It was accepted. */
    record Found(ProviderHandle handle) implements Finding {}

    /**
     * Each of these may be it, as far as the list shows, and no other; it counts only when nobody
     * else has it or may be looking for it.
     */
    record Fitting(List<ProviderHandle> handles) implements Finding {
      public Fitting {
        handles = List.copyOf(handles);
      }
    }

    /**
     * The whole list was read and it is not there. That is an answer about now: a create that is
     * still on its way, or a list that lags behind, makes it wrong, so it counts only when it was
     * given some time after the create could last have been received.
     */
    record Absent() implements Finding {}

    /** The list could not be read to its end. */
    record Unclear(String reason) implements Finding {}
  }
}
