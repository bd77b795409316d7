package io.atelier.provider.remote;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An exchange with a provider came to no answer that says anything about the request; what it says
 * about the connection is told apart, since a create that may have been received may be paid.
 *
 * <p>Has no cause and none of the provider's words: both may hold what is not to be logged.
 */
public class ExchangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  private ExchangeException(ExchangeException same) {
    this(same.kind, String.valueOf(same.getMessage()), same.retryAfter);
  }

  ExchangeException(Kind kind, String reason, @Nullable Duration retryAfter) {
    super(reason);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** How long the provider asks to be left alone, or null if it does not say. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The same of one that is not repeated, whatever it costs: nobody waits for it any more. */
  ExchangeException last() {
    return new Last(this);
  }

  /** Of an exchange that is not to be repeated. */
  public static final class Last extends ExchangeException {
    private static final long serialVersionUID = 1L;

    private Last(ExchangeException same) {
      super(same);
    }
  }

  /** How far it came. */
  public enum Kind {
    /** No byte of the request left: no address, nobody there, no secure connection. */
    NOT_SENT("not_sent"),
    /** Sent, perhaps in part, and no whole answer came in time. */
    LOST("lost"),
    /** The server, or a proxy before it, answered with a 5xx. */
    SERVER_TROUBLE("server_trouble"),
    /** What was answered cannot be read. */
    UNREADABLE("unreadable");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Its name among the codes of failures. */
    public String code() {
      return code;
    }
  }
}
