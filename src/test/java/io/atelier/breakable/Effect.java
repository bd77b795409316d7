package io.atelier.breakable;

import java.util.Locale;

/** What a fault does: to one answer, or to a task. */
enum Effect {
  // To an answer. None of these but DRIP delivers what would have been said.
  /** A TCP reset, before a byte of the answer. */
  RESET,
  /** Nothing, until the client goes. */
  HANG,
  /** The connection is closed without a byte. */
  EMPTY,
  /** The right answer, a byte at a time; the value is milliseconds between two. */
  DRIP,
  /** Half of the body, then an orderly end. */
  TRUNCATED,
  /** Half of the body, then a reset. */
  RESET_MID_BODY,
  /** Half of the body, then nothing. */
  HANG_MID_BODY,
  /** A body in chunks of which one has no length. */
  MALFORMED_CHUNK,
  /** A body without end. */
  ENDLESS,
  /** A proxy's 502 page. */
  BAD_GATEWAY,
  /** An HTTP status with an error of the API's form; the value is the status, by default 500. */
  ERROR,
  /** HTTP 200 and JSON that breaks off. */
  UNREADABLE,
  /** HTTP 200 and an empty JSON object. */
  BARE,
  /** HTTP 200 and a page of HTML that is called what was asked for. */
  HTML,
  /** HTTP 200 and no byte. */
  ZERO_BYTES,
  /** The right length and wrong bytes. */
  CORRUPT,
  /**
   * A redirect; the value is where to, by default an address of this server that writes it down.
   */
  REDIRECT,
  /** An HTTP 4xx; the value is the API's error code. */
  REFUSED,
  /** HTTP 200 with the API's own error code, which is the value, and no task. */
  REFUSED_200,
  /**
   * HTTP 429; the value is what Retry-After says: seconds, {@code date}, {@code garbage}, {@code
   * huge}, {@code negative}; none without a value.
   */
  THROTTLED,
  /** A result's address is dead until the task is polled again; the value is 403, 404 or 410. */
  EXPIRED,

  // To a task.
  /** It runs for ever. */
  NEVER_ENDS(true),
  /** It fails at its end; the value is the error code. */
  FAILS(true),
  /** It is queued again at every other poll. */
  BACKWARDS(true),
  /** It has a status nobody knows, until its end. */
  UNKNOWN_STATUS(true),
  /** It has the id of an earlier task of the account, another tenant's where there is one. */
  REUSES_ID(true),
  /** It is not found any more, after as many polls as the value says; by default one. */
  FORGETS(true),
  /** It succeeds without saying where the result is. */
  NO_URL(true),
  /** It says that its result is at the address which is the value. */
  RESULT_AT(true),
  /** It is not in the list for as many seconds as the value says; by default for ever. */
  UNLISTED(true),
  /** It cannot be cancelled. */
  UNCANCELLABLE(true);

  private final boolean ofTask;

  Effect() {
    this(false);
  }

  Effect(boolean ofTask) {
    this.ofTask = ofTask;
  }

  boolean ofTask() {
    return ofTask;
  }

  /** The beginning of a fault's name. */
  String prefix() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
