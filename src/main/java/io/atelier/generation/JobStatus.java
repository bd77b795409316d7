package io.atelier.generation;

/** Where a generation job is in its life. */
public enum JobStatus {
  /** Waits for a slot in its queue; admission moves it to PROCESSING. */
  PENDING,
  /**
   * Holds a slot; the worker moves it to a final status, or back to PENDING when a provider refuses
   * it for now or the next provider is to try.
   */
  PROCESSING,
  /** Its provider is being told to stop; the slot is held until it has answered. */
  CANCELLING,
  /** Its asset is stored; final. */
  COMPLETED,
  /** It cannot be made; final. */
  FAILED,
  /** Its deadline passed; final. */
  TIMED_OUT,
  /** Its tenant wants it no more; final. */
  CANCELLED;

  /** Whether nothing moves it any more. */
  public boolean isFinal() {
    return switch (this) {
      case PENDING, PROCESSING, CANCELLING -> false;
      case COMPLETED, FAILED, TIMED_OUT, CANCELLED -> true;
    };
  }

  /** Whether it is under way, or waits to be, and nobody has cancelled it. */
  boolean isWanted() {
    return this == PENDING || this == PROCESSING;
  }
}
