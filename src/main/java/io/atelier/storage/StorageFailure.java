package io.atelier.storage;

import io.atelier.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/**
 * Why the store cannot be written: a stable code, and a sentence that says what an operator can do
 * about it and names no path.
 *
 * @param code {@code STORAGE_FULL} or {@code STORAGE_ERROR}
 */
public record StorageFailure(ErrorCode code, String advice) {

  /** The failure that an exception of the file system stands for. */
  public static StorageFailure of(IOException e) {
    String reason = reason(e);
    if (e instanceof ForeignStoreException) {
      return error(
          "The asset store is not the one of this installation; check that it is mounted (%s)."
              .formatted(reason));
    }
    // The system's own words are all that Java passes on of an error number.
    if (reason.contains("No space left")) {
      return full("The asset store has no space or no inodes left; free some disk space.");
    }
    if (reason.contains("Disk quota exceeded")) {
      return full("The asset store's disk quota is used up; raise it or free some disk space.");
    }
    if (e instanceof AccessDeniedException
        || reason.contains("Permission denied")
        || reason.contains("Operation not permitted")
        || reason.contains("Read-only file system")) {
      return error(
          "The asset store may not be written; check its permissions and mount options ("
              + reason
              + ").");
    }
    if (reason.contains("Too many open files")) {
      return error("The limit of open files is reached; raise it for this server (ulimit -n).");
    }
    if (reason.contains("No locks available")) {
      return error("The asset store's file system offers no file locks; mount it with them.");
    }
    if (e instanceof NoSuchFileException
        || e instanceof NotDirectoryException
        || reason.contains("Not a directory")
        || reason.contains("Stale file handle")) {
      return error(
          "The asset store's directory is not what it was; check that it is mounted ("
              + reason
              + ").");
    }
    return error("The asset store could not be written: " + reason + ".");
  }

  static StorageFailure full(String advice) {
    return new StorageFailure(ErrorCode.STORAGE_FULL, advice);
  }

  static StorageFailure error(String advice) {
    return new StorageFailure(ErrorCode.STORAGE_ERROR, advice);
  }

  // Not the message: that of a FileSystemException begins with its path.
  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
