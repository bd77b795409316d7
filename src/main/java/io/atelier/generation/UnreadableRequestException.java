package io.atelier.generation;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a job was to make cannot be read from its row. */
class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable UUID job;

  UnreadableRequestException(RuntimeException cause) {
    super("a stored request cannot be read", cause);
    this.job = null;
  }

  /** The same of a job that is known. */
  UnreadableRequestException(UUID job, UnreadableRequestException cause) {
    super("what job " + job + " was to make cannot be read", cause);
    this.job = job;
  }

  /** Whose row it is; empty where the persistence provider read it, which does not say. */
  Optional<UUID> job() {
    return Optional.ofNullable(job);
  }
}
