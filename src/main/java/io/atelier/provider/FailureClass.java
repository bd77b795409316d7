package io.atelier.provider;

/** What kind of failure a provider's answer is; it decides what happens next, not its wording. */
public enum FailureClass {
  /** The key is refused. */
  AUTH(true),
  /** The account's balance is used up. */
  OUT_OF_CREDITS(true),
  /** Too many requests; nothing was accepted. */
  RATE_LIMITED(true),
  /** The account's concurrent tasks are used up; nothing was accepted. */
  QUEUE_FULL(true),
  /** The request itself is wrong; another provider would refuse it too. */
  INVALID_INPUT(false),
  /** The content is refused; the same prompt is not shopped around. */
  CONTENT_POLICY(false),
  /** A passing fault: 5xx, maintenance, network. */
  TRANSIENT(true),
  /** Accepted, then failed. */
  GENERATION_FAILED(true),
  /** The provider does not know the task. */
  NOT_FOUND(true),
  /** The result is paid, and its address dead: to make it anew is to pay again. */
  RESULT_EXPIRED(false),
  /** The result is empty, corrupt or of the wrong type. */
  INVALID_OUTPUT(true),
  /** Our deadline passed; the task may still finish. */
  TIMEOUT(false);

  private final boolean fallsBack;

  FailureClass(boolean fallsBack) {
    this.fallsBack = fallsBack;
  }

  /** Whether the provider only has no room for more right now. */
  public boolean isThrottling() {
    return this == RATE_LIMITED || this == QUEUE_FULL;
  }

  /** Whether it is over by itself, so that asking again is all there is to do. */
  public boolean passes() {
    return this == TRANSIENT || isThrottling();
  }

  /** Whether the request is what is wrong, so that it was never going to be accepted. */
  public boolean isOfTheRequest() {
    return this == INVALID_INPUT || this == CONTENT_POLICY;
  }

  /** Whether something was made, and paid, that cannot be had or used. */
  public boolean isOfTheResult() {
    return this == NOT_FOUND || this == RESULT_EXPIRED || this == INVALID_OUTPUT;
  }

  /** Whether the next provider on the route is tried by default (FR-022). */
  public boolean fallsBack() {
    return fallsBack;
  }
}
