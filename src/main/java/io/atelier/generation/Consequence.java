package io.atelier.generation;

/** What a provider's failure means for its job (FR-022). */
sealed interface Consequence {

  /** It is asked again how the job stands, where there is time. */
  record PollAgain() implements Consequence {}

  /**
   * Its provider does not know it, and there is no time to wait until it does: the job goes on
   * without it, and it may turn up yet.
   */
  record LeaveBehind() implements Consequence {}

  /** What came of it is fetched once more, and no create is made because of it. */
  record FetchOnceMore() implements Consequence {}

  /** Its address is dead, and another may be had: it is asked for again, for a while. */
  record FetchAgain() implements Consequence {}

  /** The same create is sent there again, later. */
  record TryAgain() implements Consequence {}

  /** The job waits in that provider's queue, which may be the one that it was in. */
  record FailOver(String provider) implements Consequence {}

  /**
   * It is paid and cannot be had, and that provider is paid to make it anew, as the configuration
   * has it.
   *
   * @param provider which may be the one that it was at
   */
  record MakeAnew(String provider, WhenExpired said) implements Consequence {}

  /** The job has failed. */
  record Fail() implements Consequence {}
}
