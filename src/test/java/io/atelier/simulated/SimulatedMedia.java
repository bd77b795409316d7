package io.atelier.simulated;

/** What simulated providers deliver: real files of what was asked for. Thread-safe. */
public interface SimulatedMedia {

  /**
   * One of them.
   *
   * @param extension without a dot
   */
  record File(byte[] bytes, String mimeType, String extension) {}

  /**
   * A picture.
   *
   * @param format {@code png} or {@code jpeg}
   */
  File picture(String prompt, int width, int height, String format);

  /** A sound, MP3. */
  File sound(String prompt, double seconds);

  /** Instrumental music, MP3. */
  File music(String prompt, double seconds);

  /** A film, MP4. */
  File video(String prompt, int width, int height, double seconds, boolean loop);

  /** What a model's surface shows. */
  enum Surface {
    BARE,
    COLOURED,
    PBR
  }

  /** A model of about so many triangles, GLB. */
  File model(String prompt, int triangles, Surface surface);

  /** What is quickly made: true to format and size where that costs nothing. */
  static SimulatedMedia quick() {
    return new QuickMedia();
  }

  /** What it would be to look at and to listen to, as the procedural provider makes it. */
  static SimulatedMedia faithful() {
    return new FaithfulMedia(new QuickMedia());
  }
}
