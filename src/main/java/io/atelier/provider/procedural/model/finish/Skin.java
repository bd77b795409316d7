package io.atelier.provider.procedural.model.finish;

/** A surface over the square from (0, 0) to (1, 1), v down. Immutable and thread-safe. */
@FunctionalInterface
interface Skin {

  /** Sets everything about the point but what is 0 there, and {@code open}, which is 1. */
  void at(float u, float v, Grain grain);
}
