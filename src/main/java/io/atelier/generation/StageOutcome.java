package io.atelier.generation;

/** What became of a create call; none yet while it is being made. */
public enum StageOutcome {
  ACCEPTED,
  REFUSED,
  UNKNOWN
}
