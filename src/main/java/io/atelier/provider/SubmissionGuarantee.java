package io.atelier.provider;

/**
 * What a provider offers for finding out about a create call whose outcome is unknown; it decides
 * whether the call may be made again.
 */
public enum SubmissionGuarantee {
  /** The same create with the same key gives the same task: it is simply sent again. */
  REPLAY,
  /** Tasks can be listed: ours is looked up. */
  LOOKUP,
  /** A repeated create is refused: it can be sent again without paying twice. */
  REJECT,
  /** Nothing: it is never sent again by itself. */
  NONE
}
