package io.atelier.provider.procedural.texture;

/**
 * A surface without end: the same at u and u + 1, at v and v + 1. Implementations are immutable and
 * thread-safe.
 */
@FunctionalInterface
public interface Pattern {

  /**
   * Describes the point at (u, v), each in [0, 1), u to the right and v down, in a cleared texel.
   */
  void at(float u, float v, Texel texel);
}
