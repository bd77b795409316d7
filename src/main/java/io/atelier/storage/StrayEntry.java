package io.atelier.storage;

import java.io.IOException;
import java.nio.file.FileSystemException;

/**
 * Something in a store that is no published asset.
 *
 * @param name where it is, relative to the store; of any form
 * @param reason what it is, for an operator
 */
public record StrayEntry(Kind kind, String name, String reason) implements StorageEntry {

  /** What is wrong with it. */
  public enum Kind {
    /** Staged by a process that is no more. */
    LEFTOVER,
    /** Withdrawn long ago, and still there. */
    UNDELETED,
    /** Its name is no {@link StorageKey}, or it is no file: the store did not put it there. */
    FOREIGN,
    /** What is in it cannot be told. */
    UNREADABLE
  }

  /** What the file system would not tell of. */
  static StrayEntry unreadable(String name, IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return new StrayEntry(
        Kind.UNREADABLE, name, reason == null ? e.getClass().getSimpleName() : reason);
  }
}
