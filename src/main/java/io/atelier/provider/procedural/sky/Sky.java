package io.atelier.provider.procedural.sky;

/**
 * A place, as the light that comes from each direction of it.
 *
 * <p>Whatever is a function of direction has no seam and no pole. Implementations are immutable and
 * thread-safe.
 */
@FunctionalInterface
public interface Sky {

  /** Sets the light from the direction (x, y, z), a vector of length one, y up. */
  void at(float x, float y, float z, Radiance light);

  /** The same without what is small and bright, sun, clouds and stars: what haze takes on. */
  default void air(float x, float y, float z, Radiance light) {
    at(x, y, z, light);
  }
}
