package io.atelier.generation;

/** How one provider's try at a job stands. */
public enum AttemptStatus {
  /** The intent is recorded; the create call is being made, or its node died. */
  SUBMITTING,
  /** The provider accepted it. */
  RUNNING,
  /** The provider delivered. */
  SUCCEEDED,
  /** The provider refused or failed. */
  FAILED,
  /** The deadline passed; the provider may still deliver. */
  TIMED_OUT,
  /** Whether the provider accepted it is not known. */
  UNKNOWN,
  /** The job was cancelled; the provider may still deliver. */
  CANCELLED,
  /** Nothing was sent: the provider's circuit was open, and the next one was tried. */
  SKIPPED
}
