package io.atelier.artifact;

import io.atelier.problem.ProblemException;
import io.atelier.storage.StorageFailure;
import java.io.IOException;

/** The asset store could not be written; the message says what an operator can do about it. */
public class StorageException extends ProblemException {
  private static final long serialVersionUID = 1L;

  private StorageException(StorageFailure failure, IOException cause) {
    super(failure.code(), failure.advice());
    initCause(cause);
  }

  /** The failure that an exception of the file system stands for. */
  public static StorageException of(IOException e) {
    return new StorageException(StorageFailure.of(e), e);
  }
}
