package io.atelier.provider.procedural.picture;

/** A shape around its own origin, of a size about one. Implementations are immutable. */
interface Solid {

  /**
   * Finds where a ray enters, in the shape's own space.
   *
   * <p>If that is nearer than {@code hit.far}, sets the distance, the normal and the surface.
   */
  void meet(float ox, float oy, float oz, float dx, float dy, float dz, Ray hit);

  /** The radius of a ball around the origin that holds it all. */
  float radius();
}
