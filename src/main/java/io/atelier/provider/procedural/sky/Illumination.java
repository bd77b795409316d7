package io.atelier.provider.procedural.sky;

/** The light that falls on a landscape: one source, and the sky around it. */
record Illumination(Direction from, Tint direct, Tint ambient) {

  /** Of a matt thing that faces the source with this cosine. */
  Tint on(Tint colour, float facing) {
    return colour.times(ambient.plus(direct.times(Math.max(0, facing) * 0.32f)));
  }
}
