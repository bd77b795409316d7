package io.atelier.provider.procedural.texture;

/** What of a surface becomes a picture, pixel by pixel. Implementations are thread-safe. */
interface Film {

  /**
   * Writes blue, green and red of pixel (x, y).
   *
   * @param row row y of the surface
   * @param dx how much the surface rises to the right there, per width
   * @param dy and downwards
   */
  void expose(SurfaceRow row, int x, int y, float dx, float dy, byte[] bgr, int at);
}
