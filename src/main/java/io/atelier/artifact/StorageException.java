package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** The asset store could not be written; the message says what an operator can do about it. */
public class StorageException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private StorageException(ErrorCode code, String detail, IOException cause) {
    super(code, detail);
    initCause(cause);
  }

  /** The failure that an exception of the file system stands for. */
  public static StorageException of(IOException e) {
    String reason = reason(e);
    if (reason.contains("No space left") || reason.contains("Disk quota exceeded")) {
      return new StorageException(
          ErrorCode.STORAGE_FULL, "The asset store has no space left; free some disk space.", e);
    }
    if (e instanceof AccessDeniedException || reason.contains("Read-only file system")) {
      return new StorageException(
          ErrorCode.STORAGE_ERROR,
          "The asset store may not be written; check its permissions and mount options.",
          e);
    }
    return new StorageException(
        ErrorCode.STORAGE_ERROR, "The asset store could not be written: " + reason + ".", e);
  }

  private static String reason(IOException e) {
    String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
