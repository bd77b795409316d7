package io.atelier.media;

/** What {@link MediaProbe} found: what an intact file is, or the reason it is none. */
public sealed interface ProbeResult {

  /**
   * A still picture.
   *
   * @param width in pixels, at least 1
   * @param height in pixels, at least 1
   */
  record Image(FileFormat format, int width, int height) implements ProbeResult {}

  /**
   * A sound.
   *
   * @param seconds the exact playing time
   * @param sampleRate in Hz
   * @param channels at least 1
   */
  record Audio(FileFormat format, double seconds, int sampleRate, int channels)
      implements ProbeResult {}

  /** A file of a known format by its signature and header, whose inside was not walked. */
  record Recognised(FileFormat format) implements ProbeResult {}

  /**
   * Not a file that can be used: damaged, cut short, or of a kind the probe does not know.
   *
   * @param reason one line for logs and error details; it quotes numbers and hex of the file, never
   *     its text
   */
  record Broken(String reason) implements ProbeResult {}
}
