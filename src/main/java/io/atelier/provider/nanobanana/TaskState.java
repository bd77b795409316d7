package io.atelier.provider.nanobanana;

/**
 * What is kept with a task's handle: which one it is of those that make something.
 *
 * @param text as it is kept
 */
record TaskState(String text) {
  private static final String FROM_FRAME = "frame ";

  /** The only one. */
  static final TaskState ONLY = new TaskState("");

  /** The first of two: the image that a video begins and ends with. */
  static final TaskState KEY_FRAME = new TaskState("key-frame");

  /** The second: the video, from the image at that address. */
  static TaskState fromFrame(String url) {
    return new TaskState(FROM_FRAME + url);
  }

  boolean isKeyFrame() {
    return equals(KEY_FRAME);
  }

  /** The address of the image it was made from, or an empty text. */
  String frame() {
    return text.startsWith(FROM_FRAME) ? text.substring(FROM_FRAME.length()) : "";
  }
}
