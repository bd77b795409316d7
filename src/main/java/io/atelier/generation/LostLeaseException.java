package io.atelier.generation;

import java.util.UUID;

/**
 * A job this node had in hand was taken by another meanwhile; what it was about to write is void.
 */
class LostLeaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostLeaseException(UUID job) {
    super("job " + job + " is no longer held by this node");
  }
}
