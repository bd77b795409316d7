package io.atelier.breakable;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What is to be sent, once the books say so.
 *
 * @param fault what becomes of it on the way
 * @param synced done when it may be sent
 */
record Reply(Answer answer, Optional<Fault> fault, CompletableFuture<Void> synced) {

  /** Nothing to write down. */
  static Reply now(Answer answer) {
    return new Reply(answer, Optional.empty(), CompletableFuture.completedFuture(null));
  }
}
