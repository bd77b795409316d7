package io.atelier.provider;

/**
 * Finds out at the provider what became of a create whose outcome is unknown; implemented by the
 * adapters whose guarantee is {@link SubmissionGuarantee#LOOKUP}.
 */
public interface TaskLookup {

  /**
   * The task that a create became, by what the create was sent with. It costs nothing, and may be
   * asked again.
   */
  Finding lookUp(Submission submission);

  /** What a look at the provider's list shows. */
  sealed interface Finding {

    /** It was accepted. */
    record Found(ProviderHandle handle) implements Finding {}

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
