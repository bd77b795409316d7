package io.atelier.media;

/** A picture whole by its structure, whose pixels are damaged: nobody can decode it. */
public final class UndecodableMediaException extends UnusableMediaException {
  private static final long serialVersionUID = 1L;

  /** What is wrong with such a file. */
  public static final String REASON = "its pixels cannot be decoded";

  UndecodableMediaException() {
    super(REASON);
  }
}
