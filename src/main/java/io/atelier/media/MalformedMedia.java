package io.atelier.media;

import java.util.function.Supplier;

/**
 * The content contradicts its own format; checked, so that the compiler shows it never leaves
 * {@link MediaProbe}.
 */
final class MalformedMedia extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedMedia(String reason) {
    super(reason, null, false, false);
  }

  static void require(boolean condition, String reason) throws MalformedMedia {
    if (!condition) {
      throw new MalformedMedia(reason);
    }
  }

  /** The same where a file may have millions of what is looked at: no text is made for each. */
  static void require(boolean condition, Supplier<String> reason) throws MalformedMedia {
    if (!condition) {
      throw new MalformedMedia(reason.get());
    }
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
