package io.atelier.provider;

/** How fine a video is (FR-007): the pixels of its shorter side. */
public enum Resolution {
  P480(480),
  P720(720),
  P1080(1080);

  private final int shortSide;

  Resolution(int shortSide) {
    this.shortSide = shortSide;
  }

  /** The pixels of the shorter side. */
  public int shortSide() {
    return shortSide;
  }

  /** The name in JSON: {@code 480p 720p 1080p}. */
  public String jsonName() {
    return shortSide + "p";
  }
}
