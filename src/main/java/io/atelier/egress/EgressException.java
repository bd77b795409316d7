package io.atelier.egress;

import org.jspecify.annotations.Nullable;

/** Why a call came to no whole answer; its message may be shown to whoever named the address. */
public class EgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  EgressException(Reason reason, @Nullable Throwable cause) {
    super(reason.text, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What went wrong. */
  public enum Reason {
    /** The URL or its address is none that is called; nothing was sent. */
    REFUSED("the address may not be called", false),
    /** The name has no address; nothing was sent. */
    UNRESOLVED("the name could not be resolved", false),
    /** Nobody answers at the address; nothing was sent. */
    UNREACHABLE("no connection could be made", false),
    /** The TLS handshake failed; nothing was sent. */
    TLS("no secure connection could be made", false),
    /** It took too long. */
    TIMEOUT("the answer took too long", true),
    /** The connection ended early, or what came is no HTTP. */
    BROKEN("the connection ended without a whole answer", true),
    /** The body is larger than what is taken. */
    TOO_LARGE("the answer is too large", true);

    private final String text;
    private final boolean maybeSent;

    Reason(String text, boolean maybeSent) {
      this.text = text;
      this.maybeSent = maybeSent;
    }

    /** Whether the request may have reached the other side. */
    public boolean maybeSent() {
      return maybeSent;
    }
  }
}
