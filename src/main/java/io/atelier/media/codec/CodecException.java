package io.atelier.media.codec;

import java.io.IOException;

/** Something was not encoded or decoded, and why. */
public final class CodecException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  CodecException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What kept it from being done. */
  public enum Reason {
    /** The media is broken, too large, or of a kind that is not read: trying again is in vain. */
    REFUSED,
    /** The codec's process crashed, was killed or could not be started. */
    CRASHED,
    /** It took longer than it was given. */
    TIMED_OUT
  }
}
