package io.atelier.media;

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

  String reason() {
    return String.valueOf(getMessage());
  }
}
