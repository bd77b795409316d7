package io.atelier.provider;

/** Width to height of a video (FR-007). */
public enum AspectRatio {
  WIDE(16, 9),
  TALL(9, 16),
  SQUARE(1, 1);

  private final int across;
  private final int down;

  AspectRatio(int across, int down) {
    this.across = across;
    this.down = down;
  }

  /** The width in pixels, even, of a picture with that shorter side. */
  public int width(int shortSide) {
    return side(across, shortSide);
  }

  /** The height in pixels, even, of a picture with that shorter side. */
  public int height(int shortSide) {
    return side(down, shortSide);
  }

  // Video is stored with half as much colour each way, so a side is even: 480p is 854 wide, as
  // everywhere, not 853.
  private int side(int part, int shortSide) {
    return 2 * Math.round(shortSide * part / (2f * Math.min(across, down)));
  }

  /** The name in JSON: {@code 16:9 9:16 1:1}. */
  public String jsonName() {
    return across + ":" + down;
  }
}
