package io.atelier.generation;

/** What a job was to make cannot be read from its row. */
class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRequestException(RuntimeException cause) {
    super("a stored request cannot be read", cause);
  }
}
