package io.atelier.provider.procedural.sky;

/** What lies below the horizon. Implementations are immutable and thread-safe. */
interface Ground {

  /**
   * Sets the light from a direction that looks down (y under 0).
   *
   * @param above the sky over it, to be mirrored or to fade into
   */
  void at(float x, float y, float z, Sky above, Radiance light);
}
