package io.atelier.media.codec.child;

/** What FFmpeg or a limit says no to; its message is for whoever asked. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refusal(String message) {
    super(message);
  }
}
